// Finds the drills in which only one of two contenders makes contact, with the last result of the other: candidates
// for a replay.
#pragma once

#include "analysis/estimates/comparison.hpp"
#include "sim/runs/drill_player.hpp"

namespace hotline {

/// Compares the outcomes of two contenders in one case, by a deadline. Each player must play the scenario of its
/// contender. Throws SimulationError.
PairFlips find_flips(const Outcomes& first, DrillPlayer& first_player, const Outcomes& second,
                     DrillPlayer& second_player, Ticks within);

}  // namespace hotline
