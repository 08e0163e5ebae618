// Plays drills once more to look at each as a whole: where its time went, and what came of every entry of the list.
// The drills of a run keep only their outcomes, so that those that nobody looks at cost nothing.
#pragma once

#include <optional>
#include <vector>

#include "analysis/drills/tally.hpp"
#include "sim/runs/runner.hpp"

namespace hotline {

/// Of all the plan's replications, case by case and protocol by protocol, in the order of a run's outcomes. The
/// plan has no strata and no precision. In the shared world this process plays them all. Throws SimulationError.
std::vector<Tally> tally_drills(const Scenario& scenario, const RunPlan& plan);

}  // namespace hotline
