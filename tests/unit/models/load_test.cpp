// What is said of scenarios that are wrong: one thing of the small scenario is changed, and the whole text compared.

#include <gtest/gtest.h>

#include "tests/support/memory_files.hpp"

namespace hotline {
namespace {

struct WrongScenario {
    std::string name;
    std::string file;
    std::string part;
    std::string replacement;
    std::string text;
};

const WrongScenario kWrongScenarios[] = {
    {"an_unknown_key_and_what_was_meant", "scenario.toml", R"(call = "cert")", R"(cal = "cert")",
     R"(scenario.toml:20:1: error: a step has no "call", which it needs
   20 | [[protocol.lists.step]]
      | ^
scenario.toml:21:1: error: unknown key "cal" in a step
   21 | cal = "cert"
      | ^
hint: did you mean "call"?
)"},
    {"every_problem_at_once", "scenario.toml", R"(horizon = "24h")", R"(horizon = "24hours"
tris = 1
seed = -1)",
     R"(scenario.toml:2:11: error: "24hours" is not a duration
    2 | horizon = "24hours"
      |           ^
hint: durations are written like "90s", "15min", "4h", "2d", "1h30min"
scenario.toml:3:1: error: unknown key "tris" in the scenario
    3 | tris = 1
      | ^
scenario.toml:4:8: error: "seed" takes a whole number from 0 to 9223372036854775807, not -1
    4 | seed = -1
      |        ^
)"},
    {"not_toml", "scenario.toml", R"(title = "Small")", R"(title = "Small)",
     R"(scenario.toml:1:15: error: Error while parsing string: unescaped control characters other than TAB (U+0009) are explicitly prohibited
    1 | title = "Small
      |               ^
)"},
    {"a_table_without_a_name", "scenario.toml", "[start]", "[=start]",
     R"(scenario.toml:4:2: error: this is not TOML
    4 | [=start]
      |  ^
)"},
    {"a_letter_outside_of_quotes", "scenario.toml", "title", "títle",
     R"(scenario.toml:1:2: error: this letter cannot stand here, outside of quotes
    1 | títle = "Small"
      |  ^
)"},
    {"a_key_of_many_parts", "scenario.toml", "title", "a.b.c.d.e.f.g.h.i",
     R"(scenario.toml:1:16: error: a key has at most 8 parts
    1 | a.b.c.d.e.f.g.h.i = "Small"
      |                ^
)"},
    {"an_unknown_official", "scenario.toml", R"("cert")", R"("crt")",
     R"(scenario.toml:21:8: error: unknown official "crt"
   21 | call = "crt"
      |        ^
hint: did you mean "cert"?
)"},
    {"an_unknown_time_zone", "scenario.toml", "Asia/Shanghai", "Asia/Shangai",
     R"(scenario.toml:11:13: error: unknown time zone "Asia/Shangai"
   11 | time_zone = "Asia/Shangai"
      |             ^
hint: did you mean "Asia/Shanghai"?
)"},
    {"a_local_start", "scenario.toml", "2012-10-04T02:30:00Z", "2012-10-04T02:30:00",
     R"(scenario.toml:5:6: error: a start is an instant with its offset to UTC
    5 | at = 2012-10-04T02:30:00
      |      ^
hint: write it like 2012-10-04T02:30:00Z, without quotes
)"},
    {"a_law_that_is_none", "scenario.toml", R"(latency = "10s")",
     R"(latency = { law = "lognormale", median = "10s", sigma = 1 })",
     R"(scenario.toml:15:45: error: unknown law "lognormale"
   15 | on_duty = { answer = 0.9, latency = { law = "lognormale", median = "10s", sigma = 1 } }
      |                                             ^
hint: did you mean "lognormal"?
)"},
    {"a_lognormal_law_with_too_much", "scenario.toml", R"(latency = "10s")",
     R"(latency = { law = "lognormal", median = "10s", sigma = 1, p95 = "20s" })",
     R"(scenario.toml:15:37: error: a lognormal law has a "median" and either "sigma" or "p95"
   15 | on_duty = { answer = 0.9, latency = { law = "lognormal", median = "10s", sigma = 1, p95 = "20s" } }
      |                                     ^
)"},
    {"a_uniform_law_upside_down", "scenario.toml", R"(latency = "10s")",
     R"(latency = { law = "uniform", min = "20s", max = "10s" })",
     R"(scenario.toml:15:75: error: "max" lies below "min"
   15 | …swer = 0.9, latency = { law = "uniform", min = "20s", max = "10s" } }
      |                                                              ^
)"},
    {"a_probability_above_one", "scenario.toml", "answer = 0.9", "answer = 1.5",
     R"(scenario.toml:15:22: error: "answer" takes a number from 0 to 1, not 1.5
   15 | on_duty = { answer = 1.5, latency = "10s" }
      |                      ^
)"},
    {"a_case_without_a_goal", "scenario.toml", R"(protocol = "lists")", R"(protocol = ["lists", "inside"])",
     R"(scenario.toml:28:12: error: protocol "inside" has no "goal", so a case cannot be played with it
   28 | protocol = ["lists", "inside"]
      |            ^
)"},
    {"a_case_with_oneself", "scenario.toml", R"(caller = "uk")", R"(caller = "cn")",
     R"(scenario.toml:25:1: error: caller and callee of a case are the same party
   25 | [[case]]
      | ^
)"},
    {"a_carrier_that_flaps", "scenario.toml", "[channel.pstn]", R"([carrier.net]
availability = 0.5
mean_outage = "10ms"
[channel.pstn]
carriers = ["net"])",
     R"(scenario.toml:16:10: error: carrier "net" would go up and down 8847360 times in a drill; at most 100000 times are played
   16 | [carrier.net]
      |          ^
