#include "models/calendars/event_properties.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "models/base/utf8.hpp"

namespace hotline {
namespace {

using std::chrono::days;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::sys_seconds;

constexpr const char* kHowTimesAreWritten =
    "times are written like 20121004T090000 or, in UTC, 20121004T090000Z, and dates like 20121004";

/// The local time that libical has read. Empty if there is no such date or time.
std::optional<sys_seconds> local_of(const icaltimetype& time) {
    const std::chrono::year_month_day date{std::chrono::year{time.year},
                                           std::chrono::month{static_cast<unsigned>(time.month)},
                                           std::chrono::day{static_cast<unsigned>(time.day)}};
    if (time.month < 0 || time.day < 0 || !date.ok() || time.year < 1 || time.year > 9999) return {};
    if (time.is_date != 0) return sys_days{date};
    if (time.hour < 0 || time.hour > 23 || time.minute < 0 || time.minute > 59 || time.second < 0 || time.second > 60)
        return {};
    return sys_days{date} + std::chrono::hours{time.hour} + std::chrono::minutes{time.minute} +
           seconds{std::min(time.second, 59)};  // a leap second
}

}  // namespace

void EventProperties::begin(std::uint32_t line, const CalendarZone* floating) {
    floating_ = floating;
    event_ = RawEvent{};
    event_.line = line;
    event_.shown.place = {file_, line, 0};
    ends_ = {};
    seen_.clear();
    wrong_ = false;
}

void EventProperties::error(Place place, std::string message, std::string hint) {
    diagnostics_.error(place, std::move(message), std::move(hint));
    wrong_ = true;
}

const CalendarZone* EventProperties::zone(const std::string& id, Place place) {
    return zones_.find(
        id, [&](std::string message, std::string hint) { error(place, std::move(message), std::move(hint)); });
}

void EventProperties::read(const std::string& name, const ContentLine& line) {
    static const std::set<std::string> kRead{"UID",    "SEQUENCE", "RECURRENCE-ID", "STATUS",  "DTSTART",
                                             "DTEND",  "DURATION", "RRULE",         "RDATE",   "EXDATE",
                                             "EXRULE", "DTSTAMP",  "SUMMARY",       "ATTENDEE"};
    if (!kRead.contains(name)) return;
    if (line.text.size() > kLongestProperty) {
        error({file_, line.line, 1},
              fmt::format("a property must have at most {} bytes, but {} has more", kLongestProperty, name));
        return;
    }
    if (name != "DTSTAMP") event_.text += line.text + '\n';
    const bool several = name == "RRULE" || name == "RDATE" || name == "EXDATE" || name == "ATTENDEE";
    if (!several && !seen_.insert(name).second) {
        error({file_, line.line, 1}, fmt::format("an event must have one {}, but has two", name));
        return;
    }
    const std::string_view value = trimmed(line.value());
    if (name == "STATUS") {
        event_.cancelled = upper_case(value) == "CANCELLED";
    } else if (name == "DTSTAMP") {
        event_.stamp = value;
    } else if (name == "UID") {
        event_.uid = value;
        event_.has_uid = !value.empty();
    } else if (name == "SUMMARY" || name == "ATTENDEE") {
        if (!value.empty()) read_people(name, line);
    } else if (name == "EXRULE") {
        error({file_, line.line, 1}, "EXRULE cannot be honoured", "list the days left out as EXDATE");
    } else if (name == "RRULE") {
        read_rule_of(line);
    } else {
        read_value(name, line);
    }
}

void EventProperties::read_value(const std::string& name, const ContentLine& line) {
    const Place place = line.value_place(file_);
    const IcalProperties properties(line.text);
    const bool number = name == "SEQUENCE" || name == "DURATION";
    if (!properties.ok() || (number && longest_number(line.value()) > 6)) {
        error(place, fmt::format("\"{}\" is not a value of {}", shortened(line.value(), 100), name),
              name == "DURATION"   ? "durations are written like PT12H or P1W"
              : name == "SEQUENCE" ? "it is a whole number"
                                   : kHowTimesAreWritten);
        return;
    }
    icalproperty* property = properties.first();
    if (name == "SEQUENCE") {
        event_.sequence = icalproperty_get_sequence(property);
    } else if (name == "DURATION") {
        const icaldurationtype lasts = icalproperty_get_duration(property);
        event_.lasting = lasting(lasts);
        ends_.duration = place;
        if (lasts.is_neg != 0) error(place, "an event must not last less than no time");
    } else if (name == "DTSTART") {
        event_.start = stamp(property, icalproperty_get_dtstart(property), place, line);
        event_.shown.place = place;
    } else if (name == "DTEND") {
        ends_.end = stamp(property, icalproperty_get_dtend(property), place, line);
        ends_.written = true;
    } else if (name == "RECURRENCE-ID") {
        event_.replaces = stamp(property, icalproperty_get_recurrenceid(property), place, line);
        read_range(property, line);
    } else {
        for (icalproperty* one : properties.all()) read_date_of(name, one, place, line);
    }
}

void EventProperties::read_date_of(const std::string& name, icalproperty* property, Place place,
                                   const ContentLine& line) {
    if (name == "EXDATE") {
        if (const auto at = stamp(property, icalproperty_get_exdate(property), place, line))
            event_.except.push_back(*at);
        return;
    }
    const icaldatetimeperiodtype more = icalproperty_get_rdate(property);
    const bool period = icaltime_is_null_time(more.time) != 0;
    const auto from = stamp(property, period ? more.period.start : more.time, place, line);
    if (!from) return;
    RdateOf added{*from, {}};
    if (period) {
        if (icaltime_is_null_time(more.period.end) != 0) {
            added.lasting = lasting(more.period.duration);
            if (more.period.duration.is_neg != 0) error(place, "a period must end after it begins");
        } else if (const auto until = stamp(property, more.period.end, place, line)) {
            added.lasting = between(*from, *until, place, "a period");
        }
    }
    event_.more.push_back(added);
}

void EventProperties::read_range(icalproperty* property, const ContentLine& line) {
    icalparameter* range = icalproperty_get_first_parameter(property, ICAL_RANGE_PARAMETER);
    if (!range) return;
    event_.and_later = icalparameter_get_range(range) == ICAL_RANGE_THISANDFUTURE;
    if (!event_.and_later)
        error({file_, line.line, 1}, "the RANGE of a changed occurrence must be THISANDFUTURE, but is not",
              "change each occurrence by itself");
}

void EventProperties::read_rule_of(const ContentLine& line) {
    Rule rule;
    rule.place = line.value_place(file_);
    rule.rule = read_rule(line.text, line.value(), [&](std::string message, std::string hint) {
        error(rule.place, std::move(message), std::move(hint));
    });
    if (!rule.rule) return;
    bool utc = false;
    rule.until = until_of(*rule.rule, utc);
    if (rule.until) {
        rule.until->place = rule.place;
        if (utc) rule.until->zone = zones_.utc();
    }
    event_.rules.push_back(std::move(rule));
}

void EventProperties::read_people(const std::string& name, const ContentLine& line) {
    const IcalProperties properties(line.text);
    const Place place = line.value_place(file_);
    if (!properties.ok()) {
        error(place, fmt::format("\"{}\" is not a value of {}", shortened(line.value(), 100), name));
        return;
    }
    icalproperty* property = properties.first();
    if (name == "SUMMARY") {
        const char* text = icalproperty_get_summary(property);
        event_.shown.summary = text ? text : "";
        event_.shown.summary_place = place;
        return;
    }
    const auto parameter = [&](icalparameter_kind kind) { return icalproperty_get_first_parameter(property, kind); };
    if (icalparameter* type = parameter(ICAL_CUTYPE_PARAMETER)) {
        const icalparameter_cutype is = icalparameter_get_cutype(type);
        if (is == ICAL_CUTYPE_RESOURCE || is == ICAL_CUTYPE_ROOM) return;
    }
    if (icalparameter* status = parameter(ICAL_PARTSTAT_PARAMETER)) {
        const icalparameter_partstat is = icalparameter_get_partstat(status);
        if (is == ICAL_PARTSTAT_DECLINED || is == ICAL_PARTSTAT_DELEGATED) return;
    }
    if (icalparameter* role = parameter(ICAL_ROLE_PARAMETER)) {
        if (icalparameter_get_role(role) == ICAL_ROLE_NONPARTICIPANT) return;
    }
    Attendee attendee;
    attendee.place = place;
    const char* address = icalproperty_get_attendee(property);
    attendee.address = address ? address : "";
    if (lower_case(attendee.address).starts_with("mailto:")) {
        attendee.address = attendee.address.substr(7);
    } else if (icalparameter* mail = parameter(ICAL_EMAIL_PARAMETER)) {
        attendee.address = icalparameter_get_email(mail);
    }
    if (icalparameter* called = parameter(ICAL_CN_PARAMETER)) attendee.name = icalparameter_get_cn(called);
    event_.shown.attendees.push_back(std::move(attendee));
}

std::optional<Stamp> EventProperties::stamp(icalproperty* property, const icaltimetype& time, Place place,
                                            const ContentLine& line) {
    const auto local = local_of(time);
    if (!local) {
        error(place, fmt::format("\"{}\" is neither a date nor a time", shortened(line.value(), 100)),
              kHowTimesAreWritten);
        return {};
    }
    Stamp read;
    read.local = *local;
    read.place = place;
    if (time.is_date != 0) return read;
    read.kind = Stamp::Kind::zoned;
    if (icaltime_is_utc(time) != 0) {
        read.zone = zones_.utc();
    } else if (icalparameter* id = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER)) {
        const std::size_t at = upper_case(line.text).find("TZID=");
        read.zone = zone(icalparameter_get_tzid(id), at == line.text.npos ? place : line.place(file_, at + 5));
        if (!read.zone) {
            wrong_ = true;
            return {};
        }
    } else if (floating_) {
        read.zone = floating_;
    } else {
        read.kind = Stamp::Kind::floating;
    }
    return read;
}

