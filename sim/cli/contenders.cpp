#include "sim/cli/contenders.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <set>

#include "models/base/utf8.hpp"
#include "models/scenario/horizon.hpp"
#include "sim/cli/progress.hpp"
#include "sim/cli/session.hpp"
#include "sim/cli/vary_option.hpp"
#include "sim/cli/worlds_player.hpp"

namespace hotline::cli {
namespace {

std::string name_of(const Scenario& scenario, const Case& played) {
    return from_to(scenario.parties[played.caller].id, scenario.parties[played.callee].id);
}

}  // namespace

std::optional<std::vector<Played>> load_each(const Arguments& arguments,
                                             const std::function<void(Played&, const std::string& path)>& loaded) {
    const std::vector<VariedSettings> varied = varied_settings(arguments);
    std::vector<Played> all;
    bool wrong = false;
    for (const std::string& path : arguments.words()) {
        // Without the values first, so that errors that have nothing to do with them are told once.
        Diagnostics told;
        if (arguments.has("vary") && !load_for_use(arguments, path, told)) {
            wrong = true;
            continue;
        }
        for (const VariedSettings& values : varied) {
            Diagnostics files;
            auto scenario = load_for_use(arguments, path, values.settings, files);
            wrong |= !scenario;
            if (!scenario) continue;
            std::string label = label_of(*scenario);
            all.push_back({std::move(*scenario),
                           std::move(files),
                           std::move(label),
                           {},
                           {},
                           reader_for(arguments, path),
                           values.name,
                           values.settings});
            Played& one = all.back();
            if (!one.variant.empty()) one.label += ", " + one.variant;
            loaded(one, path);
        }
    }
    if (wrong) return {};
    return all;
}

std::optional<std::vector<Played>> load_all(const Arguments& arguments) {
    std::map<std::string, std::string> files;  // with the values, and the paths that the user gave
    std::set<std::string> labels;
    const std::size_t scenarios = arguments.words().size() * varied_settings(arguments).size();
    if (arguments.has("vary") && scenarios > kMostInFull) {
        throw UsageError(fmt::format(
            "--vary may make at most {} scenarios here, but makes {}; hotline run --vary and hotline mend --vary "
            "take more values",
            kMostInFull, scenarios));
    }
    return load_each(arguments, [&](Played& one, const std::string& path) {
        choose_protocols(one.scenario, arguments.texts("protocol"));
        const std::string file = std::filesystem::weakly_canonical(one.scenario.file).string();
        const auto [same, fresh] = files.emplace(file + one.variant, path);
        if (!fresh)
            throw UsageError(fmt::format("every scenario must be named once, but {} and {} are the same file",
                                         same->second, path));
        const std::string values = one.variant.empty() ? "" : ", " + one.variant;
        const bool alone = arguments.words().size() == 1 && !one.variant.empty();
        for (const std::string& label :
             {alone ? one.variant : one.label, printable(path) + values, printable(file) + values}) {
            one.label = label;
            if (labels.insert(label).second) break;
        }
    });
}

void plan_all(const Arguments& arguments, std::vector<Played>& all) {
    const RunPlan first = playing_plan(arguments, all.front().scenario);
    for (Played& played : all) {
        played.plan = playing_plan(arguments, played.scenario);
        played.plan.seed = first.seed;
        played.plan.replications = first.replications;
    }
}

bool play_all(const Arguments& arguments, std::vector<Played>& all) {
    plan_all(arguments, all);
    for (Played& played : all) {
        auto outcomes = play(played.scenario, played.plan);
        if (!outcomes) return false;
        played.outcomes = std::move(*outcomes);
    }
    return true;
}

std::optional<std::vector<CheckedExpectation>> check_expectations(const Played& played, CheckPlan plan,
                                                                  const Arguments& arguments) {
    const std::vector<Expectation>& all = played.scenario.expectations;
    if (all.empty()) return std::vector<CheckedExpectation>{};
    const bool in_worlds = played.scenario.doubts > 0 &&
                           std::any_of(all.begin(), all.end(), [](const Expectation& one) { return one.in_worlds; });
    note_interrupts();
    Progress progress("checking " + played.label);
    plan.run.progress = [&](double share) { progress.show(share); };
    auto checked = check(played.scenario, plan);
    if (checked && in_worlds) {
        auto more = check_in_worlds(played, plan, arguments, progress);
        if (!more) return {};
        std::move(more->begin(), more->end(), std::back_inserter(*checked));
        std::stable_sort(checked->begin(), checked->end(),
                         [](const auto& a, const auto& b) { return a.expectation < b.expectation; });
    }
    if (checked) end_on_interrupts();
    return checked;
}

Deadlines deadlines(const Arguments& arguments, const std::vector<Played>& all) {
    Ticks horizon = all.front().scenario.horizon;
    for (const Played& played : all) horizon = std::min(horizon, played.scenario.horizon);
    if (!arguments.has("within")) return {usual_deadlines(horizon), horizon};
    Deadlines deadlines{arguments.durations("within", horizon), {}};
    deadlines.last_asked = deadlines.all.back();
    if (deadlines.all.back() < horizon) deadlines.all.push_back(horizon);
    return deadlines;
}

Contenders::Contenders(const std::vector<Played>& all) : all_(all) {
    const Scenario& first = all.front().scenario;
    std::vector<ByOccasion> by_scenario(all.size());
    for (std::size_t index = 0; index < all.size(); ++index) {
        for (const Outcomes& outcomes : all[index].outcomes)
            by_scenario[index][occasion_of(all[index].scenario, outcomes.case_index)].push_back(&outcomes);
    }
    for (Index index = 0; index < first.cases.size(); ++index) cases_.push_back(of_case(by_scenario, index));
    for (const Contender& contender : cases_.front()) names_.push_back(contender.name);
    for (Index index = 0; index < first.cases.size(); ++index) {
        const auto& of_case = cases_[index];
        if (!std::equal(of_case.begin(), of_case.end(), names_.begin(), names_.end(),
                        [](const Contender& contender, const std::string& name) { return contender.name == name; })) {
            throw UsageError(fmt::format(
                "all cases must have the same contenders, but case {} has others; choose protocols with -p",
                name_of(first, first.cases[index])));
        }
    }
    if (names_.size() < 2) {
        throw UsageError(fmt::format(
            "a comparison needs two contenders or more, but has only \"{}\"; name more protocols with -p, or more "
            "scenarios",
            names_.front()));
    }
}

Contenders::Occasion Contenders::occasion_of(const Scenario& scenario, Index case_index) {
    const Case& played = scenario.cases[case_index];
    return {scenario.parties[played.caller].id, scenario.parties[played.callee].id, played.after};
}

std::vector<Contender> Contenders::of_case(const std::vector<ByOccasion>& by_scenario, Index case_index) {
    const Scenario& first = all_.front().scenario;
    const Occasion wanted = occasion_of(first, case_index);
    std::vector<Contender> contenders;
    origins_.clear();
    for (std::size_t index = 0; index < all_.size(); ++index) {
        const Played& played = all_[index];
        const auto found = by_scenario[index].find(wanted);
        if (found == by_scenario[index].end()) {
            throw UsageError(fmt::format("{} has no case {}", played.label, name_of(first, first.cases[case_index])));
        }
        for (const Outcomes* outcomes : found->second) {
            const std::string& protocol = played.scenario.protocols[outcomes->protocol].id;
            const bool by_values = !played.variant.empty() && found->second.size() == 1;
            contenders.push_back({all_.size() == 1 ? protocol
                                  : by_values      ? played.label
                                                   : fmt::format("{}: {}", played.label, protocol),
                                  &played.scenario, outcomes});
            origins_.push_back(index);
        }
    }
    return contenders;
}

Pairs pairs_of(const std::vector<std::string>& names, const std::optional<std::string>& against) {
    Pairs pairs;
    if (against) {
        const auto found = std::find(names.begin(), names.end(), *against);
        if (found == names.end()) {
            const std::string hint = did_you_mean(*against, names);
            throw UsageError(fmt::format("--against must be one of the contenders, but is \"{}\"{}", *against,
                                         hint.empty() ? "" : "; " + hint));
        }
        const auto baseline = static_cast<std::size_t>(found - names.begin());
        for (std::size_t other = 0; other < names.size(); ++other) {
            if (other != baseline) pairs.emplace_back(baseline, other);
        }
    } else {
        for (std::size_t first = 0; first < names.size(); ++first) {
            for (std::size_t second = first + 1; second < names.size(); ++second) pairs.emplace_back(first, second);
        }
    }
    return pairs;
}

Comparison compare_all(const std::vector<Played>& all, const Contenders& contenders, const Deadlines& within,
                       Pairs pairs) {
    const Played& first = all.front();
    Comparison comparison{
        first.scenario, first.plan.seed, first.plan.replications, {}, {}, {}, within.last_asked, {}};
    comparison.plan = {within.all, std::move(pairs)};
    std::vector<const Scenario*> scenarios;
    for (const Played& played : all) {
        scenarios.push_back(&played.scenario);
        comparison.doubts = std::max(comparison.doubts, played.scenario.doubts);
        comparison.other_seed |= played.scenario.seed != comparison.seed;
    }
    comparison.luck = common_luck(scenarios);
    for (const std::vector<Contender>& of_case : contenders.cases()) {
        comparison.cases.push_back(compare(of_case, comparison.plan));
    }
    return comparison;
}

}  // namespace hotline::cli
