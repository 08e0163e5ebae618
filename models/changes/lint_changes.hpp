// Doubtful changes that a scenario proposes ([[change]]): those that cannot be played, and those that change nothing.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "models/documents/diagnostics.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

/// Loads the scenario with more settings. Empty, with errors, if it cannot be loaded.
using LoadWith = std::function<std::optional<Scenario>(const std::vector<std::string>& settings, Diagnostics& said)>;

void lint_changes(const Scenario& scenario, const LoadWith& load_with, Diagnostics& diagnostics);

}  // namespace hotline
