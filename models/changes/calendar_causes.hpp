// What makes some times of the year worse than others, as far as a scenario says. Each cause can be taken away, so
// that it is alike at all times; what the scenario says otherwise stays as it is.
#pragma once

#include <string_view>
#include <vector>

#include "models/base/named.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

enum class CalendarCause : unsigned char {
    holidays,  // also worked days
    leave,
    ages,        // of entries; without them every entry that has a date was verified just before the drill
    duty_hours,  // rosters; without them everybody who keeps one is on duty at all hours, except on leave
};
constexpr std::string_view name_of(CalendarCause cause) {
    switch (cause) {
        case CalendarCause::holidays:
            return "holidays";
        case CalendarCause::leave:
            return "leave";
        case CalendarCause::ages:
            return "ages of entries";
        case CalendarCause::duty_hours:
            return "duty hours";
    }
    return {};
}

/// Those that the scenario has, in the order above.
std::vector<CalendarCause> calendar_causes_of(const Scenario& scenario);

void take_away(CalendarCause cause, Scenario& scenario);

}  // namespace hotline
