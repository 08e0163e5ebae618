#include "models/calendars/libical.hpp"

namespace hotline {

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
