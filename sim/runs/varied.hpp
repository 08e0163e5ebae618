// Plays a scenario with other values of one or two keys, on the same luck as today's.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "analysis/estimates/varied.hpp"
#include "sim/runs/runner.hpp"

namespace hotline {

/// `scenario_of`: the scenario with the values of a cell of the axes; several threads may call it at a time. Empty if
/// interrupted. Throws SimulationError, which names the values, and MissingDrills.
std::optional<Varied> play_values(const Scenario& scenario, std::vector<Axis> axes,
                                  const std::function<Scenario(std::size_t)>& scenario_of, Ticks within, RankBy by,
                                  const RunPlan& plan);

}  // namespace hotline