hint: a longer mean_outage means fewer outages
)"},
    {"a_list_that_is_not_there", "scenario.toml", "contacts.csv", "contact.csv",
     R"(scenario.toml:3:13: error: cannot read contact.csv: No such file
    3 | contacts = ["contact.csv"]
      |             ^
)"},
    {"a_shift_that_is_none", "scenario.toml", "[channel.pstn]", R"([roster.x]
shifts = [{ days = "Mon-Fry", hours = "9-17" }]
[channel.pstn])",
     R"(scenario.toml:17:20: error: "Mon-Fry" names no days of the week
   17 | shifts = [{ days = "Mon-Fry", hours = "9-17" }]
      |                    ^
hint: days are written like "Mon-Fri", "Mon,Wed", "Fri-Mon"
scenario.toml:17:39: error: "9-17" is not a span of hours
   17 | shifts = [{ days = "Mon-Fry", hours = "9-17" }]
      |                                       ^
hint: hours are written like "09:00-17:30" or "22:00-06:00"
)"},
    {"an_unknown_column", "contacts.csv", "official,party,role", "official,party,rolle",
     R"(contacts.csv:1: error: unknown column "rolle"
    1 | official,party,rolle,authority,response,channel,address,last_verified
hint: did you mean "role"?
)"},
    {"a_missing_column", "contacts.csv", "official,party,role,authority,response",
     "official,party,role,authority,staleness",
     R"(contacts.csv:1: error: there is no column "response", which the list needs
    1 | official,party,role,authority,staleness,channel,address,last_verified
)"},
    {"rows_that_disagree", "contacts.csv", "director,cn,director,3", "cert,cn,director,3",
     R"(contacts.csv:3: error: column "role": official "cert" has another role in line 2
    3 | cert,cn,director,3,desk,pstn,2,2012-01-01
hint: rows of one official differ in response, channel, address and last_verified only
contacts.csv:3: error: column "authority": official "cert" has another authority in line 2
    3 | cert,cn,director,3,desk,pstn,2,2012-01-01
hint: rows of one official differ in response, channel, address and last_verified only
)"},
    {"wrong_fields_all_of_them", "contacts.csv", "cert,cn,duty officer,1,desk,pstn,1,2012-01-01",
     "cert,ch,duty officer,one,dsk,psn,1,2012-13-01",
     R"(contacts.csv:2: error: column "party": unknown party "ch"
    2 | cert,ch,duty officer,one,dsk,psn,1,2012-13-01
hint: did you mean "cn"?
contacts.csv:2: error: column "authority": "one" is not a whole number from 0 to 1000000
    2 | cert,ch,duty officer,one,dsk,psn,1,2012-13-01
contacts.csv:2: error: column "response": unknown response "dsk"
    2 | cert,ch,duty officer,one,dsk,psn,1,2012-13-01
hint: did you mean "desk"?
contacts.csv:2: error: column "channel": unknown channel "psn"
    2 | cert,ch,duty officer,one,dsk,psn,1,2012-13-01
hint: did you mean "pstn"?
contacts.csv:2: error: column "last_verified": "2012-13-01" is not a date
    2 | cert,ch,duty officer,one,dsk,psn,1,2012-13-01
hint: dates are written like 2012-10-04
)"},
    {"a_row_too_short", "contacts.csv", "cert,cn,duty officer,1,desk,pstn,1,2012-01-01", "cert,cn",
     R"(contacts.csv:2: error: the row has fewer fields than the header has columns
    2 | cert,cn
)"},
    {"a_row_too_long", "contacts.csv", R"(2012-01-01
director)",
     R"(2012-01-01,more
director)",
     R"(contacts.csv:2: error: the row has more fields than the header has columns
    2 | cert,cn,duty officer,1,desk,pstn,1,2012-01-01,more
