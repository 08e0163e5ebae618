// Reads an iCalendar file (RFC 5545) as a plain list of what happens in a span of time. libical reads its properties
// and follows its rules; only this folder includes it. Here are the parts that libical leaves to its callers:
// occurrences that were moved, changed or cancelled, revisions of an event, exceptions, and which clocks a time
// means.
//
// A time zone is that of the tz database if the calendar's name for it leads there: by the name itself, by the end of
// a path, by X-LIC-LOCATION, or from the name that Windows has for it (Unicode's CLDR, through ICU). Otherwise it is
// what a VTIMEZONE of the file says. The first of two equal hours counts, and an hour that does not occur counts as
// if the clocks had not changed yet, as for shifts (models/scenario/calendar.hpp).
//
// Left out: to-dos, journals, alarms and free-busy times. What cannot be honoured is an error.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "models/documents/diagnostics.hpp"
#include "models/documents/document.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

/// Limits of one calendar, which is refused beyond them.
inline constexpr std::size_t kMostEvents = 100'000;
inline constexpr std::size_t kMostMoments = 200'000;      // of its rules: moments at which they might recur
inline constexpr std::size_t kLongestProperty = 100'000;  // bytes
inline constexpr std::size_t kMostDefinedZones = 100;

/// A local date or time without a zone, or an instant.
struct CalendarTime {
    enum class Kind : unsigned char { date, local, instant };
    Kind kind = Kind::date;
    std::chrono::sys_seconds at;  // read as if it were UTC, unless it is an instant
};

struct Attendee {
    std::string address;  // "ann@desk.example"
    std::string name;
    Place place;
};

struct CalendarEvent {
    std::string summary;
    std::vector<Attendee> attendees;  // people who have not declined
    Place place;                      // of its beginning
    Place summary_place;              // or of its beginning, if it has no summary
    bool in_span = false;             // at least one of its occurrences is in the span
};

struct Occurrence {
    std::size_t event = 0;
    CalendarTime from;
    CalendarTime until;  // of the same kind, not included; equal to `from` if the event has no end
};

struct CalendarFile {
    std::vector<CalendarEvent> events;                     // that take place at all, in the order of the file
    std::vector<Occurrence> occurrences;                   // in the span, by event and time
    std::vector<NamedCalendar::OtherClocks> other_clocks;  // of each zone, the first
};

/// Reads the occurrences that are in [first, last], with a margin of days for those without a zone. The errors are in
/// `diagnostics`; what is returned then is incomplete.
CalendarFile read_calendar(const Files::Text& file, Instant first, Instant last, Diagnostics& diagnostics);

}  // namespace hotline
