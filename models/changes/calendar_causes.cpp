#include "models/changes/calendar_causes.hpp"

#include <algorithm>

namespace hotline {
namespace {

bool has(CalendarCause cause, const Scenario& scenario) {
    switch (cause) {
        case CalendarCause::holidays:
            return !scenario.holidays.empty();
        case CalendarCause::leave:
            return !scenario.leaves.empty();
        case CalendarCause::ages:
            return !scenario.stalenesses.empty() &&
                   std::any_of(scenario.rows.begin(), scenario.rows.end(),
                               [](const Row& row) { return row.last_verified.has_value(); });
        case CalendarCause::duty_hours:
            return std::any_of(scenario.rosters.begin(), scenario.rosters.end(),
                               [](const Roster& roster) { return !roster.shifts.empty(); });
    }
    return false;
}

}  // namespace

std::vector<CalendarCause> calendar_causes_of(const Scenario& scenario) {
    std::vector<CalendarCause> causes;
    for (const CalendarCause cause : all_named<CalendarCause>()) {
        if (has(cause, scenario)) causes.push_back(cause);
    }
    return causes;
}

void take_away(CalendarCause cause, Scenario& scenario) {
    switch (cause) {
        case CalendarCause::holidays:
            scenario.holidays.clear();
            break;
        case CalendarCause::leave:
            scenario.leaves.clear();
            break;
        case CalendarCause::ages:
            // An entry that is verified after the start of the drill has the age 0.
            for (Row& row : scenario.rows) {
                if (row.last_verified) row.last_verified = scenario.start_last;
            }
            break;
        case CalendarCause::duty_hours:
            // A roster without shifts is kept at all hours.
            for (Roster& roster : scenario.rosters) roster.shifts.clear();
            break;
    }
}

}  // namespace hotline
