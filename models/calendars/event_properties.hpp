// The properties of one event, read with libical.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "models/calendars/content_lines.hpp"
#include "models/calendars/event.hpp"
#include "models/calendars/libical.hpp"

namespace hotline {

class EventProperties {
public:
    EventProperties(Index file, CalendarZones& zones, Diagnostics& diagnostics)
        : file_(file), zones_(zones), diagnostics_(diagnostics) {}

    /// Begins an event. `floating`: the zone of times without one; may be null.
    void begin(std::uint32_t line, const CalendarZone* floating);
    void read(const std::string& name, const ContentLine& line);
    /// The event; empty if it has an error.
    std::optional<RawEvent> finish();

private:
    void error(Place place, std::string message, std::string hint = {});
    void read_value(const std::string& name, const ContentLine& line);
    void read_date_of(const std::string& name, icalproperty* property, Place place, const ContentLine& line);
    void read_range(icalproperty* property, const ContentLine& line);
    void read_rule_of(const ContentLine& line);
    void read_people(const std::string& name, const ContentLine& line);
    std::optional<Stamp> stamp(icalproperty* property, const icaltimetype& time, Place place,
                               const ContentLine& line);
    const CalendarZone* zone(const std::string& id, Place place);
    static Lasting lasting(const icaldurationtype& lasts);
    /// The time between two stamps, exact if they have zones. `what`: what must end after it begins.
    Lasting between(const Stamp& from, const Stamp& until, Place place, const char* what);

    struct Ends {
        std::optional<Stamp> end;
        std::optional<Place> duration;
        bool written = false;
    };

    Index file_;
    CalendarZones& zones_;
    Diagnostics& diagnostics_;
    const CalendarZone* floating_ = nullptr;
    RawEvent event_;
    Ends ends_;
    std::set<std::string> seen_;  // properties
    bool wrong_ = false;          // the event has an error
};

}  // namespace hotline
