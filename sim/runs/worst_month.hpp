// Why the worst month of each case and protocol is worse than its other months.
#pragma once

#include <vector>

#include "analysis/drills/outcome.hpp"
#include "analysis/estimates/by_cell.hpp"
#include "sim/runs/runner.hpp"

namespace hotline {

/// Plays the run's drills again on the same luck, without every set of the scenario's causes (calendar_causes.hpp),
/// and adds what each cause makes to the run. `outcomes` are those of the run with `plan`. Leaves out cases whose
/// worst month may be any month. False if interrupted. Throws SimulationError and MissingDrills.
bool explain_worst_months(CellsRun& months, const std::vector<Outcomes>& outcomes, const RunPlan& plan);

}  // namespace hotline
