// What the loader and lint say about wrong or doubtful rotas, and how rotas are read.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/changed_scenario.hpp"

namespace hotline {
namespace {

using testing::ElementsAre;

constexpr const char* kOverridesList = "rota,official,from,until\n";

/// The small scenario with text before its cases, and a list of overrides if it is not empty.
std::string text_with_rotas(const std::string& more, const std::string& overrides = {}) {
    auto files = small_scenario();
    std::string& toml = files["scenario.toml"];
    toml.insert(toml.find("[[case]]"), more);
    if (!overrides.empty()) toml = "overrides = \"overrides.csv\"\n" + toml;
    files["overrides.csv"] = kOverridesList + overrides;
    return load_from_memory(files).text;
}

Scenario scenario_with_rotas(const std::string& more, const std::string& overrides = {}) {
    auto files = small_scenario();
    std::string& toml = files["scenario.toml"];
    toml.insert(toml.find("[[case]]"), more);
    if (!overrides.empty()) toml = "overrides = \"overrides.csv\"\n" + toml;
    files["overrides.csv"] = kOverridesList + overrides;
    const Loaded loaded = load_from_memory(files);
    EXPECT_TRUE(loaded.scenario) << loaded.text;
    return loaded.scenario.value_or(Scenario{});
}

TEST(LoadRotas, reads_layers_steps_and_overrides) {
    const Scenario scenario = scenario_with_rotas(
        R"([roster.night]
shifts = [{ days = "Mon-Sun", hours = "18:00-08:00" }]
[rota.desk]
party     = "cn"
time_zone = "Asia/Tokyo"
[[rota.desk.layer]]
members  = ["cert", "director", "cert"]
turn     = "2w"
hand_off = "Wed 09:30"
first    = 2012-09-24
[[rota.desk.layer]]
members = "director"
turn    = "1mo"
first   = 2012-09-01
hours   = "night"
[rota.other]
party   = "uk"
members = ["cert"]
turn    = "12h"
first   = 2012-10-01
[[protocol.lists.step]]
call = [{ rota = "desk" }, "director", { role = "duty officer" }, { rota = "desk", turn = "after-next" }]
nobody_on_duty = "wait"
[[protocol.lists.step]]
call = { rota = "other", turn = "next" }
)",
        "desk,director,2012-10-04,2012-10-04\nother,cert,2012-10-04T12:00,2012-10-04T12:00Z\n");
    using namespace std::chrono;
    ASSERT_EQ(scenario.rotas.size(), 2U);
    const Rota& desk = scenario.rotas[0];
    EXPECT_EQ(desk.time_zone, "Asia/Tokyo");
    ASSERT_EQ(desk.layers.size(), 2U);
    EXPECT_THAT(desk.layers[0].members, ElementsAre(0, 1, 0));
    EXPECT_EQ(desk.layers[0].turn.unit, TurnLength::Unit::weeks);
    EXPECT_EQ(desk.layers[0].turn.count, 2U);
    EXPECT_EQ(desk.layers[0].first, sys_days{2012y / September / 26} + 9h + 30min);
    EXPECT_EQ(desk.layers[0].hours, kNone);
    EXPECT_EQ(desk.layers[1].turn.unit, TurnLength::Unit::months);
    EXPECT_EQ(desk.layers[1].hours, 0U);
    EXPECT_EQ(scenario.rotas[1].time_zone, "Europe/London");
    EXPECT_EQ(scenario.rotas[1].layers[0].first, sys_days{2012y / October / 1});
    EXPECT_TRUE(scenario.officials[0].takes_turns);

    const std::vector<Step>& steps = scenario.protocols[0].steps;
    const std::vector<Selector>& parts = steps[1].call.parts;
    ASSERT_EQ(parts.size(), 4U);
    EXPECT_EQ(parts[0].rota, 0U);
    EXPECT_EQ(parts[0].ahead, 0U);
    EXPECT_THAT(parts[1].officials, ElementsAre(1));
    EXPECT_EQ(parts[2].role, "duty officer");
    EXPECT_EQ(parts[3].ahead, 2U);
    EXPECT_TRUE(steps[1].waits_for_duty);
    EXPECT_EQ(steps[2].call.rota, 1U);
    EXPECT_EQ(steps[2].call.ahead, 1U);
    EXPECT_FALSE(steps[2].waits_for_duty);

