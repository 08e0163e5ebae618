#include "sim/runs/varied.hpp"

#include <utility>

#include "sim/runs/alternatives.hpp"

namespace hotline {

std::optional<Varied> play_values(const Scenario& scenario, std::vector<Axis> axes,
                                  const std::function<Scenario(std::size_t)>& scenario_of, Ticks within, RankBy by,
                                  const RunPlan& plan) {
    Varied varied{scenario, plan.seed, plan.replications, within, by, {}, std::move(axes), {}};
    varied.cells.resize(varied.axes[0].values.size() * varied.columns());
    const double one = 1 / static_cast<double>(varied.cells.size() + 1);
    const TodaysDrills drills_of_today(scenario, with_progress(plan, 0, one));
    if (!drills_of_today.outcomes()) return {};
    const DrillMeans today = drill_means(*drills_of_today.outcomes(), within, scenario.horizon);
    varied.today = today_of(today, scenario.horizon);
    const double confidence = varied.confidence_of_each();
    const Alternatives all{drills_of_today, varied.cells.size(), scenario_of,
                           [&](std::size_t cell) { return varied.title(cell); },
                           [&](std::size_t cell, const std::vector<Outcomes>& drills) {
                               const DrillMeans means = drill_means(drills, within, scenario.horizon);
                               varied.cells[cell] = {today_of(means, scenario.horizon, confidence),
                                                     effect_of(today, means, scenario.horizon, confidence)};
                           }};
    if (!play_alternatives(all, with_progress(plan, one, 1 - one))) return {};
    return varied;
}

}  // namespace hotline
