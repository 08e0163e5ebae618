// Plays a scenario with other values of one or two keys, on the same luck as today's.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "analysis/estimates/varied.hpp"
#include "sim/runs/runner.hpp"

namespace hotline {

/// The cases and protocols of a table, which has their means: consecutive ones, in the order of outcomes.
struct VariedPlaces {
    const Scenario& scenario;  // with these alone
    std::size_t first = 0;
    std::size_t count = 1;
};

/// A table for each of these places. `scenario_of`: the scenario with the values of a cell of the axes; several
/// threads may call it at a time. Empty if interrupted. Throws SimulationError, which names the values, and
/// MissingDrills.
std::optional<std::vector<Varied>> play_values(const Scenario& scenario, const std::vector<VariedPlaces>& places,
                                               const std::vector<Axis>& axes,
                                               const std::function<Scenario(std::size_t)>& scenario_of, Ticks within,
                                               RankBy by, const RunPlan& plan);

}  // namespace hotline
