#include "sim/cli/mend_page.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "models/scenario/horizon.hpp"
#include "sim/cli/page_drills.hpp"
#include "sim/cli/page_maker.hpp"
#include "sim/cli/session.hpp"
#include "sim/runs/cures.hpp"

namespace hotline::cli {
namespace {

constexpr std::size_t kMostByHour = 5;  // changes

/// Plays the best changes by the hour, if drills begin at different times and cases are few. False if interrupted.
bool play_cures_for_page(const Played& played, PageMending& page) {
    const Scenario& scenario = played.scenario;
    if (scenario.start_first == scenario.start_last || scenario.cases.size() > kMostInFull) return true;
    page.by_hour_of = shown_of(page.mending, page.mending.measures, From::best);
    page.by_hour_of.resize(std::min(page.by_hour_of.size(), kMostByHour));
    std::vector<Change> changes;
    changes.reserve(page.by_hour_of.size());
    for (const std::size_t change : page.by_hour_of) changes.push_back(page.mending.changes[change]);
    auto cures = play_with_progress("playing changes by the hour", played.plan, [&](const RunPlan& plan) {
        return play_cures(scenario, changes, page.mending.within, plan);
    });
    if (!cures) return false;
    page.by_hour = std::move(*cures);
    return true;
}

}  // namespace

bool write_mend_page(const Arguments& arguments, Played& played, Mending mending, std::optional<Frontier> frontier,
                     const Words& words, OutputFiles& files) {
    const Ticks horizon = played.scenario.horizon;
    std::vector<Ticks> deadlines = usual_deadlines(horizon);
    deadlines.push_back(mending.within);
    std::sort(deadlines.begin(), deadlines.end());
    deadlines.erase(std::unique(deadlines.begin(), deadlines.end()), deadlines.end());
    PageMending section{std::move(mending), {}, {}, std::move(frontier)};
    if (!play_cures_for_page(played, section)) return false;
    auto outcomes = play(played.scenario, played.plan);
    if (!outcomes) return false;
    played.outcomes = std::move(*outcomes);
    PageDrills drills;
    if (!play_by_hour(played, deadlines, drills)) return false;
    PageMaker page(deadlines);
    page.add(std::move(section));
    look_at_drills(played, drills);
    page.add(played, std::move(drills));
    page.write(files, arguments.text("report"), "mend", words);
    return true;
}

}  // namespace hotline::cli
