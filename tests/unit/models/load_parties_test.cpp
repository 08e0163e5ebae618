// Lists of parties, and groups: how they are read, and what the loader says about wrong ones. Contacts by rule:
// load_rules_test.cpp.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "models/scenario/selection.hpp"
#include "tests/support/three_parties.hpp"

namespace hotline {
namespace {

using testing::ElementsAre;

TEST(Parties, may_be_called_law) {
    auto files = with_parties("[party.law]\nname = \"Lawland\"\n");
    files["parties.csv"] += "law,,,Europe/Rome,,\n";
    const Scenario scenario = loaded(files);
    ASSERT_EQ(scenario.parties.size(), 6U);
    EXPECT_EQ(scenario.parties[3].name, "Lawland");
    EXPECT_EQ(scenario.parties[3].time_zone, "Europe/Rome");
    EXPECT_EQ(scenario.parties[4].id, "uk");
}

/// The cases, such as "fr→de".
std::vector<std::string> pairs_of(const Scenario& scenario) {
    std::vector<std::string> pairs;
    for (const Case& played : scenario.cases)
        pairs.push_back(scenario.parties[played.caller].id + "→" + scenario.parties[played.callee].id);
    return pairs;
}

std::vector<std::string> cases_of(const std::string& sides) {
    auto files = with_parties();
    std::string& text = files["scenario.toml"];
    const std::string written = "caller = \"uk\"\ncallee = \"cn\"\n";
    text.replace(text.find(written), written.size(), sides);
    return pairs_of(loaded(files));
}

TEST(LoadParties, a_row_is_a_table_and_a_table_lies_over_it) {
    const Scenario scenario = loaded(
        with_parties("[party.de]\nname = \"Federal Republic\"\nhand_over = \"inside\"\ngroup = [\"g8\", \"eu\"]\n"));
    ASSERT_EQ(scenario.parties.size(), 5U);
    const Party& france = scenario.parties[0];
    EXPECT_EQ(france.id, "fr");
    EXPECT_EQ(france.name, "France");
    EXPECT_EQ(france.capital, "");
    EXPECT_EQ(france.time_zone, "Europe/Paris");
    EXPECT_THAT(france.languages, ElementsAre("fr"));
    EXPECT_EQ(france.hand_over, kNone);
    EXPECT_EQ(france.identity, identity_of("fr"));
    EXPECT_EQ(france.place.line, 2U);
    const Party& germany = scenario.parties[1];
    EXPECT_EQ(germany.name, "Federal Republic");
    EXPECT_EQ(germany.capital, "Bonn");
    EXPECT_EQ(germany.hand_over, 1U);
    EXPECT_EQ(scenario.parties[3].id, "uk");
    EXPECT_THAT(scenario.groups, ElementsAre("eu", "nato", "g8"));
    EXPECT_TRUE(is_in(germany, 0) && is_in(germany, 2) && !is_in(germany, 1));
    EXPECT_TRUE(is_in(france, 0) && is_in(france, 1) && !is_in(france, 2));
}

TEST(LoadParties, a_row_may_say_how_many_people_call) {
    auto files = with_parties("[party.us]\ncallers = 7\n");
    files["parties.csv"] = "party,time_zone,callers\nfr,Europe/Paris,3\nde,Europe/Berlin,\nus,America/New_York,2\n";
    const Scenario scenario = loaded(files);
    EXPECT_EQ(scenario.parties[0].callers, 3U);
    EXPECT_EQ(scenario.parties[1].callers, 0U);
    EXPECT_EQ(scenario.parties[2].callers, 7U);
}

TEST(LoadParties, groups_and_all_stand_for_parties_in_their_order) {
    EXPECT_THAT(cases_of("caller = { group = \"eu\" }\ncallee = [\"us\", \"fr\"]\n"),
                ElementsAre("fr→us", "de→us", "de→fr"));
    EXPECT_THAT(cases_of("caller = { group = [\"nato\", \"eu\"] }\ncallee = \"uk\"\n"),
                ElementsAre("fr→uk", "de→uk", "us→uk"));
    EXPECT_EQ(cases_of("caller = \"*\"\ncallee = \"*\"\n").size(), 20U);
}

TEST(LoadParties, within_group_leaves_the_pairs_of_one_group) {
    EXPECT_THAT(cases_of("caller = \"*\"\ncallee = [\"us\", \"uk\"]\nwithin_group = true\n"),
                ElementsAre("fr→us", "de→us"));
    EXPECT_EQ(cases_of("caller = \"*\"\ncallee = \"*\"\nwithin_group = false\n").size(), 20U);
}

TEST(LoadParties, a_selector_may_name_a_group) {
    auto files = with_parties(kRule);
    std::string& text = files["scenario.toml"];
    text.replace(text.find("{ role = \"director\" }"), 21, "{ group = \"nato\", role = \"desk in Bonn\" }");
    const Scenario scenario = loaded(files);
    const Selector& selector = scenario.protocols[1].steps[0].call;
    EXPECT_EQ(selector.side, Selector::Side::group);
    EXPECT_EQ(scenario.groups[selector.group], "nato");
    EXPECT_THAT(Directory(scenario).called(selector, 0, 1), ElementsAre(3));
}

class LoadPartiesWrong : public testing::TestWithParam<ChangedScenario> {};

TEST_P(LoadPartiesWrong, says_what_is_wrong) {
    EXPECT_EQ(text_of_parties_with(GetParam().changes), GetParam().text);
}

const ChangedScenario kWrongParties[] = {
    {"a_party_without_an_id",
     {{"parties.csv", "us,United", ",United"}},
     R"(parties.csv:4:1: error: column "party": the field must not be empty
    4 | ,United States,Washington,America/New_York,en,nato
      | ^
)"},
    {"an_unknown_time_zone",
     {{"parties.csv", "Europe/Paris,fr,", "Europe/Parris,fr,"}},
     R"(parties.csv:2:12: error: unknown time zone "Europe/Parris"
    2 | fr,France,,Europe/Parris,fr,eu;nato
      |            ^
hint: did you mean "Europe/Paris"?
)"},
    {"a_party_that_is_listed_twice",
     {{"parties.csv", "us,United", "fr,United"}},
     R"(parties.csv:4:1: error: column "party": party "fr" is already on the lists
    4 | fr,United States,Washington,America/New_York,en,nato
      | ^
)"},
    {"a_party_without_a_time_zone",
     {{"parties.csv", "America/New_York", ""}},
     R"(parties.csv:4: error: party "us" has no "time_zone", which it needs
    4 | us,United States,Washington,,en,nato
)"},
    {"a_column_that_is_unknown",
     {{"parties.csv", "capital,time_zone", "capital,timezone"}},
     R"(parties.csv:1:20: error: unknown column "timezone"
    1 | party,name,capital,timezone,languages,group
      |                    ^
hint: did you mean "time_zone"?
)"},
    {"callers_that_are_no_number",
     {{"parties.csv", "group\n", "callers\n"}, {"parties.csv", "eu;nato", "two"}},
     R"(parties.csv:2:28: error: column "callers": "two" is not a whole number from 0 to 1000000
    2 | fr,France,,Europe/Paris,fr,two
      |                            ^
parties.csv:3:34: error: column "callers": "eu;nato" is not a whole number from 0 to 1000000
    3 | de,Germany,Bonn,Europe/Berlin,de,eu;nato
      |                                  ^
parties.csv:4:49: error: column "callers": "nato" is not a whole number from 0 to 1000000
    4 | us,United States,Washington,America/New_York,en,nato
      |                                                 ^
)"},
    {"a_list_that_is_not_there",
     {{"scenario.toml", "\"parties.csv\"", "[\"party.csv\"]"}},
     R"(scenario.toml:1:12: error: cannot read party.csv: No such file
    1 | parties = ["party.csv"]
      |            ^
)"},
    {"an_unknown_group",
     {{"scenario.toml", "caller = \"uk\"", "caller = { group = \"ue\" }"}},
     R"(scenario.toml:27:20: error: unknown group "ue"
   27 | caller = { group = "ue" }
      |                    ^
hint: did you mean "eu"?
)"},
    {"a_set_that_is_none",
     {{"scenario.toml", "caller = \"uk\"", "caller = { groups = \"eu\" }"}},
     R"(scenario.toml:27:10: error: caller has no "group", which it needs
   27 | caller = { groups = "eu" }
      |          ^
scenario.toml:27:12: error: unknown key "groups" in caller
   27 | caller = { groups = "eu" }
      |            ^
hint: did you mean "group"?
)"},
    {"a_selector_of_party_and_group",
     {{"scenario.toml", "{ role = \"director\" }", "{ group = \"eu\", party = \"cn\" }"}},
     R"(scenario.toml:25:32: error: a selector must name either a "party" or a "group", but names both
   25 | call = { group = "eu", party = "cn" }
      |                                ^
)"},
    {"a_group_of_strangers",
     {{"scenario.toml", "caller = \"uk\"\ncallee = \"cn\"",
       "caller = [\"uk\", \"cn\"]\ncallee = { group = \"eu\" }\nwithin_group = true"}},
     R"(scenario.toml:26:1: error: callers and callees of this [[case]] must share a group, but no two parties among them do
   26 | [[case]]
      | ^
)"},
    {"a_pair_without_a_common_group",
     {{"scenario.toml", "callee = \"cn\"", "callee = \"fr\"\nwithin_group = true"}},
     R"(scenario.toml:26:1: error: caller and callee of this [[case]] must share a group, but "uk" is in none, and "fr" is in "eu", "nato"
   26 | [[case]]
      | ^
hint: correct a "group", or leave out "within_group"
)"},
    {"parties_of_a_header_alone",
     {{"parties.csv", R"(fr,France,,Europe/Paris,fr,eu;nato
de,Germany,Bonn,Europe/Berlin,de,eu;nato
us,United States,Washington,America/New_York,en,nato
)",
       ""}},
     R"(parties.csv:1: error: the list must have at least one row, but has only a header
    1 | party,name,capital,time_zone,languages,group
)"},
    {"languages_and_groups_without_a_name",
     {{"scenario.toml", "languages = [\"en\"]", "languages = [\"en\", \"\"]\ngroup = \" \""}},
     R"(scenario.toml:9:20: error: "languages" must not hold an empty text
    9 | languages = ["en", ""]
      |                    ^
hint: leave the empty text out
scenario.toml:10:9: error: "group" must not hold an empty text
   10 | group = " "
      |         ^
hint: leave the empty text out
)"},
};

INSTANTIATE_TEST_SUITE_P(All, LoadPartiesWrong, testing::ValuesIn(kWrongParties), changed_name);

TEST(LoadParties, there_are_at_most_ten_thousand) {
    auto files = with_parties();
    std::string& list = files["parties.csv"];
    for (int party = 0; party < 10'000; ++party) list += "p" + std::to_string(party) + ",,,UTC,,\n";
    EXPECT_EQ(load_from_memory(files).text,
              R"(parties.csv:10002:1: error: with this party, the scenario exceeds its limit of 10000 parties
10002 | p9997,,,UTC,,
      | ^
)");
}

// Two hundred parties, each of which calls every other. One finding stands for all that are alike.
TEST(LintOfManyParties, says_alike_things_once) {
    auto files = small_scenario();
    files["parties.csv"] = "party,time_zone\n";
    const std::string zones[] = {"Europe/London", "Asia/Tokyo",   "America/Lima", "Asia/Dubai",
                                 "Africa/Cairo",  "Asia/Kolkata", "Pacific/Fiji", "America/Denver"};
    for (std::size_t party = 0; party < 200; ++party)
        files["parties.csv"] += "p" + std::to_string(party) + "," + zones[party % 8] + "\n";
    files["scenario.toml"] = R"(parties = "parties.csv"
horizon = "24h"
start = { at = 2012-10-04T02:30:00Z }
[roster.office]
shifts = [{ days = "Mon-Fri", hours = "09:00-17:30" }]
[response.desk]
on_duty = { answer = 0.9, latency = "10s" }
[staleness.number]
per_year = 0.1
[channel.pstn]
kind = "call"
staleness = "number"
[protocol.lists]
goal = {}
[[protocol.lists.step]]
call = { role = "duty officer" }
[[case]]
caller = "*"
callee = "*"
protocol = "lists"
[[contacts_for_each]]
parties = "*"
official = "{party}-cert"
role = "duty officer"
roster = "office"
[[contacts_for_each.row]]
channel = "pstn"
response = "desk"
)";
    EXPECT_EQ(
        load_from_memory(files).text,
        R"(scenario.toml:13:11: warning: nobody whom protocol "lists" calls is on duty Mon-Thu 17:30-09:00, Fri 17:30 to Mon 09:00 by the clocks of Tokyo (in 4975 cases, the first: p0 → p1) (and 7 more like this) [nobody-on-duty]
   13 | [protocol.lists]
      |           ^
hint: add a step that calls a desk on duty at these hours
scenario.toml:26:1: warning: the entry of "p0-cert" for pstn was never verified: it counts as 2 y old (and 199 more like this) [never-verified]
   26 | [[contacts_for_each.row]]
      | ^
hint: verify it, and enter the date as "last_verified"
)");
}

}  // namespace
}  // namespace hotline
