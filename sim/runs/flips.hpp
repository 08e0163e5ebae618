// Drills that one contender makes and another does not, and how the loser's ended: what there is to replay.
#pragma once

#include "analysis/estimates/comparison.hpp"
#include "sim/runs/drill_player.hpp"

namespace hotline {

/// Of two contenders in the case that their outcomes are of, by a deadline. Each player plays the scenario of its
/// contender. Throws SimulationError.
PairFlips find_flips(const Outcomes& first, DrillPlayer& first_player, const Outcomes& second,
                     DrillPlayer& second_player, Ticks within);

}  // namespace hotline
