// Finds the cut sets of a case, and plays drills that show them.
#pragma once

#include <optional>

#include "analysis/estimates/cut_sets.hpp"
#include "sim/runs/runner.hpp"

namespace hotline {

/// More ways, cut sets or nodes of a diagram are too many to be told.
inline constexpr std::size_t kMostWays = 20'000;
inline constexpr std::size_t kMostCutSets = 20'000;
inline constexpr std::size_t kMostNodes = 1'000'000;

/// Of the first case with its first protocol. The result does not depend on the number of jobs. Empty if interrupted.
/// Requires a goal that does not count, and no `interaction`. Throws SimulationError.
std::optional<CutSets> find_cut_sets(const Scenario& scenario, Ticks within, const RunPlan& plan);

/// The probability with which a part fails in a drill that begins at an instant: the first call of an entry is made
/// then. Exposed for tests.
double failure_of(const Scenario& scenario, const Timetable& timetable, const FalliblePiece& piece, Instant start);

}  // namespace hotline
