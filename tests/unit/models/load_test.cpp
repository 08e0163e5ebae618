// What the loader says about wrong scenarios. Each test changes parts of the small scenario and compares the whole
// text.

#include <gtest/gtest.h>

#include "tests/support/changed_scenario.hpp"
#include "tests/support/memory_files.hpp"

namespace hotline {
namespace {

const ChangedScenario kWrongScenario[] = {
    {"an_unknown_key_and_what_was_meant",
     {{"scenario.toml", R"(call = "cert")", R"(cal = "cert")"}},
     R"(scenario.toml:20:1: error: a step has no "call", which it needs
   20 | [[protocol.lists.step]]
      | ^
scenario.toml:21:1: error: unknown key "cal" in a step
   21 | cal = "cert"
      | ^
hint: did you mean "call"?
)"},
    {"every_problem_at_once",
     {{"scenario.toml", R"(horizon = "24h")", R"(horizon = "24hours"
tris = 1
seed = -1)"}},
     R"(scenario.toml:2:11: error: "24hours" is not a duration
    2 | horizon = "24hours"
      |           ^
hint: durations are written like "90s", "15min", "4h", "2d", "1h30min"
scenario.toml:3:1: error: unknown key "tris" in the scenario
    3 | tris = 1
      | ^
hint: expected one of carrier, case, change, channel, contacts, contacts_for_each, description, expect, holidays, horizon, leave, load, outage, overrides, parties, party, protocol, quorum, replications, response, roster, rota, seed, simulation, site, staleness, stance, start, title, traffic, unverified_age
scenario.toml:4:8: error: "seed" takes a whole number from 0 to 9223372036854775807, not -1
    4 | seed = -1
      |        ^
)"},
    {"everything_that_is_missing",
     {{"scenario.toml", R"(title = "Small"
horizon = "24h"
contacts = ["contacts.csv"]
[start]
at = 2012-10-04T02:30:00Z
)",
       ""},
      {"scenario.toml", R"([[case]]
caller = "uk"
callee = "cn"
protocol = "lists"
)",
       R"([simulation]
interactive = true
)"}},
     R"(scenario.toml:1:1: error: the scenario has no "horizon", which it needs
    1 | [party.uk]
      | ^
scenario.toml:1:1: error: the scenario has no "start", which it needs
    1 | [party.uk]
      | ^
scenario.toml:1:1: error: the scenario has no "contacts", which it needs
    1 | [party.uk]
      | ^
scenario.toml:1:1: error: the scenario has no cases
    1 | [party.uk]
      | ^
hint: a case begins with [[case]] and has a caller, a callee and a protocol
scenario.toml:21:1: error: unknown key "interactive" in [simulation]
   21 | interactive = true
      | ^
hint: did you mean "interaction"?
)"},
    {"tables_that_are_none",
     {{"scenario.toml", R"([party.uk]
time_zone = "Europe/London"
languages = ["en"])",
       R"([party]
uk = "Europe/London")"},
      {"scenario.toml", R"([channel.pstn]
kind = "call")",
       R"([channel]
pstn = 3)"},
      {"scenario.toml", R"(title = "Small")", R"(roster = "none")"}},
     R"(scenario.toml:1:10: error: "roster" must hold tables, such as [roster.some-id]
    1 | roster = "none"
      |          ^
scenario.toml:7:6: error: party "uk" must be a table, but is a text
    7 | uk = "Europe/London"
      |      ^
scenario.toml:16:8: error: channel "pstn" must be a table, but is a whole number
   16 | pstn = 3
      |        ^
)"},
    {"unknown_names",
     {{"scenario.toml", R"(hand_over = "inside")", R"(hand_over = "insid")"},
      {"scenario.toml", R"(call = "cert")", R"(call = { party = "calle", rolle = "x" }
via = ["pst", "email"]
pass_to = "outside")"},
      {"scenario.toml", R"(protocol = "lists")", R"(protocol = ["list", 3])"}},
     R"(scenario.toml:13:13: error: unknown protocol "insid"
   13 | hand_over = "insid"
      |             ^
hint: did you mean "inside"?
scenario.toml:21:18: error: unknown party "calle"
   21 | call = { party = "calle", rolle = "x" }
      |                  ^
scenario.toml:21:27: error: unknown key "rolle" in a selector
   21 | call = { party = "calle", rolle = "x" }
      |                           ^
hint: did you mean "role"?
scenario.toml:22:8: error: unknown channel "pst"
   22 | via = ["pst", "email"]
      |        ^
hint: did you mean "pstn"?
scenario.toml:22:15: error: unknown channel "email"
   22 | via = ["pst", "email"]
      |               ^
scenario.toml:23:11: error: unknown protocol "outside"
   23 | pass_to = "outside"
      |           ^
scenario.toml:30:13: error: unknown protocol "list"
   30 | protocol = ["list", 3]
      |             ^
hint: did you mean "lists"?
scenario.toml:30:21: error: "protocol" takes texts, not a whole number
   30 | protocol = ["list", 3]
      |                     ^
)"},
    {"names_that_stand_twice",
     {{"scenario.toml", R"(call = "cert")", R"(call = ["cert", "director", "cert"]
via = ["pstn", "pstn"])"}},
     R"(scenario.toml:21:29: error: official "cert" is named here twice
   21 | call = ["cert", "director", "cert"]
      |                             ^
scenario.toml:22:16: error: channel "pstn" is named here twice
   22 | via = ["pstn", "pstn"]
      |                ^
)"},
    {"lists_of_nothing",
     {{"scenario.toml", R"(call = "cert")", R"(call = []
via = [])"},
      {"scenario.toml", R"(languages = ["en"])", "languages = []"}},
     R"(scenario.toml:8:13: error: "languages" must not be an empty array
    8 | languages = []
      |             ^
scenario.toml:21:8: error: "call" must not be an empty array
   21 | call = []
      |        ^
scenario.toml:22:7: error: "via" must not be an empty array
   22 | via = []
      |       ^
)"},
    {"an_official_who_is_a_number",
     {{"scenario.toml", R"(call = "cert")", "call = 7"}},
     R"(scenario.toml:21:8: error: "call" takes a text or an array of texts, not a whole number
   21 | call = 7
      |        ^
)"},
    {"a_protocol_without_steps",
     {{"scenario.toml", R"([[protocol.inside.step]]
call = { role = "director" }
)",
       ""}},
     R"(scenario.toml:22:11: error: protocol "inside" has no steps
   22 | [protocol.inside]
      |           ^
hint: a step begins with [[protocol.inside.step]]
)"},
    {"the_same_case_twice",
     {{"scenario.toml", R"([[case]]
caller = "uk"
callee = "cn"
protocol = "lists"
)",
       R"([[case]]
caller = "uk"
callee = "cn"
protocol = "lists"
[[case]]
caller = "*"
callee = ["cn"]
protocol = ["lists"]
)"}},
     R"(scenario.toml:29:1: error: the case uk → cn with protocol "lists" is listed a second time
   29 | [[case]]
      | ^
)"},
    {"a_repeat_without_an_end_or_a_pause",
     {{"scenario.toml", R"(protocol = "lists")", R"(protocol = "lists"
repeat = { times = 1, every = "0s" })"}},
     R"(scenario.toml:29:20: error: "times" takes a whole number from 2 to 1000, not 1
   29 | repeat = { times = 1, every = "0s" }
      |                    ^
scenario.toml:29:31: error: "every" must be above 0, but is 0 s
   29 | repeat = { times = 1, every = "0s" }
      |                               ^
)"},
    {"a_repeat_without_a_pause",
     {{"scenario.toml", R"(protocol = "lists")", R"(protocol = "lists"
repeat = { times = 200, every = "0s" })"}},
     R"(scenario.toml:29:33: error: "every" must be above 0, but is 0 s
   29 | repeat = { times = 200, every = "0s" }
      |                                 ^
)"},
    {"a_repeated_case_that_stands_here_too",
     {{"scenario.toml", R"(protocol = "lists")", R"(protocol = "lists"
repeat = { times = 3, every = "1h" }
[[case]]
caller = "uk"
callee = "cn"
after = "2h"
protocol = ["lists"])"}},
     R"(scenario.toml:30:1: error: the case uk → cn with protocol "lists" is listed a second time
   30 | [[case]]
      | ^
)"},
    {"cases_of_strangers",
     {{"scenario.toml", R"(caller = "uk")", R"(caller = ["ukk", "*"])"},
      {"scenario.toml", R"(protocol = "lists")", R"(after = "101y")"}},
     R"(scenario.toml:25:1: error: a [[case]] has no "protocol", which it needs
   25 | [[case]]
      | ^
scenario.toml:26:11: error: unknown party "ukk"
   26 | caller = ["ukk", "*"]
      |           ^
hint: did you mean "uk"?
scenario.toml:26:18: error: unknown party "*"
   26 | caller = ["ukk", "*"]
      |                  ^
scenario.toml:28:9: error: "after" must be at most a century, but is 101 y
   28 | after = "101y"
      |         ^
)"},
    {"a_section_misspelt",
     {{"scenario.toml", "[response.desk]", "[respons.desk]"}},
     R"(scenario.toml:14:2: error: unknown key "respons" in the scenario
   14 | [respons.desk]
      |  ^
hint: did you mean "response"?
contacts.csv:2:24: error: column "response": unknown response "desk"
    2 | cert,cn,duty officer,1,desk,pstn,1,2012-01-01
      |                        ^
contacts.csv:3:24: error: column "response": unknown response "desk"
    3 | director,cn,director,3,desk,pstn,2,2012-01-01
      |                        ^
)"},
    {"an_array_of_other_things",
     {{"scenario.toml", R"([[protocol.lists.step]]
call = "cert")",
       R"(step = ["cert"])"},
      {"scenario.toml", R"([[case]]
caller = "uk"
callee = "cn"
protocol = "lists"
)",
       R"([case]
caller = "uk"
)"}},
     R"(scenario.toml:20:9: error: a step must be a table, but is a text
   20 | step = ["cert"]
      |         ^
scenario.toml:24:1: error: "case" takes tables in double brackets, not a table
   24 | [case]
      | ^
)"},
    {"a_list_that_is_a_number",
     {{"scenario.toml", R"(contacts = ["contacts.csv"])", R"(contacts = 5
holidays = [5])"}},
     R"(scenario.toml:3:12: error: "contacts" takes a text or an array of texts, not a whole number
    3 | contacts = 5
      |            ^
scenario.toml:4:13: error: "holidays" takes paths in quotes, or tables that name calendars
    4 | holidays = [5]
      |             ^
)"},
    {"an_unknown_official",
     {{"scenario.toml", R"("cert")", R"("crt")"}},
     R"(scenario.toml:21:8: error: unknown official "crt"
   21 | call = "crt"
      |        ^
hint: did you mean "cert"?
)"},
    {"an_unknown_time_zone",
     {{"scenario.toml", "Asia/Shanghai", "Asia/Shangai"}},
     R"(scenario.toml:11:13: error: unknown time zone "Asia/Shangai"
   11 | time_zone = "Asia/Shangai"
      |             ^
hint: did you mean "Asia/Shanghai"?
)"},
    {"a_case_without_a_goal",
     {{"scenario.toml", R"(protocol = "lists")", R"(protocol = ["lists", "inside"])"}},
     R"(scenario.toml:28:12: error: protocol "inside" has no "goal", so a case cannot be played with it
   28 | protocol = ["lists", "inside"]
      |            ^
)"},
    {"a_case_with_oneself",
     {{"scenario.toml", R"(caller = "uk")", R"(caller = "cn")"}},
     R"(scenario.toml:25:1: error: caller and callee of a case must be different parties, but both are "cn"
   25 | [[case]]
      | ^
)"},
    {"a_list_that_is_not_there",
     {{"scenario.toml", "contacts.csv", "contact.csv"}},
     R"(scenario.toml:3:13: error: cannot read contact.csv: No such file
    3 | contacts = ["contact.csv"]
      |             ^
)"},
};

class Load : public testing::TestWithParam<ChangedScenario> {};

TEST_P(Load, says_what_is_wrong) {
    EXPECT_EQ(text_with(GetParam().changes), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(Wrong, Load, testing::ValuesIn(kWrongScenario), changed_name);

TEST(Load, takes_the_small_scenario_without_findings) {
    const Loaded loaded = load_from_memory(small_scenario());
    ASSERT_TRUE(loaded.scenario);
    EXPECT_EQ(loaded.text, "");
}

TEST(Load, lists_of_parties_and_stars_make_a_case_of_each_ordered_pair) {
    const Loaded loaded = load_small_with("scenario.toml", "caller = \"uk\"\ncallee = \"cn\"",
                                          "caller = \"*\"\ncallee = [\"cn\", \"uk\"]");
    ASSERT_TRUE(loaded.scenario) << loaded.text;
    ASSERT_EQ(loaded.scenario->cases.size(), 2U);
    EXPECT_EQ(loaded.scenario->cases[0].caller, 0U);
    EXPECT_EQ(loaded.scenario->cases[0].callee, 1U);
    EXPECT_EQ(loaded.scenario->cases[1].caller, 1U);
    EXPECT_EQ(loaded.scenario->cases[1].callee, 0U);
}

TEST(Load, cases_of_everybody_with_everybody_have_a_limit) {
    auto files = small_scenario();
    std::string& text = files["scenario.toml"];
    for (int party = 0; party < 1000; ++party) {
        text += "[party.p" + std::to_string(party) + "]\ntime_zone = \"UTC\"\n";
    }
    text += "[[case]]\ncaller = \"*\"\ncallee = \"*\"\nprotocol = \"lists\"\nafter = \"1s\"\n";
    EXPECT_EQ(load_from_memory(files).text,
              R"(scenario.toml:2029:1: error: with this [[case]], the scenario exceeds its limit of 1000000 cases
 2029 | [[case]]
      | ^
)");
}

TEST(Load, long_names_are_cut_wherever_they_are_quoted) {
    auto files = small_scenario();
    std::string& text = files["scenario.toml"];
    const std::string name(100'000, 'x');
    text += "[party." + name + "]\ntime_zone = \"" + name + "\"\n";
    for (int key = 0; key < 10'000; ++key) text += "k" + std::to_string(key) + " = 1\n";
    EXPECT_LT(load_from_memory(files).text.size(), 50'000U);
}

}  // namespace
}  // namespace hotline
