#include "sim/runs/varied.hpp"

#include <span>

#include "sim/runs/alternatives.hpp"

namespace hotline {

std::optional<std::vector<Varied>> play_values(const Scenario& scenario, const std::vector<VariedPlaces>& places,
                                               const std::vector<Axis>& axes,
                                               const std::function<Scenario(std::size_t)>& scenario_of, Ticks within,
                                               RankBy by, const RunPlan& plan) {
    std::vector<Varied> tables;
    tables.reserve(places.size());
    for (const VariedPlaces& of : places) {
        Varied& varied = tables.emplace_back(
            Varied{of.scenario, plan.seed, plan.replications, within, by, {}, axes, {}, places.size()});
        varied.cells.resize(axes[0].values.size() * varied.columns());
    }
    const Varied& first = tables.front();
    const double one = 1 / static_cast<double>(first.cells.size() + 1);
    const TodaysDrills drills_of_today(scenario, with_progress(plan, 0, one));
    if (!drills_of_today.outcomes()) return {};
    const auto means_of = [&](const std::vector<Outcomes>& drills, const VariedPlaces& of) {
        return drill_means(std::span(drills).subspan(of.first, of.count), within, scenario.horizon);
    };
    std::vector<DrillMeans> today;
    today.reserve(tables.size());
    for (std::size_t table = 0; table < tables.size(); ++table) {
        today.push_back(means_of(*drills_of_today.outcomes(), places[table]));
        tables[table].today = today_of(today.back(), scenario.horizon);
    }
    const double confidence = first.confidence_of_each();
    const Alternatives all{
        drills_of_today, first.cells.size(), scenario_of, [&](std::size_t cell) { return first.title(cell); },
        [&](std::size_t cell, const std::vector<Outcomes>& drills) {
            for (std::size_t table = 0; table < tables.size(); ++table) {
                const DrillMeans means = means_of(drills, places[table]);
                tables[table].cells[cell] = {today_of(means, scenario.horizon, confidence),
                                             effect_of(today[table], means, scenario.horizon, confidence)};
            }
        }};
    if (!play_alternatives(all, with_progress(plan, one, 1 - one))) return {};
    return tables;
}

}  // namespace hotline
