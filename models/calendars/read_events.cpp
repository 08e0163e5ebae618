// The events of an iCalendar file: components by their BEGIN and END, properties by libical.

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "models/base/utf8.hpp"
#include "models/calendars/content_lines.hpp"
#include "models/calendars/event_properties.hpp"
#include "models/documents/encoding.hpp"

namespace hotline {
namespace {

class EventReader {
public:
    EventReader(const Files::Text& file, Diagnostics& diagnostics)
        : file_(file), diagnostics_(diagnostics), event_(file.file, calendar_.zones, diagnostics) {}

    RawCalendar read() {
        define_zones();
        ContentLines lines(file_.text);
        ContentLine line;
        while (lines.next(line)) {
            if (const auto wrong = not_letters(line.text)) {
                error({file_.file, line.line, 0}, "the calendar must be UTF-8 text, but is not",
                      "export it again, or save it as UTF-8");
                return {};
            }
            const std::string name = line.name();
            if (name == "BEGIN") {
                if (!begin(line, upper_case(trimmed(line.value())))) return {};
            } else if (name == "END") {
                if (!end(line, upper_case(trimmed(line.value())))) return {};
            } else if (open_.empty()) {
                error({file_.file, line.line, 1},
                      "this is not an iCalendar file: its first line must be BEGIN:VCALENDAR",
                      "export the calendar as iCalendar (.ics)");
                return {};
            } else if (open_.back() == "VCALENDAR") {
                read_of_calendar(name, line);
            } else if (open_.size() == 2 && open_.back() == "VEVENT") {
                event_.read(name, line);
            }
        }
        if (!open_.empty()) {
            error({file_.file, line.line, 0}, fmt::format("the file ends within a {}", open_.back()),
                  "it may have been cut off: export it again");
            return {};
        }
        if (calendars_ == 0) {
            error({file_.file, 1, 0}, "this is not an iCalendar file: its first line must be BEGIN:VCALENDAR",
                  "export the calendar as iCalendar (.ics)");
        } else if (events_ == 0) {
            error({file_.file, 1, 0}, "the calendar must have at least one event, but has none");
        }
        return std::move(calendar_);
    }

private:
    void error(Place place, std::string message, std::string hint = {}) {
        diagnostics_.error(place, std::move(message), std::move(hint));
    }

    bool begin(const ContentLine& line, std::string component) {
        if (open_.empty() && component != "VCALENDAR") {
            error({file_.file, line.line, 1}, "this is not an iCalendar file: its first line must be BEGIN:VCALENDAR",
                  "export the calendar as iCalendar (.ics)");
            return false;
        }
        open_.push_back(std::move(component));
        if (open_.size() == 1) {
            ++calendars_;
            floating_ = nullptr;
        }
        if (open_.size() == 2 && open_.back() == "VEVENT") {
            if (++events_ > kMostEvents) {
                error({file_.file, line.line, 0},
                      fmt::format("a calendar must have at most {} events, but has more", kMostEvents),
                      "export a shorter time");
                return false;
            }
            event_.begin(line.line, floating_);
        }
        return true;
    }

    bool end(const ContentLine& line, const std::string& component) {
        if (open_.empty() || open_.back() != component) {
            error({file_.file, line.line, 1},
                  open_.empty() ? fmt::format("END:{} has no BEGIN", shortened(component, 100))
                                : fmt::format("END:{} must be END:{}", shortened(component, 100), open_.back()));
            return false;
        }
        open_.pop_back();
        if (open_.size() == 1 && component == "VEVENT") {
            if (auto event = event_.finish()) calendar_.events.push_back(std::move(*event));
        }
        return true;
    }

    // ---- What a calendar says of all its events.

    void read_of_calendar(const std::string& name, const ContentLine& line) {
        const std::string value = upper_case(trimmed(line.value()));
        if (name == "METHOD" && (value == "CANCEL" || value == "REPLY" || value == "COUNTER" ||
                                 value == "DECLINECOUNTER" || value == "REFRESH")) {
            error(line.value_place(file_.file),
                  fmt::format("a file with METHOD:{} is a message about events, not a calendar", value),
                  "export the calendar itself");
        } else if (name == "CALSCALE" && value != "GREGORIAN") {
            error(line.value_place(file_.file),
                  fmt::format("a calendar must be GREGORIAN, but is {}", shortened(value, 100)));
        } else if (name == "VERSION" && value == "1.0") {
            error(line.value_place(file_.file), "this is a vCalendar of version 1.0, not an iCalendar",
                  "export the calendar as iCalendar (.ics), version 2.0");
        } else if (name == "X-WR-TIMEZONE") {
            floating_ =
                calendar_.zones.find(std::string(trimmed(line.value())), [&](std::string message, std::string hint) {
                    error(line.value_place(file_.file), std::move(message), std::move(hint));
                });
        }
    }

    /// VTIMEZONEs may stand after the events that need them.
    void define_zones() {
        ContentLines lines(file_.text);
        ContentLine line;
        std::optional<ZoneDefinition> zone;
        while (lines.next(line)) {
            const std::string name = line.name();
            const bool edge = name == "BEGIN" || name == "END";
            if (!zone && !edge) continue;
            const std::string component = edge ? upper_case(trimmed(line.value())) : std::string();
            if (name == "BEGIN" && component == "VTIMEZONE") {
                zone.emplace();
                zone->place = {file_.file, line.line, 0};
            }
            if (!zone || zone->wrong || not_letters(line.text)) {
                if (name == "END" && component == "VTIMEZONE") zone.reset();
                continue;
            }
            zone->text += line.text + "\r\n";
            if (name == "TZID") zone->id = trimmed(line.value());
            if (name == "X-LIC-LOCATION") zone->location = trimmed(line.value());
            if (name == "RRULE" && !is_simple(line)) {
                error(line.value_place(file_.file), "the rule of a time zone must recur every year, but does not",
                      "name a zone of the tz database, such as \"Europe/London\"");
                zone->wrong = true;
            } else if (zone->text.size() > kLongestProperty) {
                error(zone->place,
                      fmt::format("the definition of a time zone must have at most {} bytes, but has more",
                                  kLongestProperty));
                zone->wrong = true;
            }
            if (zone->wrong) {
                calendar_.zones.define(*zone);
            } else if (name == "END" && component == "VTIMEZONE") {
                calendar_.zones.define(std::move(*zone));
                zone.reset();
            }
        }
    }

    /// Libical follows the rules of a zone over centuries, so they must not recur more often than every year.
    static bool is_simple(const ContentLine& line) {
        const std::string value = upper_case(line.value());
        if (value.find("FREQ=YEARLY") == value.npos || longest_number(value) > 8) return false;
        return std::all_of(std::begin(kFiner), std::end(kFiner),
                           [&](const char* part) { return value.find(part) == value.npos; });
    }
    static constexpr const char* kFiner[] = {"BYHOUR",   "BYMINUTE", "BYSECOND", "BYYEARDAY",
                                             "BYWEEKNO", "BYSETPOS", "RSCALE",   "SKIP"};

    const Files::Text& file_;
    Diagnostics& diagnostics_;
    RawCalendar calendar_;
    std::vector<std::string> open_;  // components
    const CalendarZone* floating_ = nullptr;
    std::size_t calendars_ = 0;
    std::size_t events_ = 0;
    EventProperties event_;
};

}  // namespace

RawCalendar read_events(const Files::Text& file, Diagnostics& diagnostics) {
    return EventReader(file, diagnostics).read();
}

}  // namespace hotline
