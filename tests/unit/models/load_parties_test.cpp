// Lists of parties, groups, and contacts by rule: how they are read, and what is said of those that are wrong.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "models/selection.hpp"
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
    for (const std::string& gone : {std::string("contacts = [\"contacts.csv\"]\n")})
        text.erase(text.find(gone), gone.size());
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

struct Wrong {
    std::string name;
    std::vector<Change> changes;
    std::string text;
};

class LoadPartiesWrong : public testing::TestWithParam<Wrong> {};

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

const Wrong kWrong[] = {
    {"a_row_of_parties",
     {{"parties.csv", "Europe/Paris,fr,", "Europe/Parris,fr,"}, {"parties.csv", "us,United", ",United"}},
     ""},
    {"a_party_that_is_listed_twice", {{"parties.csv", "us,United", "fr,United"}}, ""},
    {"a_party_without_a_time_zone", {{"parties.csv", "America/New_York", ""}}, ""},
    {"a_column_that_is_unknown", {{"parties.csv", "capital,time_zone", "capital,timezone"}}, ""},
    {"a_list_that_is_not_there", {{"scenario.toml", "\"parties.csv\"", "[\"party.csv\"]"}}, ""},
    {"an_unknown_group", {{"scenario.toml", "caller = \"uk\"", "caller = { group = \"ue\" }"}}, ""},
    {"a_set_that_is_none", {{"scenario.toml", "caller = \"uk\"", "caller = { groups = \"eu\" }"}}, ""},
    {"a_selector_of_party_and_group",
     {{"scenario.toml", "{ role = \"director\" }", "{ group = \"eu\", party = \"cn\" }"}},
     ""},
    {"a_group_of_strangers",
     {{"scenario.toml", "caller = \"uk\"\ncallee = \"cn\"",
       "caller = [\"uk\", \"cn\"]\ncallee = { group = \"eu\" }\nwithin_group = true"}},
     ""},
    {"an_official_without_a_party",
     {{"scenario.toml", "official = \"{party}-cert\"", "official = \"{name}-cert\""}},
     ""},
    {"a_blank_that_is_nothing",
     {{"scenario.toml", "CERT of {name}", "CERT of {nam}"}, {"scenario.toml", "{party} 1", "{party 1"}},
     ""},
    {"days_that_are_none",
     {{"scenario.toml", "last_verified = 2012-01-01", "last_verified = \"2012-01-01\""},
      {"scenario.toml", "[2011-10-01, 2011-10-10]", "[2011-10-11, 2011-10-10]"}},
     ""},
    {"days_of_which_there_are_three",
     {{"scenario.toml", "[2011-10-01, 2011-10-10]", "[2011-10-11, 2011-10-10, 2011-10-12]"}},
     ""},
    {"rows_alike", {{"scenario.toml", "{party} 2", "{party} 1"}}, ""},
    {"no_rows_and_unknown_things",
     {{"scenario.toml", "[[contacts_for_each.row]]\nchannel = \"pstn\"",
       "[[contacts_for_each.row]]\nchanel = \"psn\""},
      {"scenario.toml", "authority = 2", "authority = -2\nroster = \"office\""}},
     ""},
    {"somebody_elses_official",
     {{"contacts.csv", "cert,cn", "fr-cert,cn"}, {"scenario.toml", "call = \"cert\"", "call = \"fr-cert\""}},
     ""},
};

INSTANTIATE_TEST_SUITE_P(All, LoadPartiesWrong, testing::ValuesIn(kWrong),
                         [](const auto& wrong) { return wrong.param.name; });

TEST(LoadParties, there_are_at_most_ten_thousand) {
    auto files = with_parties();
    std::string& list = files["parties.csv"];
    for (int party = 0; party < 10'000; ++party) list += "p" + std::to_string(party) + ",,,UTC,,\n";
    EXPECT_EQ(load_from_memory(files).text, "");
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
    EXPECT_EQ(load_from_memory(files).text, "");
}

// Two hundred parties, every one against every other: what is said of one is said of all in one.
TEST(LintOfManyParties, says_alike_things_once_and_takes_no_time) {
    auto files = small_scenario();
    files["parties.csv"] = "party,time_zone\n";
    for (int party = 0; party < 200; ++party) files["parties.csv"] += "p" + std::to_string(party) + ",UTC\n";
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
    const auto began = std::chrono::steady_clock::now();
    EXPECT_EQ(load_from_memory(files).text, "");
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds{10});
}

}  // namespace
}  // namespace hotline
