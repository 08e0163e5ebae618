// The changes that a scenario proposes, and bundles of them: each is the scenario loaded anew with what they set.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "models/changes/bundles.hpp"
#include "models/changes/change.hpp"
#include "models/scenario/scenario.hpp"
#include "sim/cli/command_line.hpp"

namespace hotline::cli {

/// Leaves the cases of --caller and --callee, with the protocol of --protocol, or the first one of each.
void choose_played(const Arguments& arguments, Scenario& scenario);

/// Chooses what of a loaded scenario is played.
using Choose = std::function<void(Scenario&)>;

/// The scenario with these settings after those of --set, of which `choose` chooses. Empty and errors in `why`, which
/// begins with `what` and ends a line, if it cannot be loaded or played like the scenario itself.
std::optional<Scenario> scenario_with(const Arguments& arguments, const Scenario& scenario,
                                      const std::vector<std::string>& settings, const std::string& what,
                                      std::string& why, const Choose& choose);

/// The changes that the scenario proposes and those of its parts, as --part chooses them. Prints errors; empty if
/// there are any. Throws UsageError if no change is left.
std::optional<std::vector<Change>> changes_asked(const Arguments& arguments, const Scenario& scenario);

/// The bundles of the changes with a cost. Throws UsageError if the budget allows none.
Bundles bundles_of(const Scenario& scenario, double budget);

/// The scenario with all changes of a bundle of `bundles_of`. Throws SimulationError if they do not go together.
Scenario scenario_of(const Arguments& arguments, const Scenario& scenario, const Bundle& bundle);

}  // namespace hotline::cli
