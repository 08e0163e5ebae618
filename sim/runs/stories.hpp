// Plays some drills once more to tell them one by one (sim/reading/storyteller.hpp).
#pragma once

#include <vector>

#include "analysis/drills/story.hpp"
#include "sim/runs/runner.hpp"

namespace hotline {

/// The drills worth telling of the first few cases and protocols of a run. The plan has no strata. Throws
/// SimulationError.
std::vector<Story> tell_drills(const Scenario& scenario, const RunPlan& plan, const std::vector<Outcomes>& outcomes);

}  // namespace hotline
