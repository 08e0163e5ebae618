// Divides the time of a drill among activities (analysis/drills/tally.hpp). With contact, it follows the attempts
// that led to it, from the emergency to the contact. Without contact, it follows the caller's own activities to the
// horizon. Among targets that are called at once, the one for which the step waited counts. While the caller holds
// the line, the activities of the inner search count.
#pragma once

#include "analysis/drills/tally.hpp"
#include "sim/escalation/drill.hpp"
#include "sim/reading/ending.hpp"

namespace hotline {

/// The parts add up exactly to the time of contact, or to the horizon. Requires a drill that has been played and read
/// by `ending`.
Spending spending_of(const Drill& drill, const Ending& ending);

}  // namespace hotline
