// Where the time of a drill went (analysis/drills/tally.hpp): from the emergency to the contact, along the attempts
// through which it came; where there was none to the horizon, along what the caller did himself, one thing at a time.
// Of targets that are called at once the one counts that the step waited for; while the caller holds the line, what
// the search behind it does.
#pragma once

#include "analysis/drills/tally.hpp"
#include "sim/escalation/drill.hpp"
#include "sim/reading/ending.hpp"

namespace hotline {

/// The parts add up to the smaller of contact and horizon, to the tick. Requires that the drill has been played and
/// `ending` has read it.
Spending spending_of(const Drill& drill, const Ending& ending);

}  // namespace hotline