    ASSERT_EQ(scenario.overrides.size(), 2U);
    EXPECT_EQ(scenario.overrides[0].official, 1U);
    EXPECT_EQ(scenario.overrides[0].from, Instant(sys_days{2012y / October / 3} + 15h));
    EXPECT_EQ(scenario.overrides[0].until, Instant(sys_days{2012y / October / 4} + 15h));
    EXPECT_EQ(scenario.overrides[1].from, Instant(sys_days{2012y / October / 4} + 11h));
    EXPECT_EQ(scenario.overrides[1].until, Instant(sys_days{2012y / October / 4} + 12h));
}

TEST(LoadRotas, says_what_is_wrong_with_a_rota) {
    EXPECT_EQ(text_with_rotas(R"([rota.desk]
party     = "ch"
time_zone = "Asia/Shangai"
members   = ["crt", "cert"]
turn      = "7 days"
hand_off  = "24:00"
first     = "2012-10-01"
hours     = "office"
[rota.other]
party    = "cn"
members  = []
turn     = "1d"
hand_off = "Mon 09:00"
first    = 0212-10-01
[rota.third]
party = "cn"
layer = []
turn  = "1d"
[rota.fourth]
[[rota.fourth.layer]]
turn = "1001h"
wait = 1
)"),
              R"(scenario.toml:26:13: error: unknown party "ch"
   26 | party     = "ch"
      |             ^
hint: did you mean "cn"?
scenario.toml:27:13: error: unknown time zone "Asia/Shangai"
   27 | time_zone = "Asia/Shangai"
      |             ^
hint: did you mean "Asia/Shanghai"?
scenario.toml:28:14: error: unknown official "crt"
   28 | members   = ["crt", "cert"]
      |              ^
hint: did you mean "cert"?
scenario.toml:29:13: error: "7 days" is not the length of a turn
   29 | turn      = "7 days"
      |             ^
hint: turns are written like "12h", "1d", "2w", "1mo", of at most 1000 of these
scenario.toml:30:13: error: "24:00" is not a time of hand-off
   30 | hand_off  = "24:00"
      |             ^
hint: it is written like "09:00", "Mon", "Mon 09:00"
scenario.toml:31:13: error: "first" takes a date
   31 | first     = "2012-10-01"
      |             ^
hint: dates are written like 2012-10-04, without quotes
scenario.toml:32:13: error: unknown roster "office"
   32 | hours     = "office"
      |             ^
scenario.toml:35:12: error: "members" must not be an empty array
   35 | members  = []
      |            ^
scenario.toml:37:12: error: "hand_off" must not name a weekday: only turns of weeks may begin on one
   37 | hand_off = "Mon 09:00"
      |            ^
hint: write its time alone
scenario.toml:38:12: error: "first" must be in the years 1900 to 2200, but is 0212-10-01
   38 | first    = 0212-10-01
      |            ^
hint: correct the year
scenario.toml:41:9: error: "layer" must not be an empty array
   41 | layer = []
      |         ^
scenario.toml:42:1: error: unknown key "turn" in rota "third"
   42 | turn  = "1d"
      | ^
hint: expected one of layer, party, time_zone
scenario.toml:43:1: error: rota "fourth" has no "party", which it needs
   43 | [rota.fourth]
      | ^
scenario.toml:44:1: error: a layer of rota "fourth" has no "members", which it needs
   44 | [[rota.fourth.layer]]
      | ^
scenario.toml:44:1: error: a layer of rota "fourth" has no "first", which it needs
   44 | [[rota.fourth.layer]]
      | ^
scenario.toml:45:8: error: "1001h" is not the length of a turn
   45 | turn = "1001h"
      |        ^
hint: turns are written like "12h", "1d", "2w", "1mo", of at most 1000 of these
scenario.toml:46:1: error: unknown key "wait" in a layer of rota "fourth"
   46 | wait = 1
      | ^
hint: expected one of calendar, first, hand_off, hours, members, turn
)");
}

TEST(LoadRotas, says_what_is_wrong_with_a_call) {
    EXPECT_EQ(text_with_rotas(R"([rota.desk]
party   = "cn"
members = ["cert"]
turn    = "1d"
first   = 2012-10-01
[[protocol.lists.step]]
call = ["cert", { rota = "desk" }, "cert", { rota = "desk", turn = "now" }, 1, "crt"]
[[protocol.lists.step]]
call = { rota = "dsk", role = "director" }
[[protocol.lists.step]]
call = { rota = "desk", turn = "second" }
[[protocol.lists.step]]
call           = [{ turn = "next" }]
nobody_on_duty = "pass"
)"),
              R"(scenario.toml:31:36: error: official "cert" is named here twice
   31 | call = ["cert", { rota = "desk" }, "cert", { rota = "desk", turn = "now" }, 1, "crt"]
      |                                    ^
scenario.toml:31:44: error: the same turn of rota "desk" is named here twice
   31 | call = ["cert", { rota = "desk" }, "cert", { rota = "desk", turn = "now" }, 1, "crt"]
      |                                            ^
scenario.toml:31:77: error: "call" takes officials, selectors and rotas
   31 | …{ rota = "desk" }, "cert", { rota = "desk", turn = "now" }, 1, "crt"]
      |                                                              ^
scenario.toml:31:80: error: unknown official "crt"
   31 | …ota = "desk" }, "cert", { rota = "desk", turn = "now" }, 1, "crt"]
      |                                                              ^
