#include "models/scenario/timetable.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "models/scenario/duty.hpp"

namespace hotline {

Timetable::Timetable(const Scenario& scenario)
    : Timetable(scenario, scenario.start_first, end_of_last_drill(scenario)) {}

Timetable::Timetable(const Scenario& scenario, Instant first, Instant last) {
    std::vector<std::vector<Holiday>> holidays(scenario.parties.size());
    for (const Holiday& holiday : scenario.holidays) holidays[holiday.party].push_back(holiday);

    std::map<std::pair<Index, Index>, Index> known;  // roster and party
    of_official_.reserve(scenario.officials.size());
    for (const Official& official : scenario.officials) {
        if (!keeps_shifts(scenario, official)) {
            of_official_.push_back(kNone);
            continue;
        }
        const auto [entry, fresh] =
            known.try_emplace({official.roster, official.party}, static_cast<Index>(hours_.size()));
        if (fresh) {
            hours_.emplace_back(scenario.rosters[official.roster], scenario.parties[official.party].time_zone,
                                official.party, holidays[official.party], first, last);
        }
        of_official_.push_back(entry->second);
    }
}

}  // namespace hotline
