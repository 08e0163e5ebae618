// Plays drills until every expectation of a scenario has its verdict. Which drill settles it does not depend on the
// number of jobs.
#pragma once

#include <optional>
#include <vector>

#include "analysis/estimates/expectation.hpp"
#include "sim/runs/runner.hpp"

namespace hotline {

struct CheckPlan {
    RunPlan run;                         // of it, `replications` and `precision` are not looked at
    std::uint64_t max_drills = 200'000;  // of one expectation: then it is undecided
    /// What a run of the same plan has come to, if there was one: its drills are not played again.
    const std::vector<Outcomes>* played = nullptr;
};

/// In the order of the expectations, then of the cases and their protocols; nothing where it was interrupted. The
/// scenario must outlive them. Throws SimulationError.
std::optional<std::vector<CheckedExpectation>> check(const Scenario& scenario, const CheckPlan& plan);

}  // namespace hotline
