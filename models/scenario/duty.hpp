// Which officials have shifts, and the end of the time for which drills need them.
#pragma once

#include <algorithm>

#include "models/scenario/scenario.hpp"

namespace hotline {

/// An official without a roster, or with a roster without shifts, is always on duty.
inline bool keeps_shifts(const Scenario& scenario, const Official& official) {
    return official.roster != kNone && !scenario.rosters[official.roster].shifts.empty();
}

/// The last instant that a drill can reach.
inline Instant end_of_last_drill(const Scenario& scenario) {
    Ticks after{0};
    for (const Case& played : scenario.cases) after = std::max(after, played.after);
    return scenario.start_last + after + scenario.horizon;
}

}  // namespace hotline
