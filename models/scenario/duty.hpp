// Who has shifts, whom a holiday concerns, and the time that drills can reach.
#pragma once

#include <algorithm>

#include "models/scenario/scenario.hpp"

namespace hotline {

/// An official without a roster who takes no turns of a rota, or with a roster without shifts, is always on duty.
inline bool keeps_shifts(const Scenario& scenario, const Official& official) {
    return official.roster == kNone ? official.takes_turns : !scenario.rosters[official.roster].shifts.empty();
}

/// Whether a layer of a rota counts at all hours.
inline bool counts_at_all_hours(const Scenario& scenario, const RotaLayer& layer) {
    return layer.hours == kNone || scenario.rosters[layer.hours].shifts.empty();
}

/// The clocks of an official: his own, if the list gives them, or those of the party.
inline const std::string& zone_of(const Scenario& scenario, const Official& official) {
    return official.time_zone.empty() ? scenario.parties[official.party].time_zone : official.time_zone;
}

/// Whether a day of the holiday list concerns an official.
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
