// What calendar programs and services do to a calendar, one quirk at a time: what happens from 3 to 6 October 2012,
// or the whole text of the error.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "models/calendars/calendar_file.hpp"
#include "models/scenario/instant_text.hpp"

namespace hotline {
namespace {

std::string read_as(const std::string& text, const char* first = "2012-10-03T00:00Z",
                    const char* last = "2012-10-06T00:00Z") {
    Diagnostics diagnostics;
    const Files::Text file{diagnostics.add_file("desk.ics", text), text};
    const CalendarFile calendar = read_calendar(file, *parse_utc(first), *parse_utc(last), diagnostics);
    std::string told;
    for (const Occurrence& occurrence : calendar.occurrences) {
        const CalendarEvent& event = calendar.events[occurrence.event];
        const bool date = occurrence.from.kind == CalendarTime::Kind::date;
        const auto shown = [&](const CalendarTime& time) {
            return utc_text(Instant{time.at}).substr(5, date ? 5 : 11) +
                   (time.kind == CalendarTime::Kind::instant ? "Z" : "");
        };
        told += shown(occurrence.from) + " to " + shown(occurrence.until);
        if (!event.summary.empty()) told += " " + event.summary;
        for (const Attendee& attendee : event.attendees) told += " <" + attendee.address + "|" + attendee.name + ">";
        told += "\n";
    }
    for (const auto& other : calendar.other_clocks) told += "other clocks of " + other.zone + "\n";
    return told + diagnostics.text();
}

/// A calendar of events, each of several lines.
std::string calendar_of(const std::vector<std::string>& events, const std::string& head = {}) {
    std::string text = "BEGIN:VCALENDAR\nVERSION:2.0\n" + head;
    for (const std::string& event : events) text += "BEGIN:VEVENT\n" + event + "END:VEVENT\n";
    return text + "END:VCALENDAR\n";
}

constexpr const char* kDaily = "UID:1\nDTSTART;TZID=Europe/London:20120901T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY\n";
constexpr const char* kOffice =
    "BEGIN:VTIMEZONE\nTZID:Office\nBEGIN:STANDARD\nDTSTART:19701025T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n"
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:19700329T020000\n"
    "TZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nEND:DAYLIGHT\nEND:VTIMEZONE\n";

std::string with_text(std::string text, const std::string& part, const std::string& replacement) {
    for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + replacement.size()))
        text.replace(at, part.size(), replacement);
    return text;
}

struct CalendarQuirk {
    const char* name;
    std::string text;
    std::string outcome;
};

std::string name_of_quirk(const testing::TestParamInfo<CalendarQuirk>& quirk) {
    return quirk.param.name;
}

class CalendarQuirks : public testing::TestWithParam<CalendarQuirk> {};

TEST_P(CalendarQuirks, are_read_or_refused) {
    EXPECT_EQ(read_as(GetParam().text), GetParam().outcome);
}

INSTANTIATE_TEST_SUITE_P(
    Services, CalendarQuirks,
    testing::Values(
        CalendarQuirk{
            "grafana",
            calendar_of({"SUMMARY:Rotation L1: ann@desk.example\nDTSTART;VALUE=DATE-TIME:20121003T230000Z\n"
                         "DTEND;VALUE=DATE-TIME:20121004T230000Z\nDTSTAMP;VALUE=DATE-TIME:20120811T001500Z\n"
                         "UID:OE33ASP3XRKAZ-202310092300\nLOCATION:primary\n"}),
            "10-03 23:00Z to 10-04 23:00Z Rotation L1: ann@desk.example\n"},
        CalendarQuirk{
            "goalert",
            with_text(
                calendar_of({"UID:5\nSUMMARY:On-Call Shift\nDTSTAMP:20120101T000000Z\nDTSTART:20121004T080000Z\n"
                             "DTEND:20121004T160000Z\nBEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:REMINDER\n"
                             "TRIGGER:-PT5M\nEND:VALARM\n"},
                            "METHOD:PUBLISH\nCALSCALE:GREGORIAN\n"),
                "\n", "\r\n"),
            "10-04 08:00Z to 10-04 16:00Z On-Call Shift\n"},
        CalendarQuirk{
            "attendees",
            calendar_of(
                {"UID:1\nDTSTART:20121004T080000Z\nDTEND:20121004T160000Z\n"
                 "ATTENDEE;CN=\"Lee, Ann\":mailto:ann@desk.example\n"
                 "ATTENDEE;PARTSTAT=DECLINED:mailto:bo@desk.example\nATTENDEE;CUTYPE=ROOM:mailto:room@desk.example\n"
                 "ATTENDEE;EMAIL=cy@desk.example:urn:uuid:5\n"}),
            "10-04 08:00Z to 10-04 16:00Z <ann@desk.example|Lee, Ann> <cy@desk.example|>\n"},
        CalendarQuirk{
            "folded_within_a_letter",
            calendar_of({"UID:1\nSUMMARY:\xc3\n \xa4rztin vom\n  Dienst\\, nachts\nDTSTART:20121004T08000\n 0Z\n"
                         "DTEND:20121004T160000Z\n"}),
            "10-04 08:00Z to 10-04 16:00Z \xc3\xa4rztin vom Dienst, nachts\n"},
        CalendarQuirk{"byte_order_mark",
                      "\xef\xbb\xbf" + calendar_of({"UID:1\nDTSTART:20121004T080000Z\nDURATION:PT1H\n"}),
                      "10-04 08:00Z to 10-04 09:00Z\n"}),
    name_of_quirk);

