#include "sim/runs/changes.hpp"

#include <fmt/format.h>

#include <utility>

#include "analysis/estimates/mending.hpp"

namespace hotline {

Alternatives with_changes(const TodaysDrills& today, const Scenario& scenario, const std::vector<Change>& changes,
                          std::function<void(std::size_t, const std::vector<Outcomes>&)> take) {
    return {today, changes.size(),
            [&](std::size_t index) {
                Scenario with_change = scenario;
                changes[index].apply(with_change);
                return with_change;
            },
            [&](std::size_t index) { return fmt::format("the change \"{}\"", changes[index].title); },
            std::move(take)};
}

std::optional<ChangesPlayed> play_changes(const Scenario& scenario, const std::vector<Change>& changes, Ticks within,
                                          const RunPlan& plan) {
    const double one = 1 / static_cast<double>(changes.size() + 1);
    const TodaysDrills today(scenario, with_progress(plan, 0, one));
    if (!today.outcomes()) return {};
    ChangesPlayed played{drill_means(*today.outcomes(), within, scenario.horizon),
                         std::vector<Effect>(changes.size())};
    const double confidence = confidence_of_changes(changes.size());
    const Alternatives changed =
        with_changes(today, scenario, changes, [&](std::size_t index, const std::vector<Outcomes>& drills) {
            played.effects[index] =
                effect_of(played.today, drill_means(drills, within, scenario.horizon), scenario.horizon, confidence);
        });
    if (!play_alternatives(changed, with_progress(plan, one, 1 - one))) return {};
    return played;
}

}  // namespace hotline
