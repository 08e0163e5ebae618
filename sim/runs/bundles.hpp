// Looks for the bundles of changes that bring most for their cost, by playing them.
//
// All bundles within the budget are played if they are few. If not, the search starts with no change and goes on to
// the best of the bundles that have one change more, one less, or another one, until none of these is better: greedy
// with exchange. It may miss the best bundle; what it finds is played, not added up, so interactions count.
#pragma once

#include <functional>
#include <optional>

#include "analysis/estimates/frontier.hpp"
#include "models/changes/bundles.hpp"
#include "sim/runs/runner.hpp"

namespace hotline {

/// So many bundles are played at most before the search becomes greedy.
inline constexpr std::size_t kMostBundles = 255;

/// `scenario_of`: the scenario with all changes of a bundle; several threads may call it at a time. The drills after
/// those of the plan tell what the bundles of the frontier bring. `bundles` must outlive the result, and have one
/// within the budget. Empty if interrupted. Throws SimulationError, which names the bundle, and MissingDrills.
std::optional<Frontier> play_bundles(const Scenario& scenario, const Bundles& bundles,
                                     const std::function<Scenario(const Bundle&)>& scenario_of, Ticks within,
                                     RankBy by, const RunPlan& plan, std::size_t most = kMostBundles);

}  // namespace hotline