INSTANTIATE_TEST_SUITE_P(
    Times, CalendarQuirks,
    testing::Values(
        CalendarQuirk{
            "windows_zone",
            calendar_of({"UID:1\nDTSTART;TZID=\"W. Europe Standard Time\":20121004T080000\nDURATION:PT1H\n"}),
            "10-04 06:00Z to 10-04 07:00Z\n"},
        CalendarQuirk{
            "path_of_a_zone",
            calendar_of({"UID:1\nDTSTART;TZID=/freeassociation.sourceforge.net/Tzfile/Europe/London:20121004T080000\n"
                         "DURATION:PT1H\n"}),
            "10-04 07:00Z to 10-04 08:00Z\n"},
        CalendarQuirk{
            "zone_of_the_calendar",
            calendar_of({"UID:1\nDTSTART:20121004T080000\nDURATION:PT1H\n"}, "X-WR-TIMEZONE:America/New_York\n"),
            "10-04 12:00Z to 10-04 13:00Z\n"},
        CalendarQuirk{"defined_zone",
                      calendar_of({"UID:1\nDTSTART;TZID=Office:20121004T080000\nDURATION:PT1H\n"}, kOffice),
                      "10-04 06:00Z to 10-04 07:00Z\n"},
        CalendarQuirk{"location_of_a_defined_zone",
                      calendar_of({"UID:1\nDTSTART;TZID=Office:20121004T080000\nDURATION:PT1H\n"},
                                  with_text(kOffice, "TZID:Office\n", "TZID:Office\nX-LIC-LOCATION:Europe/Berlin\n")),
                      "10-04 06:00Z to 10-04 07:00Z\n"},
        CalendarQuirk{"known_zone_defined_otherwise",
                      calendar_of({"UID:1\nDTSTART;TZID=Europe/London:20121004T080000\nDURATION:PT1H\n"},
                                  with_text(kOffice, "TZID:Office", "TZID:Europe/London")),
                      "10-04 07:00Z to 10-04 08:00Z\nother clocks of Europe/London\n"},
        CalendarQuirk{"no_zone", calendar_of({"UID:1\nDTSTART:20121004T080000\nDTEND:20121004T090000\n"}),
                      "10-04 08:00 to 10-04 09:00\n"},
        CalendarQuirk{"dates",
                      calendar_of({"UID:1\nDTSTART;VALUE=DATE:20121004\n",
                                   "UID:2\nDTSTART;VALUE=DATE:20121004\nDTEND;VALUE=DATE:20121004\n",
                                   "UID:3\nDTSTART:20121004\nDTEND;VALUE=DATE:20121008\n",
                                   "UID:4\nDTSTART;VALUE=DATE:20120901\n"}),
                      "10-04 to 10-05\n10-04 to 10-05\n10-04 to 10-08\n"},
        CalendarQuirk{"no_end", calendar_of({"UID:1\nDTSTART:20121004T080000Z\n"}), "10-04 08:00Z to 10-04 08:00Z\n"},
        CalendarQuirk{
            "ends_in_another_zone",
            calendar_of(
                {"UID:1\nDTSTART;TZID=Europe/London:20121004T080000\nDTEND;TZID=Asia/Tokyo:20121004T170000\n"}),
            "10-04 07:00Z to 10-04 08:00Z\n"}),
    name_of_quirk);