Lasting EventProperties::lasting(const icaldurationtype& lasts) {
    return {days{lasts.days + 7 * lasts.weeks},
            std::chrono::hours{lasts.hours} + std::chrono::minutes{lasts.minutes} + seconds{lasts.seconds}};
}

Lasting EventProperties::between(const Stamp& from, const Stamp& until, Place place, const char* what) {
    if (from.kind != until.kind) {
        error(place, fmt::format("{} must end as it begins, both with a date or both with a time and a zone", what),
              kHowTimesAreWritten);
        return {};
    }
    const bool zoned = from.kind == Stamp::Kind::zoned;
    const seconds lasts = zoned ? until.instant() - from.instant() : until.local - from.local;
    if (lasts < seconds{0}) error(place, fmt::format("{} must end after it begins, but ends before", what));
    if (from.kind == Stamp::Kind::date) return {std::chrono::floor<days>(lasts), seconds{0}};
    return {days{0}, lasts};
}

std::optional<RawEvent> EventProperties::finish() {
    if (!event_.start && !seen_.contains("DTSTART"))
        error({file_, event_.line, 0}, "an event must have a DTSTART, but has none");
    if (ends_.written && ends_.duration)
        error(*ends_.duration, "an event must have either a DTEND or a DURATION, but has both");
    if (event_.start && ends_.end) event_.lasting = between(*event_.start, *ends_.end, ends_.end->place, "an event");
    if (event_.start && event_.start->kind == Stamp::Kind::date) {
        if (event_.lasting.exact != seconds{0}) error(*ends_.duration, "an event of whole days must last whole days");
        event_.lasting.nominal = std::max(event_.lasting.nominal, days{1});  // without an end, the day itself
    }
    if (event_.replaces && (!event_.rules.empty() || !event_.more.empty()))
        error(event_.rules.empty() ? event_.more.front().from.place : event_.rules.front().place,
              "a changed occurrence must not recur", "give it a UID of its own");
    if (event_.shown.summary_place.line == 0) event_.shown.summary_place = event_.shown.place;
    if (wrong_) return {};
    return std::move(event_);
}

}  // namespace hotline