hint: put fields that hold a comma in double quotes
)"},
    {"an_open_quote", "contacts.csv", "duty officer", R"("duty officer)",
     R"(contacts.csv:2: error: a quote is opened and not closed
    2 | cert,cn,"duty officer,1,desk,pstn,1,2012-01-01
)"},
    {"a_nul_byte", "contacts.csv", "duty officer", std::string("duty\0officer", 12),
     R"(contacts.csv:2: error: the line holds a NUL byte
    2 | cert,cn,duty?officer,1,desk,pstn,1,2012-01-01
)"},
    {"the_same_row_twice", "contacts.csv", "director,cn,director,3,desk,pstn,2", "cert,cn,duty officer,1,desk,pstn,1",
     R"(contacts.csv:3: error: column "address": the same official, channel and address as in line 2
    3 | cert,cn,duty officer,1,desk,pstn,1,2012-01-01
)"},
};

class Load : public testing::TestWithParam<WrongScenario> {};

TEST_P(Load, says_what_is_wrong) {
    const WrongScenario& wrong = GetParam();
    const Loaded loaded = load_small_with(wrong.file, wrong.part, wrong.replacement);
    EXPECT_FALSE(loaded.scenario);
    EXPECT_EQ(loaded.text, wrong.text);
}

INSTANTIATE_TEST_SUITE_P(Wrong, Load, testing::ValuesIn(kWrongScenarios),
                         [](const auto& wrong) { return wrong.param.name; });

TEST(Load, takes_the_small_scenario_without_a_word) {
    const Loaded loaded = load_from_memory(small_scenario());
    ASSERT_TRUE(loaded.scenario);
    EXPECT_EQ(loaded.text, "");
}

TEST(Load, says_which_file_extends_itself) {
    auto files = small_scenario();
    files["scenario.toml"] = "extends = \"other.toml\"\n";
    files["other.toml"] = "extends = \"scenario.toml\"\n";
    EXPECT_EQ(load_from_memory(files).text,
              "other.toml:1:11: error: the file extends itself, directly or through others\n"
              "    1 | extends = \"scenario.toml\"\n"
              "      |           ^\n");
}

TEST(Load, lays_a_file_over_the_one_it_extends) {
    auto files = small_scenario();
    files["base.toml"] = files["scenario.toml"];
    files["scenario.toml"] = R"(extends = "base.toml"
title = "Laid over"
start = { between = [2012-10-04T02:30:00Z, 2012-10-05T04:30:00+02:00] }
[party.cn]
name = "The People's Republic"
[response.desk]
on_duty = { latency = { law = "exponential", mean = "1min" } }
[[protocol.lists.step]]
call = "director"
)";
    const Loaded loaded = load_from_memory(files);
    ASSERT_TRUE(loaded.scenario) << loaded.text;
    const Scenario& scenario = *loaded.scenario;
    EXPECT_EQ(scenario.title, "Laid over");
    EXPECT_EQ(scenario.start_last - scenario.start_first, std::chrono::days{1});
    EXPECT_EQ(scenario.parties[1].name, "The People's Republic");
    EXPECT_EQ(scenario.parties[1].time_zone, "Asia/Shanghai");
    EXPECT_EQ(scenario.responses[0].on_duty.answer, 0.9);
    EXPECT_EQ(scenario.responses[0].on_duty.latency.kind, Law::Kind::exponential);
    ASSERT_EQ(scenario.protocols[0].steps.size(), 1U);  // arrays are replaced whole
    EXPECT_EQ(scenario.protocols[0].steps[0].call.officials, std::vector<Index>{1});
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

TEST(Load, fields_of_lists_may_be_quoted_and_lines_may_end_as_on_windows) {
    auto files = small_scenario();
    files["contacts.csv"] =
        "\xef\xbb\xbfofficial,party,role,authority,response,channel,name\r\n\r\n"
        "cert,cn,\"duty, officer\",1,desk,pstn,\"\"\"Li\"\"\"\r\n"
        "director,cn,director,3,desk,pstn,";
    const Loaded loaded = load_from_memory(files);
    ASSERT_TRUE(loaded.scenario) << loaded.text;
    EXPECT_EQ(loaded.scenario->officials[0].role, "duty, officer");
    EXPECT_EQ(loaded.scenario->officials[0].name, "\"Li\"");
    EXPECT_EQ(loaded.scenario->officials[1].languages, std::vector<std::string>{"zh"});
}

TEST(Load, after_a_hundred_errors_of_a_file_counts_the_rest) {
    auto files = small_scenario();
    for (int row = 0; row < 150; ++row)
        files["contacts.csv"] += "x" + std::to_string(row) + ",nowhere,,,desk,pstn,,\n";
    const std::string text = load_from_memory(files).text;
    EXPECT_NE(text.find("contacts.csv: and 50 more\n"), std::string::npos);
}

TEST(Load, cuts_long_lines_around_the_caret) {
    const Loaded loaded = load_small_with("scenario.toml", "\"24h\"", "\"" + std::string(5000, 'x') + "\"");
    EXPECT_LT(loaded.text.size(), 6000U);  // the message quotes it once
    EXPECT_NE(loaded.text.find("    2 | horizon = \"xxx"), std::string::npos);
}

}  // namespace
}  // namespace hotline