INSTANTIATE_TEST_SUITE_P(
    Series, CalendarQuirks,
    testing::Values(
        CalendarQuirk{"exception_in_another_zone", calendar_of({std::string(kDaily) + "EXDATE:20121004T080000Z\n"}),
                      "10-03 08:00Z to 10-03 09:00Z\n10-05 08:00Z to 10-05 09:00Z\n"},
        CalendarQuirk{"exception_that_is_a_day",
                      calendar_of({std::string(kDaily) + "EXDATE;VALUE=DATE:20121004,20121005\n"}),
                      "10-03 08:00Z to 10-03 09:00Z\n"},
        CalendarQuirk{"until_a_day", calendar_of({with_text(kDaily, "FREQ=DAILY", "FREQ=DAILY;UNTIL=20121004")}),
                      "10-03 08:00Z to 10-03 09:00Z\n10-04 08:00Z to 10-04 09:00Z\n"},
        CalendarQuirk{"until_utc",
                      calendar_of({with_text(kDaily, "FREQ=DAILY", "FREQ=DAILY;UNTIL=20121004T075959Z")}),
                      "10-03 08:00Z to 10-03 09:00Z\n"},
        CalendarQuirk{"until_floating",
                      calendar_of({with_text(kDaily, "FREQ=DAILY", "FREQ=DAILY;UNTIL=20121004T090000")}),
                      "10-03 08:00Z to 10-03 09:00Z\n10-04 08:00Z to 10-04 09:00Z\n"},
        CalendarQuirk{"count", calendar_of({with_text(kDaily, "FREQ=DAILY", "FREQ=DAILY;COUNT=33")}),
                      "10-03 08:00Z to 10-03 09:00Z\n"},
        CalendarQuirk{"two_rules",
                      calendar_of({"UID:1\nDTSTART:20121001T080000Z\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;BYDAY=MO\n"
                                   "RRULE:FREQ=WEEKLY;BYDAY=TH\n"}),
                      "10-04 08:00Z to 10-04 09:00Z\n"},
        CalendarQuirk{
            "more_dates_and_periods",
            calendar_of({"UID:1\nDTSTART:20120901T080000Z\nDURATION:PT1H\nRDATE:20121003T080000Z,20121004T080000Z\n"
                         "RDATE;VALUE=PERIOD:20121004T080000Z/PT2H,20121005T000000Z/20121005T060000Z\n"}),
            "10-03 08:00Z to 10-03 09:00Z\n10-04 08:00Z to 10-04 10:00Z\n10-05 00:00Z to 10-05 06:00Z\n"},
        CalendarQuirk{
            "moved_and_cancelled",
            calendar_of({kDaily, "UID:1\nRECURRENCE-ID:20121004T080000Z\nDTSTART:20121004T100000Z\nDURATION:PT2H\n",
                         "UID:1\nRECURRENCE-ID;TZID=Europe/London:20121005T090000\nDTSTART:20121005T080000Z\n"
                         "STATUS:CANCELLED\n"}),
            "10-03 08:00Z to 10-03 09:00Z\n10-04 10:00Z to 10-04 12:00Z\n"},
        CalendarQuirk{
            "moved_from_afar",
            calendar_of({kDaily, "UID:1\nRECURRENCE-ID:20120910T080000Z\nDTSTART:20121004T100000Z\nDURATION:PT2H\n",
                         "UID:1\nRECURRENCE-ID:20121005T080000Z\nDTSTART:20130105T080000Z\nDURATION:PT1H\n"}),
            "10-03 08:00Z to 10-03 09:00Z\n10-04 08:00Z to 10-04 09:00Z\n10-04 10:00Z to 10-04 12:00Z\n"},
        CalendarQuirk{"this_and_later",
                      calendar_of({kDaily,
                                   "UID:1\nRECURRENCE-ID;RANGE=THISANDFUTURE:20121004T080000Z\n"
                                   "DTSTART;TZID=Europe/London:20121004T120000\nDURATION:PT3H\n"}),
                      "10-03 08:00Z to 10-03 09:00Z\n10-04 11:00Z to 10-04 14:00Z\n10-05 11:00Z to 10-05 14:00Z\n"},
        CalendarQuirk{
            "an_occurrence_alone",
            calendar_of({"UID:1\nRECURRENCE-ID:20121004T080000Z\nDTSTART:20121004T100000Z\nDURATION:PT2H\n"}),
            "10-04 10:00Z to 10-04 12:00Z\n"},
        CalendarQuirk{"revisions",
                      calendar_of({"UID:1\nSEQUENCE:2\nDTSTART:20121004T100000Z\nDURATION:PT2H\nSUMMARY:new\n",
                                   "UID:1\nSEQUENCE:1\nDTSTART:20121003T100000Z\nDURATION:PT2H\nSUMMARY:old\n"}),
                      "10-04 10:00Z to 10-04 12:00Z new\n"},
        CalendarQuirk{
            "revisions_by_stamp",
            calendar_of({"UID:1\nDTSTAMP:20120902T000000Z\nDTSTART:20121004T100000Z\nDURATION:PT2H\nSUMMARY:new\n",
                         "UID:1\nDTSTAMP:20120901T000000Z\nDTSTART:20121003T100000Z\nDURATION:PT2H\nSUMMARY:old\n"}),
            "10-04 10:00Z to 10-04 12:00Z new\n"},
        CalendarQuirk{"copies",
                      calendar_of({"UID:1\nDTSTART:20121004T100000Z\nDURATION:PT2H\n",
                                   "UID:1\nDTSTART:20121004T100000Z\nDURATION:PT2H\n"}),
                      "10-04 10:00Z to 10-04 12:00Z\n"},
        CalendarQuirk{"cancelled", calendar_of({std::string(kDaily) + "STATUS:CANCELLED\n"}), ""},
        CalendarQuirk{
            "no_uid",
            calendar_of({"DTSTART:20121004T100000Z\nDURATION:PT2H\n", "DTSTART:20121004T110000Z\nDURATION:PT2H\n"}),
            "10-04 10:00Z to 10-04 12:00Z\n10-04 11:00Z to 10-04 13:00Z\n"}),
    name_of_quirk);

