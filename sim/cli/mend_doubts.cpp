#include "sim/cli/mend_doubts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <tuple>
#include <utility>
#include <vector>

#include "analysis/estimates/frontier.hpp"
#include "analysis/estimates/mending.hpp"
#include "analysis/write/mending_worlds.hpp"
#include "models/changes/change.hpp"
#include "sim/cli/exit_code.hpp"
#include "sim/cli/proposals.hpp"
#include "sim/cli/result_writer.hpp"
#include "sim/cli/session.hpp"
#include "sim/cli/worlds_player.hpp"
#include "sim/draws/worlds_luck.hpp"
#include "sim/runs/alternatives.hpp"
#include "sim/runs/changes.hpp"

namespace hotline::cli {
namespace {

constexpr std::size_t kMostInWorlds = 10;            // changes
constexpr std::uint64_t kUsualDrillsOfWorld = 1000;  // of each change

/// A change by what stays the same from world to world: numbers in its title may not.
using ChangeKey = std::tuple<Part, std::string, Aim, std::size_t>;

/// The scenario in each world: as it is, and with what each of its own changes sets.
class ScenarioInWorlds {
public:
    ScenarioInWorlds(const Arguments& arguments, const Scenario& best, std::uint64_t seed, std::size_t worlds)
        : arguments_(arguments), best_(best), seed_(seed), worlds_(worlds), as_it_is_(read({})) {}

    const WorldsOf& as_it_is() const { return as_it_is_; }

    Scenario scenario(std::size_t world) const { return load(as_it_is_, world); }

    /// With what a change of the scenario sets.
    Scenario proposed(const std::string& title, std::size_t world) {
        const auto [known, is_new] = proposed_.try_emplace(title);
        if (is_new) {
            const auto found = std::find_if(best_.proposals.begin(), best_.proposals.end(),
                                            [&](const Proposal& proposal) { return proposal.title == title; });
            known->second = std::make_unique<WorldsOf>(read(found->settings));
        }
        return load(*known->second, world);
    }

private:
    WorldsOf read(const std::vector<std::string>& settings) const {
        std::vector<std::string> all = arguments_.texts("set");
        all.insert(all.end(), settings.begin(), settings.end());
        return worlds_of(best_.file, arguments_, all, seed_, worlds_);
    }
    Scenario load(const WorldsOf& of, std::size_t world) const {
        try {
            Scenario scenario = of.worlds.world(of.quantiles[world]);
            choose_played(arguments_, scenario);
            return scenario;
        } catch (const WrongWorld& wrong) {
            throw UsageError(wrong.what());
        }
    }

    const Arguments& arguments_;
    const Scenario& best_;
    const std::uint64_t seed_;
    const std::size_t worlds_;
    const WorldsOf as_it_is_;
    std::map<std::string, std::unique_ptr<WorldsOf>> proposed_;
};

/// The keys of changes, in their order.
std::vector<ChangeKey> keys_of(const std::vector<Change>& changes) {
    std::vector<ChangeKey> keys;
    std::map<std::tuple<Part, std::string, Aim>, std::size_t> seen;
    for (const Change& change : changes) {
        const std::size_t number = seen[{change.part, change.of, change.aim}]++;
        keys.emplace_back(change.part, change.of, change.aim, number);
    }
    return keys;
}

/// The losses of the changes in one world; where a world has no such change, it does nothing there.
std::optional<std::vector<double>> losses_in(const Scenario& scenario, const std::vector<Scenario>& changed,
                                             Ticks within, RankBy by, const RunPlan& plan) {
    const TodaysDrills today(scenario, plan);
    if (!today.outcomes()) return {};
    const auto loss = [&](const std::vector<Outcomes>& outcomes) {
        MeanOf mean;
        for (const double one : losses_of(drill_means(outcomes, within, scenario.horizon), by)) mean.add(one);
        return mean.mean();
    };
    const double before = loss(*today.outcomes());
    std::vector<double> losses(changed.size());
    const Alternatives all{
        today, changed.size(), [&](std::size_t index) { return changed[index]; },
        [&](std::size_t index) { return fmt::format("change {}", index + 1); },
        [&](std::size_t index, const std::vector<Outcomes>& drills) { losses[index] = loss(drills) - before; }};
    if (!play_alternatives(all, plan)) return {};
    return losses;
}

/// The changes that an office can make and that look best with the best values.
std::optional<std::vector<Change>> candidates(const Scenario& scenario, std::vector<Change> changes, Ticks within,
                                              RankBy by, const RunPlan& plan) {
    auto played = play_changes(scenario, changes, within, plan);
    if (!played) return {};
    std::vector<std::size_t> order;
    for (std::size_t index = 0; index < changes.size(); ++index) {
        if (changes[index].is_measure) order.push_back(index);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return loss_of(played->effects[a], by).value < loss_of(played->effects[b], by).value;
    });
    order.resize(std::min(order.size(), kMostInWorlds));
    std::vector<Change> chosen;
    chosen.reserve(order.size());
    for (const std::size_t index : order) chosen.push_back(changes[index]);
    return chosen;
}

}  // namespace