hint: did you mean "cert"?
scenario.toml:33:17: error: unknown rota "dsk"
   33 | call = { rota = "dsk", role = "director" }
      |                 ^
hint: did you mean "desk"?
scenario.toml:33:31: error: a selector of a "rota" must not have a "role"
   33 | call = { rota = "dsk", role = "director" }
      |                               ^
scenario.toml:35:32: error: "turn" must be "now", "next" or "after-next", but is "second"
   35 | call = { rota = "desk", turn = "second" }
      |                                ^
scenario.toml:37:28: error: "turn" needs a "rota" beside it
   37 | call           = [{ turn = "next" }]
      |                            ^
scenario.toml:38:18: error: "nobody_on_duty" must be "wait" or "skip", but is "pass"
   38 | nobody_on_duty = "pass"
      |                  ^
)");
}

TEST(LoadRotas, says_what_is_wrong_with_an_override) {
    EXPECT_EQ(text_with_rotas(R"([rota.desk]
party   = "cn"
members = ["cert"]
turn    = "1d"
first   = 2012-10-01
)",
                              R"(dsk,cert,2012-10-04,2012-10-05
desk,crt,2012-10-04,2012-10-05
desk,cert,2012-10-05T12:00,2012-10-05T12:00
desk,cert,tomorrow,0212-10-05
)"),
              R"(overrides.csv:2:1: error: column "rota": unknown rota "dsk"
    2 | dsk,cert,2012-10-04,2012-10-05
      | ^
hint: did you mean "desk"?
overrides.csv:3:6: error: column "official": unknown official "crt"
    3 | desk,crt,2012-10-04,2012-10-05
      |      ^
hint: did you mean "cert"?
overrides.csv:4:28: error: column "until": "until" must be after "from" (2012-10-05T12:00), but is 2012-10-05T12:00
    4 | desk,cert,2012-10-05T12:00,2012-10-05T12:00
      |                            ^
overrides.csv:5:11: error: column "from": "tomorrow" is neither a date nor a time
    5 | desk,cert,tomorrow,0212-10-05
      |           ^
hint: write 2012-08-01, or 2012-08-01T12:00 by the clocks of the rota, or 2012-08-01T12:00Z of UTC
overrides.csv:5:20: error: column "until": a date must be in the years 1900 to 2200, but is 0212-10-05
    5 | desk,cert,tomorrow,0212-10-05
      |                    ^
hint: correct the year
)");
}

