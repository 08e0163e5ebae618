// Plays drills again to tally each as a whole: where its time went, and the results of every entry of the list. A run
// itself keeps only outcomes, so that it has no extra cost.
#pragma once

#include <optional>
#include <vector>

#include "analysis/drills/tally.hpp"
#include "sim/runs/runner.hpp"

namespace hotline {

/// The tallies of all replications of the plan, by case and protocol in the order of a run's outcomes. Requires a
/// plan without strata and precision. In the shared world, this process plays all drills. Throws SimulationError.
std::vector<Tally> tally_drills(const Scenario& scenario, const RunPlan& plan);

}  // namespace hotline