int mend_with_doubts(const Arguments& arguments, const Scenario& scenario, std::size_t worlds, Ticks within,
                     RankBy by, const std::string& format) {
    const auto changes = changes_asked(arguments, scenario);
    if (!changes) return kWrongInput;
    RunPlan plan = playing_plan(arguments, scenario);
    if (!arguments.has("replications")) plan.replications = std::min(plan.replications, kUsualDrillsOfWorld);
    ScenarioInWorlds in_worlds(arguments, scenario, plan.seed, worlds);
    if (in_worlds.as_it_is().worlds.doubts().empty()) {
        throw UsageError(
            "--doubts needs a value in doubt, such as answer = { best = 0.45, from = 0.2, to = 0.7 }, but the "
            "scenario "
            "has none");
    }
    MendingWorlds mending{scenario, plan.seed, plan.replications, within, by, {}, {}, {}, {}, 0};
    mending.doubts = doubts_of({in_worlds.as_it_is()}).lines;
    mending.quantiles = in_worlds.as_it_is().quantiles;
    mending.values = values_of(in_worlds.as_it_is());
    const auto played = play_with_progress("playing worlds", plan, [&](const RunPlan& with) -> std::optional<bool> {
        const double one = 1 / static_cast<double>(worlds + 1);
        const auto chosen = candidates(scenario, *changes, within, by, with_progress(with, 0, one));
        if (!chosen) return {};
        const std::vector<ChangeKey> all_keys = keys_of(*changes);
        std::vector<ChangeKey> keys;
        for (const Change& change : *chosen) {
            const auto same = [&](const Change& other) { return other.title == change.title; };
            keys.push_back(all_keys[static_cast<std::size_t>(std::find_if(changes->begin(), changes->end(), same) -
                                                             changes->begin())]);
            mending.changes.push_back({change.title, change.cost, {}, 0, {}, 0, {}, {}});
        }
        for (std::size_t world = 0; world < worlds; ++world) {
            const Scenario today = in_worlds.scenario(world);
            const std::vector<Change> here = changes_of(today);
            const std::vector<ChangeKey> keys_here = keys_of(here);
            std::vector<Scenario> changed;
            for (std::size_t index = 0; index < chosen->size(); ++index) {
                if ((*chosen)[index].part == Part::scenario) {
                    changed.push_back(in_worlds.proposed((*chosen)[index].title, world));
                    continue;
                }
                changed.push_back(today);
                const auto found = std::find(keys_here.begin(), keys_here.end(), keys[index]);
                if (found != keys_here.end())
                    here[static_cast<std::size_t>(found - keys_here.begin())].apply(changed.back());
            }
            const auto losses =
                losses_in(today, changed, within, by, with_progress(with, static_cast<double>(world + 1) * one, one));
            if (!losses) return {};
            for (std::size_t index = 0; index < losses->size(); ++index)
                mending.changes[index].losses.push_back((*losses)[index]);
        }
        return true;
    });
    if (!played) return kInterrupted;
    summarise(mending);
    write_result(arguments, format, result_names("mending-worlds"), mending,
                 [&](std::ostream& out) { write_csv(out, mending); });
    return kFine;
}

}  // namespace hotline::cli
