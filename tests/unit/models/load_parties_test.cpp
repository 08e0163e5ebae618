// Lists of parties, groups, and contacts by rule: how they are read, and what is said of those that are wrong.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "models/scenario/selection.hpp"
#include "tests/support/changed_scenario.hpp"
#include "tests/support/memory_files.hpp"

namespace hotline {
namespace {

using namespace std::chrono_literals;
using std::chrono::sys_days;
using testing::ElementsAre;

constexpr const char* kParties =
    "party,name,capital,time_zone,languages,group\n"
    "fr,France,,Europe/Paris,fr,eu;nato\n"
    "de,Germany,Bonn,Europe/Berlin,de,eu;nato\n"
    "us,United States,Washington,America/New_York,en,nato\n";

constexpr const char* kRule = R"(
[[contacts_for_each]]
parties = { group = "eu" }
official = "{party}-cert"
organisation = "CERT of {name}"
role = "desk in {capital}"
name = "{name} {party}"
authority = 2
languages = ["{languages}", "en"]
last_verified = { between = [2011-10-01, 2011-10-10] }
[[contacts_for_each.row]]
channel = "pstn"
response = "desk"
address = "{party} 1"
[[contacts_for_each.row]]
channel = "pstn"
response = "desk"
address = "{party} 2"
last_verified = 2012-01-01
)";

/// The small scenario with a list of three parties, and something behind its end.
std::map<std::string, std::string> with_parties(const std::string& more = {}) {
    auto files = small_scenario();
    files["parties.csv"] = kParties;
    files["scenario.toml"] = "parties = \"parties.csv\"\n" + files["scenario.toml"] + more;
    return files;
}

Scenario loaded(const std::map<std::string, std::string>& files) {
    const Loaded loaded = load_from_memory(files);
    EXPECT_TRUE(loaded.scenario) << loaded.text;
    return loaded.scenario.value_or(Scenario{});
}

TEST(Parties, may_be_called_law) {
    auto files = with_parties("[party.law]\nname = \"Lawland\"\n");
    files["parties.csv"] += "law,,,Europe/Rome,,\n";
    const Scenario scenario = loaded(files);
    ASSERT_EQ(scenario.parties.size(), 6U);
    EXPECT_EQ(scenario.parties[3].name, "Lawland");
    EXPECT_EQ(scenario.parties[3].time_zone, "Europe/Rome");
    EXPECT_EQ(scenario.parties[4].id, "uk");
}

/// "fr→de" and so on.
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

TEST(LoadRules, give_every_party_its_official_and_his_rows) {
    const Scenario scenario = loaded(with_parties(kRule));
    ASSERT_EQ(scenario.officials.size(), 4U);  // behind those of the lists
    const Official& french = scenario.officials[2];
    EXPECT_EQ(french.id, "fr-cert");
    EXPECT_EQ(scenario.parties[french.party].id, "fr");
    EXPECT_EQ(french.organisation, "CERT of France");
    EXPECT_EQ(french.role, "desk in Paris");
    EXPECT_EQ(scenario.officials[3].role, "desk in Bonn");
    EXPECT_EQ(french.name, "France fr");
    EXPECT_EQ(french.authority, 2U);
    EXPECT_THAT(french.languages, ElementsAre("fr", "en"));
    EXPECT_EQ(french.identity, identity_of("fr-cert"));
    ASSERT_EQ(french.rows.size(), 2U);
    const Row& first = scenario.rows[french.rows[0]];
    const Row& second = scenario.rows[french.rows[1]];
    EXPECT_EQ(first.address, "fr 1");
    EXPECT_EQ(second.last_verified, Instant(sys_days(2012y / 1 / 1)));
    // As a list would have keyed them.
    EXPECT_EQ(first.identity, combine(combine(french.identity, identity_of("pstn")), 0));
    EXPECT_EQ(second.identity, combine(combine(french.identity, identity_of("pstn")), 1));
}

TEST(LoadRules, verify_each_party_on_a_day_of_its_own) {
    const Scenario scenario = loaded(with_parties(kRule));
    for (const Official& official : {scenario.officials[2], scenario.officials[3]}) {
        const auto days = std::chrono::days(scenario.parties[official.party].identity % 10);
        EXPECT_EQ(scenario.rows[official.rows[0]].last_verified, Instant(sys_days(2011y / 10 / 1) + days));
    }
}

TEST(LoadRules, leave_alone_whom_the_lists_or_an_earlier_rule_have) {
    const std::string again =
        "[[contacts_for_each]]\nparties = \"*\"\nofficial = \"{party}-cert\"\nauthority = 1\n"
        "[[contacts_for_each.row]]\nchannel = \"pstn\"\nresponse = \"desk\"\n";
    auto files = with_parties(kRule + again);
    files["contacts.csv"] += "de-cert,de,,9,desk,pstn,1,\n";
    const Scenario scenario = loaded(files);
    std::vector<std::string> ids;
    std::vector<unsigned> authorities;
    for (const Official& official : scenario.officials) {
        ids.push_back(official.id);
        authorities.push_back(official.authority);
    }
    EXPECT_THAT(ids, ElementsAre("cert", "director", "de-cert", "fr-cert", "us-cert", "uk-cert", "cn-cert"));
    EXPECT_THAT(authorities, ElementsAre(1, 3, 9, 2, 1, 1, 1));
    EXPECT_THAT(scenario.officials[4].languages, ElementsAre("en"));  // the party's, where the rule names none
}

TEST(LoadRules, may_be_all_the_lists_there_are) {
    auto files = with_parties(kRule);
    std::string& text = files["scenario.toml"];
    const std::string lists = "contacts = [\"contacts.csv\"]\n";
    text.erase(text.find(lists), lists.size());
    text.replace(text.find("call = \"cert\""), 13, "call = \"fr-cert\"");
    EXPECT_EQ(loaded(files).officials.size(), 2U);
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
    auto files = with_parties(kRule);
    for (const auto& [file, part, replacement] : GetParam().changes) {
        std::string& text = files.at(file);
        const std::size_t at = text.find(part);
        ASSERT_NE(at, text.npos) << part;
        text.replace(at, part.size(), replacement);
    }
    EXPECT_EQ(load_from_memory(files).text, GetParam().text);
}

const ChangedScenario kWrongParties[] = {
    {"a_party_without_an_id",
     {{"parties.csv", "us,United", ",United"}},
     R"(parties.csv:4: error: column "party": the field must not be empty
    4 | ,United States,Washington,America/New_York,en,nato
)"},
    {"an_unknown_time_zone",
     {{"parties.csv", "Europe/Paris,fr,", "Europe/Parris,fr,"}},
     R"(parties.csv:2: error: unknown time zone "Europe/Parris"
    2 | fr,France,,Europe/Parris,fr,eu;nato
hint: did you mean "Europe/Paris"?
)"},
    {"a_party_that_is_listed_twice",
     {{"parties.csv", "us,United", "fr,United"}},
     R"(parties.csv:4: error: column "party": party "fr" is already on the lists
    4 | fr,United States,Washington,America/New_York,en,nato
)"},
    {"a_party_without_a_time_zone",
     {{"parties.csv", "America/New_York", ""}},
     R"(parties.csv:4: error: party "us" has no "time_zone", which it needs
    4 | us,United States,Washington,,en,nato
)"},
    {"a_column_that_is_unknown",
     {{"parties.csv", "capital,time_zone", "capital,timezone"}},
     R"(parties.csv:1: error: unknown column "timezone"
    1 | party,name,capital,timezone,languages,group
hint: did you mean "time_zone"?
)"},
    {"callers_that_are_no_number",
     {{"parties.csv", "group\n", "callers\n"}, {"parties.csv", "eu;nato", "two"}},
     R"(parties.csv:2: error: column "callers": "two" is not a whole number from 0 to 1000000
    2 | fr,France,,Europe/Paris,fr,two
parties.csv:3: error: column "callers": "eu;nato" is not a whole number from 0 to 1000000
    3 | de,Germany,Bonn,Europe/Berlin,de,eu;nato
parties.csv:4: error: column "callers": "nato" is not a whole number from 0 to 1000000
    4 | us,United States,Washington,America/New_York,en,nato
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
    {"languages_that_are_none",
     {{"scenario.toml", "languages = [\"{languages}\", \"en\"]",
       "languages = [\"{language}\", \"{capital}\", \"\", \"{languages}\"]"}},
     R"(scenario.toml:38:14: error: "{language}" is not a language
   38 | languages = ["{language}", "{capital}", "", "{languages}"]
      |              ^
hint: did you mean "{languages}"?
scenario.toml:38:28: error: "{capital}" is not a language
   38 | languages = ["{language}", "{capital}", "", "{languages}"]
      |                            ^
hint: "{languages}" on its own stands for the party's languages
scenario.toml:38:41: error: "languages" must not hold an empty text
   38 | languages = ["{language}", "{capital}", "", "{languages}"]
      |                                         ^
hint: leave the empty text out
)"},
    {"rows_alike_once_filled",
     {{"scenario.toml", "{party} 2", "fr 1"}},
     R"(scenario.toml:44:1: error: for party "fr", this row has the same channel and address as the row in line 40: "fr 1"
   44 | [[contacts_for_each.row]]
      | ^
)"},
    {"days_of_long_ago",
     {{"scenario.toml", "last_verified = 2012-01-01", "last_verified = 0212-01-01"},
      {"scenario.toml", "[2011-10-01, 2011-10-10]", "[0211-10-11, 2011-10-10]"}},
     R"(scenario.toml:39:30: error: "last_verified" must be in the years 1900 to 2200, but is 0211-10-11
   39 | last_verified = { between = [0211-10-11, 2011-10-10] }
      |                              ^
hint: correct the year
scenario.toml:48:17: error: "last_verified" must be in the years 1900 to 2200, but is 0212-01-01
   48 | last_verified = 0212-01-01
      |                 ^
hint: correct the year
)"},
    {"an_official_without_a_party",
     {{"scenario.toml", "official = \"{party}-cert\"", "official = \"{name}-cert\""}},
     R"(scenario.toml:33:12: error: "official" must contain {party}: otherwise all parties would share one official
   33 | official = "{name}-cert"
      |            ^
hint: write it like "{party}-cert"
)"},
    {"a_blank_that_is_nothing",
     {{"scenario.toml", "CERT of {name}", "CERT of {nam}"},
      {"scenario.toml", "{name} {party}", "{name} {}"},
      {"scenario.toml", "{party} 1", "{party 1"}},
     R"(scenario.toml:34:16: error: unknown placeholder "{nam}" in "organisation"
   34 | organisation = "CERT of {nam}"
      |                ^
hint: did you mean "{name}"?
scenario.toml:36:8: error: unknown placeholder "{}" in "name"
   36 | name = "{name} {}"
      |        ^
hint: expected one of {party}, {name}, {capital}
scenario.toml:43:11: error: "address" has a "{" without a "}"
   43 | address = "{party 1"
      |           ^
)"},
    {"days_that_are_none",
     {{"scenario.toml", "last_verified = 2012-01-01", "last_verified = \"2012-01-01\""},
      {"scenario.toml", "[2011-10-01, 2011-10-10]", "[2011-10-11, 2011-10-10]"}},
     R"(scenario.toml:39:29: error: the second date must not be before the first (2011-10-11), but is 2011-10-10
   39 | last_verified = { between = [2011-10-11, 2011-10-10] }
      |                             ^
scenario.toml:48:17: error: "last_verified" takes a date, or { between = [DATE, DATE] }
   48 | last_verified = "2012-01-01"
      |                 ^
hint: dates are written like 2012-10-04, without quotes
)"},
    {"days_of_which_there_are_three",
     {{"scenario.toml", "[2011-10-01, 2011-10-10]", "[2011-10-11, 2011-10-10, 2011-10-12]"}},
     R"(scenario.toml:39:29: error: "last_verified" takes a date, or { between = [DATE, DATE] }
   39 | last_verified = { between = [2011-10-11, 2011-10-10, 2011-10-12] }
      |                             ^
hint: dates are written like 2012-10-04, without quotes
)"},
    {"rows_alike",
     {{"scenario.toml", "{party} 2", "{party} 1"}},
     R"(scenario.toml:44:1: error: this row has the same channel and address as the row in line 40
   44 | [[contacts_for_each.row]]
      | ^
)"},
    {"no_rows_and_unknown_things",
     {{"scenario.toml", "[[contacts_for_each.row]]\nchannel = \"pstn\"",
       "[[contacts_for_each.row]]\nchanel = \"psn\""},
      {"scenario.toml", "authority = 2", "authority = -2\nroster = \"office\""}},
     R"(scenario.toml:37:13: error: "authority" takes a whole number from 0 to 1000000, not -2
   37 | authority = -2
      |             ^
scenario.toml:38:10: error: unknown roster "office"
   38 | roster = "office"
      |          ^
scenario.toml:41:1: error: a [[contacts_for_each.row]] has no "channel", which it needs
   41 | [[contacts_for_each.row]]
      | ^
scenario.toml:42:1: error: unknown key "chanel" in a [[contacts_for_each.row]]
   42 | chanel = "psn"
      | ^
hint: did you mean "channel"?
)"},
    {"somebody_elses_official_whose_party_is_unknown",
     {{"contacts.csv", "cert,cn", "fr-cert,xx"}, {"scenario.toml", "call = \"cert\"", "call = \"fr-cert\""}},
     R"(contacts.csv:2: error: column "party": unknown party "xx"
    2 | fr-cert,xx,duty officer,1,desk,pstn,1,2012-01-01
)"},
    {"somebody_elses_official",
     {{"contacts.csv", "cert,cn", "fr-cert,cn"}, {"scenario.toml", "call = \"cert\"", "call = \"fr-cert\""}},
     R"(scenario.toml:31:1: error: official "fr-cert" must belong to party "fr" by this rule, but is already on the lists of party "cn"
   31 | [[contacts_for_each]]
      | ^
)"},
};

INSTANTIATE_TEST_SUITE_P(All, LoadPartiesWrong, testing::ValuesIn(kWrongParties), changed_name);

TEST(LoadParties, there_are_at_most_ten_thousand) {
    auto files = with_parties();
    std::string& list = files["parties.csv"];
    for (int party = 0; party < 10'000; ++party) list += "p" + std::to_string(party) + ",,,UTC,,\n";
    EXPECT_EQ(load_from_memory(files).text,
              R"(parties.csv:10002: error: with this party, the scenario exceeds its limit of 10000 parties
10002 | p9997,,,UTC,,
)");
}

TEST(LoadRules, make_at_most_a_million_rows) {
    auto files = with_parties(kRule);
    std::string& list = files["parties.csv"];
    for (int party = 0; party < 1001; ++party) list += "p" + std::to_string(party) + ",,,UTC,,eu\n";
    for (int row = 0; row < 998; ++row) {
        files["scenario.toml"] +=
            "[[contacts_for_each.row]]\nchannel = \"pstn\"\nresponse = \"desk\"\naddress = \"more " +
            std::to_string(row) + "\"\n";
    }
    EXPECT_EQ(load_from_memory(files).text,
              R"(scenario.toml:31:1: error: with this, the lists exceed their limit of 1000000 rows
   31 | [[contacts_for_each]]
      | ^
)");
}

// Two hundred parties, every one against every other: what is said of one is said of all in one.
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
