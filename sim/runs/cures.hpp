// Plays some changes of a scenario for what they cure by the hour of the day.
#pragma once

#include <optional>
#include <vector>

#include "analysis/estimates/cures_by_hour.hpp"
#include "models/changes/change.hpp"
#include "sim/runs/runner.hpp"

namespace hotline {

/// By change. The deadline for contact is `within`; all their intervals hold together. Requires drills that begin at
/// different times. Empty if interrupted. Throws SimulationError, which names the change, and MissingDrills.
std::optional<std::vector<CuresByHour>> play_cures(const Scenario& scenario, const std::vector<Change>& changes,
                                                   Ticks within, const RunPlan& plan);

}  // namespace hotline
