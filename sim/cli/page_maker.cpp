#include "sim/cli/page_maker.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <iostream>

#include "models/lint/lint.hpp"
#include "sim/cli/by_option.hpp"
#include "sim/cli/output_file.hpp"
#include "sim/cli/progress.hpp"
#include "sim/cli/session.hpp"
#include "sim/reading/storyteller.hpp"
#include "sim/runs/tallies.hpp"

namespace hotline::cli {
namespace {

constexpr std::size_t kMostTold = 6;  // cases and protocols of which single drills are told

/// Whether it can be told when it fails: drills start at different times, each case by itself.
bool has_hours(const Scenario& scenario, std::size_t cases) {
    return cases <= kMostInFull && !scenario.interaction && scenario.start_first < scenario.start_last;
}

}  // namespace

bool PageMaker::add(Played& played) {
    const Scenario& scenario = played.scenario;
    lint(scenario, played.files);
    std::optional<CellsRun> by_hour;
    if (has_hours(scenario, played.outcomes.size())) {
        const ByOption by(scenario, By::hour_of_week, headline_deadline(page_.deadlines, scenario.horizon));
        RunPlan plan = played.plan;
        by.prepare(plan, false);
        const auto outcomes = play(scenario, plan);
        if (!outcomes) return false;
        by_hour.emplace(by.summarise(plan, *outcomes));
    }
    RunSummary summary = summarise(scenario, played.plan.seed, {}, played.outcomes);
    const PublishedFigures published(played.files);
    page_.scenarios.push_back({&scenario,
                               played.label,
                               played.outcomes,
                               std::move(summary),
                               {},
                               {},
                               std::move(by_hour),
                               assumptions_of(scenario, played.files, published),
                               played.files.text()});
    plans_.push_back(played.plan);
    return true;
}

void PageMaker::look(std::size_t index) {
    PageScenario& part = page_.scenarios[index];
    RunPlan plan = plans_[index];
    if (part.outcomes.size() > kMostInFull) return;
    Progress progress("looking at drills");
    plan.progress = [&](double share) { progress.show(share); };
    part.tallies = tally_drills(*part.scenario, plan);
    DrillPlayer player(*part.scenario, plan.seed, plan.make_world);
    for (std::size_t told = 0; told < std::min(part.outcomes.size(), kMostTold); ++told) {
        const Outcomes& outcomes = part.outcomes[told];
        for (const Telling& telling : worth_telling(outcomes)) {
            player.begin(telling.replication);
            player.play(outcomes.case_index, outcomes.protocol);
            part.stories.push_back(story_of(player.drill(), player.ending()));
            part.stories.back().kind = telling.kind;
        }
    }
}

void PageMaker::write(const std::string& file, const std::string& command, const Words& words) {
    for (std::size_t index = 0; index < page_.scenarios.size(); ++index) look(index);
    page_.command = {command};
    page_.command.insert(page_.command.end(), words.begin(), words.end());
    write_file(file, [&](std::ostream& out) { write_page(out, page_); });
}

void PageMaker::write_pictures(const std::string& folder) const {
    make_folder(folder);
    for (const PagePicture& picture : pictures_of(page_)) {
        const std::filesystem::path file = std::filesystem::path(folder) / (picture.name + ".svg");
        write_file(file, [&](std::ostream& out) { out << picture.svg; });
        fmt::print(std::cout, "Written: {}\n", file.string());
    }
}

}  // namespace hotline::cli
