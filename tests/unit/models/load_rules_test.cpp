// Contacts by rule: how [[contacts_for_each]] is read, and what the loader says about wrong rules.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/three_parties.hpp"

namespace hotline {
namespace {

using namespace std::chrono_literals;
using std::chrono::sys_days;
using testing::ElementsAre;

TEST(LoadRules, give_every_party_its_official_and_his_rows) {
    const Scenario scenario = loaded(with_parties(kRule));
    ASSERT_EQ(scenario.officials.size(), 4U);  // after those of the lists
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
    // The keys are those that a list would give.
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

TEST(LoadRules, do_not_change_officials_of_the_lists_or_of_an_earlier_rule) {
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

TEST(LoadRules, may_take_the_place_of_all_lists) {
    auto files = with_parties(kRule);
    std::string& text = files["scenario.toml"];
    const std::string lists = "contacts = [\"contacts.csv\"]\n";
    text.erase(text.find(lists), lists.size());
    text.replace(text.find("call = \"cert\""), 13, "call = \"fr-cert\"");
    EXPECT_EQ(loaded(files).officials.size(), 2U);
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

class LoadRulesWrong : public testing::TestWithParam<ChangedScenario> {};

TEST_P(LoadRulesWrong, says_what_is_wrong) {
    EXPECT_EQ(text_of_parties_with(GetParam().changes), GetParam().text);
}

const ChangedScenario kWrongRules[] = {
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
     R"(contacts.csv:2:9: error: column "party": unknown party "xx"
    2 | fr-cert,xx,duty officer,1,desk,pstn,1,2012-01-01
      |         ^
)"},
    {"somebody_elses_official",
     {{"contacts.csv", "cert,cn", "fr-cert,cn"}, {"scenario.toml", "call = \"cert\"", "call = \"fr-cert\""}},
     R"(scenario.toml:31:1: error: official "fr-cert" must belong to party "fr" by this rule, but is already on the lists of party "cn"
   31 | [[contacts_for_each]]
      | ^
)"},
};

INSTANTIATE_TEST_SUITE_P(All, LoadRulesWrong, testing::ValuesIn(kWrongRules), changed_name);

}  // namespace
}  // namespace hotline