TEST(LoadRotas, says_nothing_of_times_by_clocks_that_are_unknown) {
    EXPECT_EQ(text_with_rotas(R"([rota.desk]
party     = "cn"
time_zone = "Asia/Shangai"
members   = ["cert"]
turn      = "1d"
first     = 2012-10-01
)",
                              "desk,cert,2012-10-05T12:00,2012-10-05T12:00\n"),
              R"(scenario.toml:28:13: error: unknown time zone "Asia/Shangai"
   28 | time_zone = "Asia/Shangai"
      |             ^
hint: did you mean "Asia/Shanghai"?
)");
}

constexpr const char* kDesk = R"([rota.desk]
party   = "cn"
members = ["cert", "director"]
turn    = "1d"
first   = 2012-10-01
)";
constexpr const char* kCallDesk = R"([[protocol.lists.step]]
call = { rota = "desk" }
)";

TEST(LintRotas, names_hours_of_the_week_in_which_nobody_has_the_duty) {
    const std::string hours = R"([roster.office]
shifts = [{ days = "Mon-Fri", hours = "08:00-20:00" }]
[roster.weekend]
shifts = [{ days = "Sat,Sun", hours = "00:00-24:00" }]
)";
    EXPECT_EQ(
        text_with_rotas(hours + kDesk + R"(hours = "office"
)" + kCallDesk),
        R"(scenario.toml:18:11: warning: nobody whom protocol "lists" calls is on duty Mon-Thu 20:00-08:00, Fri 20:00 to Mon 08:00 by the clocks of Shanghai (uk → cn) [nobody-on-duty]
   18 | [protocol.lists]
      |           ^
hint: add a step that calls a desk on duty at these hours
scenario.toml:27:9: warning: no official on the lists and no rota has roster "weekend" [unused-roster]
   27 | [roster.weekend]
      |         ^
hint: remove it, or correct the name where it should be used
scenario.toml:29:7: warning: nobody has the duty of rota "desk" Mon-Thu 20:00-08:00, Fri 20:00 to Mon 08:00 by the clocks of Shanghai [rota-gap]
   29 | [rota.desk]
      |       ^
hint: add a layer, or rows to a list of "overrides", for these hours
)");
    EXPECT_EQ(
        text_with_rotas(hours + R"([rota.desk]
party = "cn"
time_zone = "Europe/Paris"
[[rota.desk.layer]]
members = ["cert", "director"]
turn    = "1d"
first   = 2012-10-01
hours   = "office"
[[rota.desk.layer]]
members = ["director"]
turn    = "1w"
first   = 2012-10-01
hours   = "weekend"
)" + kCallDesk),
        R"(scenario.toml:18:11: warning: nobody whom protocol "lists" calls is on duty Mon 06:00-14:00, Tue-Fri 02:00-14:00, Sat 02:00-06:00 by the clocks of Shanghai (uk → cn) [nobody-on-duty]
   18 | [protocol.lists]
      |           ^
hint: add a step that calls a desk on duty at these hours
scenario.toml:20:1: warning: nobody whom this step calls ever answers (uk → cn) [unreachable-step]
   20 | [[protocol.lists.step]]
      | ^
hint: these must be above 0: "present" of their responses; "answer" on or off duty, or "call_back"; their stance; "availability" of carriers and sites
scenario.toml:29:7: warning: nobody has the duty of rota "desk" Mon 00:00-08:00, Mon-Thu 20:00-08:00, Fri 20:00-24:00 by the clocks of Paris [rota-gap]
   29 | [rota.desk]
      |       ^
hint: add a layer, or rows to a list of "overrides", for these hours
)");
}

