// An event as it stands in the file: one VEVENT. read_events.cpp reads them, recurrence.cpp follows their rules.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/calendars/calendar_file.hpp"
#include "models/calendars/calendar_zone.hpp"

namespace hotline {

/// A date, or a time by some clocks.
struct Stamp {
    enum class Kind : unsigned char { date, floating, zoned };
    Kind kind = Kind::date;
    std::chrono::sys_seconds local;  // by its clocks
    const CalendarZone* zone = nullptr;
    Place place;

    std::chrono::sys_seconds instant() const { return zone->instant(local); }
};

/// How long each occurrence lasts.
struct Lasting {
    std::chrono::days nominal{0};  // by the wall clock
    std::chrono::seconds exact{0};
};

struct Rule {
    std::shared_ptr<const struct LibicalRule> rule;  // recurrence.cpp
    std::optional<Stamp> until;
    Place place;
};

/// A moment beside those of the rules.
struct RdateOf {
    Stamp from;
    std::optional<Lasting> lasting;  // of a period
};

struct RawEvent {
    CalendarEvent shown;
    std::string uid;
    bool has_uid = false;
    std::int64_t sequence = 0;
    std::string stamp;  // DTSTAMP
    bool cancelled = false;
    std::optional<Stamp> start;
    Lasting lasting;
    std::vector<Rule> rules;
    std::vector<RdateOf> more;
    std::vector<Stamp> except;
    std::optional<Stamp> replaces;  // RECURRENCE-ID
    bool and_later = false;         // it replaces all later occurrences, too
    std::string text;               // its properties, to know a copy
    std::uint32_t line = 0;
};

/// All events of a file, with their zones.
struct RawCalendar {
    CalendarZones zones;
    std::vector<RawEvent> events;
};

/// Reads the events of a file. An event with an error is left out.
RawCalendar read_events(const Files::Text& file, Diagnostics& diagnostics);

/// Reads the value of an RRULE. Passes a message and a hint to `complain` if it cannot be followed.
std::shared_ptr<const LibicalRule> read_rule(
    const std::string& line, std::string_view value,
    const std::function<void(std::string message, std::string hint)>& complain);
/// The UNTIL of a rule as a stamp without place and zone. `utc`: it is written with a Z.
std::optional<Stamp> until_of(const LibicalRule& rule, bool& utc);

/// What happens in the span. Events keep their order.
CalendarFile occurrences_of(RawCalendar calendar, Instant first, Instant last, Index file, Diagnostics& diagnostics);

}  // namespace hotline
