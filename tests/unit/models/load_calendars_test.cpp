// Calendars in the place of lists: whom their events mean, what becomes of them, and the whole texts of what is
// wrong.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "models/scenario/instant_text.hpp"
#include "tests/support/memory_files.hpp"

namespace hotline {
namespace {

std::string calendar_with(const std::vector<std::string>& events) {
    std::string text = "BEGIN:VCALENDAR\n";
    for (const std::string& event : events) text += "BEGIN:VEVENT\n" + event + "END:VEVENT\n";
    return text + "END:VCALENDAR\n";
}

constexpr const char* kPeople =
    "official,party,role,name,authority,response,channel,address,last_verified\n"
    "cert,cn,duty officer,Ann Lee,1,desk,pstn,ann@desk.example,2012-01-01\n"
    "director,cn,director,Bo,3,desk,pstn,bo@desk.example,2012-01-01\n"
    "deputy,cn,deputy,Ann,3,desk,pstn,ann@home.example,2012-01-01\n"
    "twin,cn,deputy,Bo,3,desk,pstn,twin@home.example,2012-01-01\n";
constexpr const char* kDeskRota =
    "[rota.desk]\nparty = \"cn\"\nmembers = [\"cert\", \"director\"]\nturn = \"1d\"\nfirst = 2012-10-01\n"
    "[[protocol.lists.step]]\ncall = [{ rota = \"desk\" }, \"deputy\", \"twin\"]\n";

/// The small scenario with these people, a line at its top, text before its cases, and a calendar.
std::map<std::string, std::string> files_with(const std::string& top, const std::string& more,
                                              const std::string& ics) {
    auto files = small_scenario();
    files["contacts.csv"] = kPeople;
    std::string& toml = files["scenario.toml"];
    toml.insert(toml.find("[[case]]"), more);
    toml = top + toml;
    files["desk.ics"] = ics;
    return files;
}

std::string text_with_calendar(const std::string& top, const std::string& more, const std::string& ics) {
    return load_from_memory(files_with(top, more, ics)).text;
}

Scenario scenario_with_calendar(const std::string& top, const std::string& more, const std::string& ics) {
    const Loaded loaded = load_from_memory(files_with(top, more, ics));
    EXPECT_TRUE(loaded.scenario) << loaded.text;
    return loaded.scenario.value_or(Scenario{});
}

std::string times(Instant from, Instant until) {
    return utc_text(from).substr(5, 11) + " to " + utc_text(until).substr(5, 11);
}

std::string leaves_of(const Scenario& scenario) {
    std::string text;
    for (const Leave& leave : scenario.leaves) {
        text += scenario.officials[leave.official].id + " " + times(leave.from, leave.until);
        if (leave.deputy != kNone) text += ", " + scenario.officials[leave.deputy].id;
        text += "\n";
    }
    return text;
}

/// The officials of an override at noon of 4 October, by an event with these lines; or the errors.
std::string meant_by(const std::string& lines) {
    const Loaded loaded =
        load_from_memory(files_with("overrides = [{ file = \"desk.ics\", rota = \"desk\" }]\n", kDeskRota,
                                    calendar_with({"UID:1\nDTSTART:20121004T120000Z\nDURATION:PT1H\n" + lines})));
    if (!loaded.scenario) return loaded.text;
    return loaded.scenario->officials[loaded.scenario->overrides.at(0).official].id;
}

TEST(LoadCalendars, finds_whom_an_event_means) {
    EXPECT_EQ(meant_by("ATTENDEE:mailto:ANN@desk.example\nSUMMARY:Bo\n"), "cert");
    EXPECT_EQ(meant_by("ATTENDEE;CN=Ann Lee:mailto:unknown@desk.example\n"), "cert");
    EXPECT_EQ(meant_by("ATTENDEE;CN=director:mailto:unknown@desk.example\n"), "director");
    EXPECT_EQ(meant_by("ATTENDEE:mailto:group@desk.example\nSUMMARY:Ann Lee\n"), "cert");
    EXPECT_EQ(meant_by("SUMMARY:On Call - Ann Lee - desk\n"), "cert");
    EXPECT_EQ(meant_by("SUMMARY:Rotation L1: bo@desk.example\n"), "director");
    EXPECT_EQ(meant_by("SUMMARY:[L2] ann (night)\n"), "deputy");
    EXPECT_EQ(meant_by("SUMMARY:cert\n"), "cert");
}

TEST(LoadCalendars, say_of_whom_they_are_not_sure) {
    EXPECT_EQ(meant_by("SUMMARY:On Call - Ann Leee - desk\n"),
              "deputy");  // "Leee" is another word
    EXPECT_EQ(meant_by("SUMMARY:On Call - Directr - desk\n"),
              R"(desk.ics:6:9: error: no official has an id, name or address that stands in "On Call - Directr - desk"
    6 | SUMMARY:On Call - Directr - desk
      |         ^
hint: did you mean "director"?
)");
    EXPECT_EQ(meant_by("SUMMARY:Bo\n"),
              R"(desk.ics:6:9: error: "Bo" could mean "director" or "twin"
    6 | SUMMARY:Bo
      |         ^
hint: name the official by the id, or as an attendee
)");
    EXPECT_EQ(meant_by("SUMMARY:cert and director\n"),
              R"(desk.ics:6:9: error: the event must mean one official, but means "cert" or "director"
    6 | SUMMARY:cert and director
      |         ^
hint: divide it, or leave the others out
)");
    EXPECT_EQ(meant_by("ATTENDEE:mailto:ann@desk.example\nATTENDEE:mailto:bo@desk.exampel\n"),
              R"(desk.ics:7:10: error: no official has the id, name or address "bo@desk.exampel"
    7 | ATTENDEE:mailto:bo@desk.exampel
      |          ^
hint: did you mean "bo@desk.example"?
)");
    EXPECT_EQ(meant_by("ATTENDEE;CN=Bo:mailto:unknown@desk.example\n"),
              R"(desk.ics:6:16: error: this attendee could be "director" or "twin"
    6 | ATTENDEE;CN=Bo:mailto:unknown@desk.example
      |                ^
hint: name the attendee by an id, or by an address of one official
)");
    EXPECT_EQ(meant_by(""),
              R"(desk.ics:4:9: error: the event must name an official in its attendees or its SUMMARY, but has neither
    4 | DTSTART:20121004T120000Z
      |         ^
)");
}

TEST(LoadCalendars, reads_leave_by_the_clocks_of_each_official) {
    const std::string events =
        calendar_with({"UID:1\nSUMMARY:Ann Lee: leave\nDTSTART;VALUE=DATE:20121004\nDTEND;VALUE=DATE:20121006\n",
                       "UID:2\nATTENDEE:mailto:ann@desk.example\nATTENDEE:mailto:bo@desk.example\nDTSTART:"
                       "20121004T120000\nDURATION:PT1H\n",
                       "UID:3\nSUMMARY:nobody at all\nDTSTART;VALUE=DATE:20110101\n"});
    EXPECT_EQ(
        leaves_of(scenario_with_calendar("leave = \"desk.ics\"\n", "", events)),
        "cert 10-03 16:00 to 10-05 16:00\ncert 10-04 04:00 to 10-04 05:00\ndirector 10-04 04:00 to 10-04 05:00\n");
    EXPECT_EQ(leaves_of(scenario_with_calendar(
                  "leave = [{ file = \"desk.ics\", official = \"deputy\", deputy = \"cert\" }]\n", "",
                  calendar_with({"UID:1\nSUMMARY:the sea\nDTSTART;VALUE=DATE:20121004\n"}))),
              "deputy 10-03 16:00 to 10-04 16:00, cert\n");
}

TEST(LoadCalendars, and_lists_of_leave_do_without_the_party_of_an_official) {
    for (const char* leave : {"leave.csv", "desk.ics"}) {
        auto files = files_with("leave = \"" + std::string(leave) + "\"\n", "",
                                calendar_with({"SUMMARY:cert\nDTSTART;VALUE=DATE:20121004\n"}));
        files["leave.csv"] = "official,from,until\ncert,2012-10-04,2012-10-05\n";
        std::string& toml = files["scenario.toml"];
        toml.replace(toml.find("[party.cn]"), 10, "[party.ru]");
        EXPECT_NE(load_from_memory(files).text.find("unknown party \"cn\""), std::string::npos) << leave;
    }
}

TEST(LoadCalendars, reads_a_day_off_for_each_day_of_an_event) {
    const Scenario scenario = scenario_with_calendar(
        "holidays = [{ file = \"desk.ics\", party = \"cn\", organisation = \"CERT\", kind = \"worked\" }]\n", "",
        calendar_with({"UID:1\nSUMMARY:National Day\nDTSTART;VALUE=DATE:20000930\nDTEND;VALUE=DATE:20001008\n"
                       "RRULE:FREQ=YEARLY\n"}));
    std::string text;
    for (const Holiday& day : scenario.holidays) {
        text += utc_text(day.date).substr(0, 10) + " " + day.name + " " + day.organisation +
                (day.worked ? " worked\n" : "\n");
    }
    EXPECT_EQ(text,
              "2012-10-01 National Day CERT worked\n2012-10-02 National Day CERT worked\n"
              "2012-10-03 National Day CERT worked\n2012-10-04 National Day CERT worked\n"
              "2012-10-05 National Day CERT worked\n2012-10-06 National Day CERT worked\n"
              "2012-10-07 National Day CERT worked\n");
}

TEST(LoadCalendars, reads_the_turns_of_a_rota) {
    const Scenario scenario = scenario_with_calendar(
        "",
        "[rota.desk]\nparty = \"cn\"\ncalendar = \"desk.ics\"\n[[protocol.lists.step]]\ncall = { rota = \"desk\" }\n",
        calendar_with(
            {"UID:1\nSUMMARY:Ann Lee\nDTSTART:20121001T090000\nDURATION:P1D\nRRULE:FREQ=DAILY;INTERVAL=2;COUNT=3\n",
             "UID:2\nSUMMARY:director\nDTSTART:20121002T090000\nDURATION:P1D\nRRULE:FREQ=DAILY;INTERVAL=2;COUNT=4\n",
             "UID:3\nSUMMARY:deputy\nDTSTART:20111002T090000\nDURATION:P1D\n",
             "UID:4\nSUMMARY:left long ago\nDTSTART:20111002T090000\nDURATION:P1D\n"}));
    const RotaLayer& layer = scenario.rotas.at(0).layers.at(0);
    std::string text;
    for (const CalendarTurn& turn : layer.calendar.value())
        text += scenario.officials[turn.official].id + " " + times(turn.from, turn.until) + "\n";
    EXPECT_EQ(
        text,  // times without a zone have a margin
        "cert 10-01 01:00 to 10-02 01:00\ndirector 10-02 01:00 to 10-03 01:00\n"
        "cert 10-03 01:00 to 10-04 01:00\ndirector 10-04 01:00 to 10-05 01:00\ncert 10-05 01:00 to 10-06 01:00\n"
        "director 10-06 01:00 to 10-07 01:00\ndirector 10-08 01:00 to 10-09 01:00\n");
    EXPECT_EQ(layer.members, (std::vector<Index>{0, 1, 2}));
    EXPECT_TRUE(scenario.officials[2].takes_turns);
    EXPECT_FALSE(scenario.officials[3].takes_turns);
}

TEST(LoadCalendars, are_read_as_the_same_rows_of_a_list) {
    auto files = files_with("overrides = [\"overrides.csv\"]\n", kDeskRota, "");
    files["overrides.csv"] = "rota,official,from,until\ndesk,deputy,2012-10-04T09:00,2012-10-05T09:00\n";
    const Scenario listed = load_from_memory(files).scenario.value();
    const Scenario scenario = scenario_with_calendar(
        "overrides = [{ file = \"desk.ics\", rota = \"desk\" }]\n", kDeskRota,
        calendar_with({"UID:1\nSUMMARY:deputy\nDTSTART:20121004T090000\nDTEND:20121005T090000\n"}));
    ASSERT_EQ(scenario.overrides.size(), 1U);
    EXPECT_EQ(scenario.overrides[0].from, listed.overrides.at(0).from);
    EXPECT_EQ(scenario.overrides[0].until, listed.overrides[0].until);
    EXPECT_EQ(scenario.overrides[0].official, listed.overrides[0].official);
}

TEST(LoadCalendars, need_what_their_events_cannot_say) {
    const std::string day = calendar_with({"UID:1\nSUMMARY:cert\nDTSTART;VALUE=DATE:20121004\n"});
    EXPECT_EQ(text_with_calendar("holidays = \"desk.ics\"\n", "", day),
              R"(scenario.toml:1:12: error: a calendar of "holidays" needs its party
    1 | holidays = "desk.ics"
      |            ^
hint: write { file = "desk.ics", party = … }
)");
    EXPECT_EQ(text_with_calendar("overrides = [\"desk.ics\"]\n", "", day),
              R"(scenario.toml:1:14: error: a calendar of "overrides" needs its rota
    1 | overrides = ["desk.ics"]
      |              ^
hint: write { file = "desk.ics", rota = … }
)");
    EXPECT_EQ(text_with_calendar("overrides = [{ file = \"desk.ics\", rota = \"dsk\", party = \"cn\" }, 5]\n",
                                 kDeskRota, day),
              R"(scenario.toml:1:42: error: unknown rota "dsk"
    1 | overrides = [{ file = "desk.ics", rota = "dsk", party = "cn" }, 5]
      |                                          ^
hint: did you mean "desk"?
scenario.toml:1:49: error: unknown key "party" in a calendar of "overrides"
    1 | overrides = [{ file = "desk.ics", rota = "dsk", party = "cn" }, 5]
      |                                                 ^
hint: expected one of file, rota
scenario.toml:1:65: error: "overrides" takes paths in quotes, or tables that name calendars
    1 | …rides = [{ file = "desk.ics", rota = "dsk", party = "cn" }, 5]
      |                                                              ^
)");
    EXPECT_EQ(text_with_calendar("leave = [{ file = \"leave.csv\" }, {}]\n", "", day),
              R"(scenario.toml:1:19: error: a table must name a calendar (.ics), but names a list
    1 | leave = [{ file = "leave.csv" }, {}]
      |                   ^
hint: write the path of a list alone: its rows say the rest
scenario.toml:1:34: error: a calendar of "leave" has no "file", which it needs
    1 | leave = [{ file = "leave.csv" }, {}]
      |                                  ^
)");
    EXPECT_EQ(
        text_with_calendar("leave = [{ file = \"desk.ics\", official = \"cert\", deputy = \"cert\" }]\n", "", day),
        R"(scenario.toml:1:59: error: a deputy must be another official, but is "cert"
    1 | leave = [{ file = "desk.ics", official = "cert", deputy = "cert" }]
      |                                                           ^
)");
    EXPECT_EQ(text_with_calendar("parties = \"desk.ics\"\n", "", day),
              R"(scenario.toml:1:11: error: "parties" takes lists, not a calendar
    1 | parties = "desk.ics"
      |           ^
hint: calendars have "holidays", "leave", "overrides" and the turns of rotas
)");
}

TEST(LoadCalendars, refuse_events_that_cannot_be_what_they_stand_for) {
    EXPECT_EQ(
        text_with_calendar("holidays = [{ file = \"desk.ics\", party = \"cn\" }]\n", "",
                           calendar_with({"UID:1\nSUMMARY:half a day\nDTSTART:20121004T120000\nRRULE:FREQ=DAILY\n"})),
        R"(desk.ics:5:9: error: a holiday must be a day, but this event has hours
    5 | DTSTART:20121004T120000
      |         ^
hint: put a day with hours into a list, as one of the kind "short"
)");
    EXPECT_EQ(text_with_calendar("leave = \"desk.ics\"\n", "",
                                 calendar_with({"UID:1\nSUMMARY:cert\nDTSTART:20121004T120000\n"})),
              R"(desk.ics:5:9: error: the event must have an end, but has none
    5 | DTSTART:20121004T120000
      |         ^
hint: give it a DTEND or a DURATION
)");
    EXPECT_EQ(text_with_calendar("", "[rota.desk]\nparty = \"cn\"\ncalendar = \"desk.ics\"\nturn = \"1d\"\n",
                                 calendar_with({"UID:1\nSUMMARY:cert\nDTSTART:20121004T120000\nDURATION:PT1H\n"})),
              R"(scenario.toml:28:8: error: "turn" must not stand beside "calendar", which has the turns
   28 | turn = "1d"
      |        ^
hint: leave one of them out
)");
}

TEST(LoadCalendars, have_findings_of_their_own) {
    const std::string desk =
        "[rota.desk]\nparty = \"cn\"\ncalendar = \"desk.ics\"\n[[protocol.lists.step]]\n"
        "call = [{ rota = \"desk\" }, \"cert\", \"director\", \"deputy\", \"twin\"]\n";
    EXPECT_EQ(
        text_with_calendar("", desk,
                           calendar_with({"UID:1\nSUMMARY:cert\nDTSTART:20121001T000000Z\nDURATION:P20D\n",
                                          "UID:2\nSUMMARY:director\nDTSTART:20121004T090000Z\nDURATION:PT1H\n",
                                          "UID:3\nSUMMARY:cert\nDTSTART:20121004T093000Z\nDURATION:PT1H\n",
                                          "UID:4\nSUMMARY:twin\nDTSTART:20121004T123000Z\nDURATION:PT1H\n"})),
        R"(desk.ics:11:9: warning: in rota "desk" a turn of "director" begins at 2012-10-04 09:00:00 UTC within one of "cert", and takes its place; and so does 1 more [turns-overlap]
   11 | DTSTART:20121004T090000Z
      |         ^
hint: put turns that stand side by side into rotas of their own
)");
    EXPECT_EQ(text_with_calendar("leave = \"desk.ics\"\n", "[[protocol.lists.step]]\ncall = [\"deputy\", \"twin\"]\n",
                                 calendar_with({"UID:1\nSUMMARY:cert\nDTSTART;VALUE=DATE:20111004\n"})),
              R"(scenario.toml:1:9: warning: no event of this calendar is in the time of the drills [calendar-unseen]
    1 | leave = "desk.ics"
      |         ^
hint: see its dates
)");
    EXPECT_EQ(
        text_with_calendar(
            "leave = \"desk.ics\"\n", "[[protocol.lists.step]]\ncall = [\"deputy\", \"twin\"]\n",
            "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Europe/London\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
            "TZOFFSETFROM:+0000\nTZOFFSETTO:+0000\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nSUMMARY:cert\n"
            "DTSTART;TZID=Europe/London:20121004T090000\nDURATION:PT1H\nEND:VEVENT\nEND:VCALENDAR\n"),
        R"(desk.ics:12:28: warning: the calendar has other clocks for Europe/London at 2012-10-04 08:00:00 UTC than the tz database, which counts [other-clocks]
   12 | DTSTART;TZID=Europe/London:20121004T090000
      |                            ^
hint: see which are right, and give the zone a name of its own if those of the calendar are
)");
}

}  // namespace
}  // namespace hotline
