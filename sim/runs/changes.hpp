// Plays a scenario with each of many changes, on the same luck as today's.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "analysis/estimates/effect.hpp"
#include "models/changes/change.hpp"
#include "sim/runs/alternatives.hpp"
#include "sim/runs/runner.hpp"

namespace hotline {

/// The scenario with each of the changes; the arguments must outlive the result.
Alternatives with_changes(const TodaysDrills& today, const Scenario& scenario, const std::vector<Change>& changes,
                          std::function<void(std::size_t, const std::vector<Outcomes>&)> take);

struct ChangesPlayed {
    DrillMeans today;
    std::vector<Effect> effects;  // by change; all their intervals hold together
};

/// The deadline for contact is `within`. The result does not depend on the number of jobs. Empty if interrupted.
/// Throws SimulationError, which names the change, and MissingDrills.
std::optional<ChangesPlayed> play_changes(const Scenario& scenario, const std::vector<Change>& changes, Ticks within,
                                          const RunPlan& plan);

}  // namespace hotline
