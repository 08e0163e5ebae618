// Who has shifts to keep, which holidays are whose, and up to when drills ask for them.
#pragma once

#include <algorithm>

#include "models/scenario/scenario.hpp"

namespace hotline {

/// An official without a roster, or with a roster without shifts, is always on duty.
inline bool keeps_shifts(const Scenario& scenario, const Official& official) {
    return official.roster != kNone && !scenario.rosters[official.roster].shifts.empty();
}

/// By whose clocks somebody lives: his own, where the list says so, or the party's.
inline const std::string& zone_of(const Scenario& scenario, const Official& official) {
    return official.time_zone.empty() ? scenario.parties[official.party].time_zone : official.time_zone;
}

/// Whether a day of the holiday list is about an official.
inline bool concerns(const Holiday& holiday, const Official& official) {
    return holiday.party == official.party && (holiday.site == kNone || holiday.site == official.site) &&
           (holiday.organisation.empty() || holiday.organisation == official.organisation);
}

/// The last instant that a drill can reach.
inline Instant end_of_last_drill(const Scenario& scenario) {
    Ticks after{0};
    for (const Case& played : scenario.cases) after = std::max(after, played.after);
    return scenario.start_last + after + scenario.horizon;
}

}  // namespace hotline