constexpr const char* kHowTimes =
    "hint: times are written like 20121004T090000 or, in UTC, 20121004T090000Z, and dates like 20121004\n";
constexpr const char* kHowRules = "hint: rules are written like FREQ=WEEKLY;INTERVAL=2;BYDAY=MO\n";

INSTANTIATE_TEST_SUITE_P(
    Errors, CalendarQuirks,
    testing::Values(
        CalendarQuirk{"not_a_calendar", "official,party\n",
                      "desk.ics:1:1: error: this is not an iCalendar file: its first line must be BEGIN:VCALENDAR\n"
                      "    1 | official,party\n      | ^\nhint: export the calendar as iCalendar (.ics)\n"},
        CalendarQuirk{"nothing", "",
                      "desk.ics:1: error: this is not an iCalendar file: its first line must be BEGIN:VCALENDAR\n"
                      "hint: export the calendar as iCalendar (.ics)\n"},
        CalendarQuirk{"no_events", calendar_of({}),
                      "desk.ics:1: error: the calendar must have at least one event, but has none\n"
                      "    1 | BEGIN:VCALENDAR\n"},
        CalendarQuirk{"cut_off", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n",
                      "desk.ics:3: error: the file ends within a VEVENT\n    3 | UID:1\n"
                      "hint: it may have been cut off: export it again\n"},
        CalendarQuirk{"wrong_nesting", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nEND:VCALENDAR\n",
                      "desk.ics:4:1: error: END:VCALENDAR must be END:VEVENT\n    4 | END:VCALENDAR\n      | ^\n"},
        CalendarQuirk{"latin", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:\xe4\nEND:VEVENT\nEND:VCALENDAR\n",
                      "desk.ics:3: error: the calendar must be UTF-8 text, but is not\n    3 | SUMMARY:?\n"
                      "hint: export it again, or save it as UTF-8\n"},
        CalendarQuirk{"a_message", calendar_of({"UID:1\nDTSTART:20121014T100000Z\n"}, "METHOD:CANCEL\n"),
                      "desk.ics:3:8: error: a file with METHOD:CANCEL is a message about events, not a calendar\n"
                      "    3 | METHOD:CANCEL\n      |        ^\nhint: export the calendar itself\n"},
        CalendarQuirk{
            "version_1", with_text(calendar_of({"UID:1\nDTSTART:20121014T100000Z\n"}), "VERSION:2.0", "VERSION:1.0"),
            "desk.ics:2:9: error: this is a vCalendar of version 1.0, not an iCalendar\n    2 | VERSION:1.0\n"
            "      |         ^\nhint: export the calendar as iCalendar (.ics), version 2.0\n"},
        CalendarQuirk{"no_start", calendar_of({"UID:1\n"}),
                      "desk.ics:3: error: an event must have a DTSTART, but has none\n    3 | BEGIN:VEVENT\n"},
        CalendarQuirk{
            "two_starts", calendar_of({"UID:1\nDTSTART:20121014T100000Z\nDTSTART:20121014T110000Z\n"}),
            "desk.ics:6:1: error: an event must have one DTSTART, but has two\n    6 | DTSTART:20121014T110000Z\n"
            "      | ^\n"},
        CalendarQuirk{"no_such_day", calendar_of({"UID:1\nDTSTART:20121301T090000Z\n"}),
                      std::string("desk.ics:5:9: error: \"20121301T090000Z\" is neither a date nor a time\n"
                                  "    5 | DTSTART:20121301T090000Z\n      |         ^\n") +
                          kHowTimes},
        CalendarQuirk{"not_a_time", calendar_of({"UID:1\nDTSTART:noon\n"}),
                      std::string("desk.ics:5:9: error: \"noon\" is not a value of DTSTART\n    5 | DTSTART:noon\n"
                                  "      |         ^\n") +
                          kHowTimes},
        CalendarQuirk{"ends_before_it_begins",
                      calendar_of({"UID:1\nDTSTART:20121004T100000Z\nDTEND:20121004T090000Z\n"}),
                      "desk.ics:6:7: error: an event must end after it begins, but ends before\n    6 | "
                      "DTEND:20121004T090000Z\n"
                      "      |       ^\n"},
        CalendarQuirk{
            "end_of_another_kind", calendar_of({"UID:1\nDTSTART:20121004T100000Z\nDTEND;VALUE=DATE:20121005\n"}),
            std::string(
                "desk.ics:6:18: error: an event must end as it begins, both with a date or both with a time and "
                "a zone\n    6 | DTEND;VALUE=DATE:20121005\n      |                  ^\n") +
                kHowTimes},
        CalendarQuirk{"end_and_duration",
                      calendar_of({"UID:1\nDTSTART:20121004T100000Z\nDTEND:20121004T110000Z\nDURATION:PT1H\n"}),
                      "desk.ics:7:10: error: an event must have either a DTEND or a DURATION, but has both\n"
                      "    7 | DURATION:PT1H\n      |          ^\n"},
        CalendarQuirk{"unknown_zone", calendar_of({"UID:1\nDTSTART;TZID=Europe/Londn:20121004T100000\n"}),
                      "desk.ics:5:14: error: unknown time zone \"Europe/Londn\", which the calendar does not define\n"
                      "    5 | DTSTART;TZID=Europe/Londn:20121004T100000\n      |              ^\n"
                      "hint: did you mean \"Europe/London\"?\n"},
        CalendarQuirk{
            "no_rule", calendar_of({"UID:1\nDTSTART:20121004T100000Z\nRRULE:FREQ=DAYLY\n"}),
            std::string(
                "desk.ics:6:7: error: \"FREQ=DAYLY\" is not a rule\n    6 | RRULE:FREQ=DAYLY\n      |       ^\n") +
                kHowRules},
        CalendarQuirk{"unknown_part",
                      calendar_of({"UID:1\nDTSTART:20121004T100000Z\nRRULE:RSCALE=CHINESE;FREQ=DAILY\n"}),
                      std::string("desk.ics:6:7: error: \"RSCALE\" in a rule cannot be honoured\n"
                                  "    6 | RRULE:RSCALE=CHINESE;FREQ=DAILY\n      |       ^\n") +
                          kHowRules},
        CalendarQuirk{"no_interval", calendar_of({"UID:1\nDTSTART:20121004T100000Z\nRRULE:FREQ=DAILY;INTERVAL=0\n"}),
                      std::string("desk.ics:6:7: error: INTERVAL takes a whole number above 0, not \"0\"\n"
                                  "    6 | RRULE:FREQ=DAILY;INTERVAL=0\n      |       ^\n") +
                          kHowRules},
        CalendarQuirk{"long_interval",
                      calendar_of({"UID:1\nDTSTART:20121004T100000Z\nRRULE:FREQ=DAILY;INTERVAL=65537\n"}),
                      std::string("desk.ics:6:7: error: INTERVAL has a number of more than 4 digits\n"
                                  "    6 | RRULE:FREQ=DAILY;INTERVAL=65537\n      |       ^\n") +
                          kHowRules},
        CalendarQuirk{
            "begins_beside_its_rule", calendar_of({"UID:1\nDTSTART:20121004T100000Z\nRRULE:FREQ=WEEKLY;BYDAY=MO\n"}),
            "desk.ics:6:7: error: the rule must give the event's own beginning, but does not\n"
            "    6 | RRULE:FREQ=WEEKLY;BYDAY=MO\n      |       ^\nhint: begin the event on a day that the rule "
            "gives\n"},
        CalendarQuirk{"never",
                      calendar_of({"UID:1\nDTSTART:20121004T100000Z\nRRULE:FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=31\n"}),
                      "desk.ics:6:7: error: the rule must give the event's own beginning, but does not\n"
                      "    6 | RRULE:FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=31\n      |       ^\n"
                      "hint: begin the event on a day that the rule gives\n"},
        CalendarQuirk{
            "every_second", calendar_of({"UID:1\nDTSTART:20121004T100000Z\nRRULE:FREQ=SECONDLY\n"}),
            "desk.ics:6:7: error: the rules of a calendar must give at most 200000 moments up to the end of the last "
            "drill, but with this one they give more\n    6 | RRULE:FREQ=SECONDLY\n      |       ^\n"
            "hint: let the events recur less often, or begin later\n"},
        CalendarQuirk{"exrule", calendar_of({"UID:1\nDTSTART:20121004T100000Z\nEXRULE:FREQ=DAILY\n"}),
                      "desk.ics:6:1: error: EXRULE cannot be honoured\n    6 | EXRULE:FREQ=DAILY\n      | ^\n"
                      "hint: list the days left out as EXDATE\n"},
        CalendarQuirk{
            "one_uid_for_two",
            calendar_of({"UID:1\nDTSTART:20121014T100000Z\n", "UID:1\nDTSTART:20121015T100000Z\n"}),
            "desk.ics:7: error: this event has the UID and the revision of the event in line 3, but is another\n"
            "    7 | BEGIN:VEVENT\nhint: give it a UID of its own, or a higher SEQUENCE if it replaces the other\n"},
        CalendarQuirk{
            "later_part_of_nothing",
            calendar_of({"UID:1\nRECURRENCE-ID;RANGE=THISANDFUTURE:20121014T100000Z\nDTSTART:20121014T100000Z\n"}),
            "desk.ics:5:35: error: the file must have the series of which this changes the later part\n"
            "    5 | RECURRENCE-ID;RANGE=THISANDFUTURE:20121014T100000Z\n      |                                   "
            "^\n"
            "hint: export the whole calendar\n"},
        CalendarQuirk{"zone_that_changes_every_day",
                      calendar_of({"UID:1\nDTSTART;TZID=Office:20121014T080000\n"},
                                  with_text(kOffice, "FREQ=YEARLY", "FREQ=DAILY")),
                      "desk.ics:9:7: error: the rule of a time zone must recur every year, but does not\n"
                      "    9 | RRULE:FREQ=DAILY;BYMONTH=10;BYDAY=-1SU\n      |       ^\n"
                      "hint: name a zone of the tz database, such as \"Europe/London\"\n"}),
    name_of_quirk);

TEST(CalendarFile, follows_a_series_without_end_a_century_later) {
    // Summer time is not known after 2037.
    EXPECT_EQ(read_as(calendar_of({kDaily}), "2112-10-03T00:00Z", "2112-10-04T00:00Z"),
              "10-03 09:00Z to 10-03 10:00Z\n");
}

TEST(CalendarFile, refuses_more_events_than_its_limit) {
    std::vector<std::string> events(kMostEvents + 1, "DTSTART:20120101T000000Z\n");
    EXPECT_EQ(read_as(calendar_of(events)),
              "desk.ics:300003: error: a calendar must have at most 100000 events, but has more\n"
              "300003 | BEGIN:VEVENT\nhint: export a shorter time\n");
}

TEST(CalendarFile, leaves_the_settings_of_its_library_as_they_were) {
    // A second reading begins as the first did.
    const std::string text = calendar_of({"UID:1\nDTSTART:noon\n"});
    EXPECT_EQ(read_as(text), read_as(text));
}

}  // namespace
}  // namespace hotline
