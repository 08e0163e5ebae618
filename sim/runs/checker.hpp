// Plays drills until every expectation of a scenario has a verdict. The drill that decides a verdict does not depend
// on the number of jobs.
#pragma once

#include <optional>
#include <vector>

#include "analysis/estimates/expectation.hpp"
#include "sim/runs/runner.hpp"

namespace hotline {

struct CheckPlan {
    RunPlan run;                         // `replications` and `precision` are ignored
    std::uint64_t max_drills = 200'000;  // an expectation without a verdict by then is undecided
    /// The outcomes of an earlier run of the same plan, if any. Its drills are not played again.
    const std::vector<Outcomes>* played = nullptr;
    /// Checks the expectations that ask for a share of worlds, instead of all others. Nothing asks for it where no
    /// value is in doubt.
    bool in_worlds = false;
};

/// The verdicts in the order of the expectations, then of the cases and their protocols; empty if interrupted. The
/// scenario must outlive them. Throws SimulationError.
std::optional<std::vector<CheckedExpectation>> check(const Scenario& scenario, const CheckPlan& plan);

}  // namespace hotline