TEST(LintRotas, names_the_time_before_the_first_turn) {
    std::string late = kDesk;
    late.replace(late.find("10-01"), 5, "10-05");
    EXPECT_EQ(
        text_with_rotas(late + kCallDesk),
        R"(scenario.toml:23:1: warning: nobody whom this step calls ever answers (uk → cn, within protocol "lists") [unreachable-step]
   23 | [[protocol.inside.step]]
      | ^
hint: these must be above 0: "present" of their responses; "answer" on or off duty, or "call_back"; their stance; "availability" of carriers and sites
scenario.toml:25:7: warning: nobody has the duty of rota "desk" from 2012-10-04 02:30:00 to 2012-10-04 16:00:00 UTC [rota-gap]
   25 | [rota.desk]
      |       ^
hint: add a layer, or rows to a list of "overrides", for these hours
)");
    late.replace(late.find("10-05"), 5, "10-09");
    EXPECT_EQ(
        text_with_rotas(late + kCallDesk, "desk,cert,2012-10-04T12:00Z,2012-10-04T13:00Z\n"),
        R"(scenario.toml:24:1: warning: nobody whom this step calls ever answers (uk → cn, within protocol "lists") [unreachable-step]
   24 | [[protocol.inside.step]]
      | ^
hint: these must be above 0: "present" of their responses; "answer" on or off duty, or "call_back"; their stance; "availability" of carriers and sites
scenario.toml:26:7: warning: nobody has the duty of rota "desk" from 2012-10-04 02:30:00 to 2012-10-04 12:00:00 UTC, and 1 more time [rota-gap]
   26 | [rota.desk]
      |       ^
hint: add a layer, or rows to a list of "overrides", for these hours
)");
    // Then the director, whom another step calls, is never on duty.
    EXPECT_EQ(
        text_with_rotas(late + kCallDesk, "desk,cert,2012-10-01,2012-10-10\n"),
        R"(scenario.toml:24:1: warning: nobody whom this step calls ever answers (uk → cn, within protocol "lists") [unreachable-step]
   24 | [[protocol.inside.step]]
      | ^
hint: these must be above 0: "present" of their responses; "answer" on or off duty, or "call_back"; their stance; "availability" of carriers and sites
)");
}

TEST(LintRotas, tells_of_overrides_that_no_drill_sees_and_rotas_of_no_use) {
    EXPECT_EQ(
        text_with_rotas(std::string(kDesk) + kCallDesk, R"(desk,cert,2012-10-01,2012-10-02
desk,cert,2012-10-07,2012-10-08
desk,cert,2012-10-04,2012-10-04
)"),
        R"(scenario.toml:24:1: warning: nobody whom this step calls ever answers (uk → cn, within protocol "lists") [unreachable-step]
   24 | [[protocol.inside.step]]
      | ^
hint: these must be above 0: "present" of their responses; "answer" on or off duty, or "call_back"; their stance; "availability" of carriers and sites
overrides.csv:2: warning: the override of rota "desk" is over before the first drill starts [override-unseen]
    2 | desk,cert,2012-10-01,2012-10-02
hint: see its dates
overrides.csv:3: warning: the override of rota "desk" begins after the last drill has ended [override-unseen]
    3 | desk,cert,2012-10-07,2012-10-08
hint: see its dates
)");
    EXPECT_EQ(text_with_rotas(R"([rota.desk]
party   = "uk"
members = ["uk-desk"]
turn    = "1d"
first   = 2012-10-01
[[contacts_for_each]]
parties = "uk"
official = "{party}-desk"
[[contacts_for_each.row]]
channel = "pstn"
response = "desk"
last_verified = 2012-01-01
)"),
              R"(scenario.toml:25:7: warning: no protocol that is played calls anybody of rota "desk" [unused-rota]
   25 | [rota.desk]
      |       ^
hint: remove it, or correct the name where it should be used
scenario.toml:33:1: warning: no protocol that is played calls official "uk-desk" [unused-official]
   33 | [[contacts_for_each.row]]
      | ^
hint: add a step that calls this official, or remove the rows from the list
)");
}

TEST(LintRotas, says_nothing_of_rotas_that_cover_all) {
    EXPECT_EQ(text_with_rotas(std::string(kDesk) + kCallDesk), "");
    EXPECT_EQ(text_with_rotas(std::string(kDesk)), "");
}

}  // namespace
}  // namespace hotline
