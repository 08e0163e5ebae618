#include "models/calendars/libical.hpp"

namespace hotline {

icaltimetype ical_time(std::chrono::sys_seconds at, bool date) {
    const auto midnight = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day day(midnight);
    const std::chrono::hh_mm_ss clock(at - midnight);
    icaltimetype time = icaltime_null_time();
    time.year = static_cast<int>(day.year());
    time.month = static_cast<int>(static_cast<unsigned>(day.month()));
    time.day = static_cast<int>(static_cast<unsigned>(day.day()));
    time.is_date = date ? 1 : 0;
    if (date) return time;
    time.hour = static_cast<int>(clock.hours().count());
    time.minute = static_cast<int>(clock.minutes().count());
    time.second = static_cast<int>(clock.seconds().count());
    return time;
}

IcalProperties::IcalProperties(const std::string& line) {
    const std::string event = "BEGIN:VEVENT\r\n" + line + "\r\nEND:VEVENT\r\n";
    component_.reset(icalparser_parse_string(event.c_str()));
    if (!component_) return;
    for (icalproperty* property = icalcomponent_get_first_property(component_.get(), ICAL_ANY_PROPERTY); property;
         property = icalcomponent_get_next_property(component_.get(), ICAL_ANY_PROPERTY)) {
        if (icalproperty_isa(property) == ICAL_XLICERROR_PROPERTY) {
            all_.clear();
            return;
        }
        all_.push_back(property);
    }
}

}  // namespace hotline
