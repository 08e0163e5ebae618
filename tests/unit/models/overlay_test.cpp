// Values that are put at their paths: --set.

#include "models/documents/overlay.hpp"

#include <gtest/gtest.h>

#include "tests/support/memory_files.hpp"

namespace hotline {
namespace {

Loaded load_small_set(const std::vector<std::string>& settings) {
    return load_from_memory(small_scenario(), settings);
}

TEST(Overlay, puts_values_in_place_of_those_of_the_files) {
    const Loaded loaded = load_small_set(
        {"horizon=2h", "title=A quiet day", "response.desk.on_duty.answer = 0.25", "response.desk.present=0.5",
         "response.\"desk\".off_duty={ answer = 1, latency = { law = \"gamma\", mean = \"1min\", shape = 2 } }",
         "protocol.lists.step.1.within=1h", "start.at=2013-01-01T00:00:00Z", "channel.pstn.patience=45s",
         "channel.pstn.patience=50s", "stance.cn.towards.uk=0.9", "party.uk.languages=[\"en\",\n \"fr\"]",
         "protocol.lists.goal.authority=2"});
    ASSERT_TRUE(loaded.scenario) << loaded.text;
    const Scenario& scenario = *loaded.scenario;
    EXPECT_EQ(scenario.title, "A quiet day");
    EXPECT_EQ(scenario.horizon, std::chrono::hours{2});
    EXPECT_EQ(scenario.responses[0].on_duty.answer, 0.25);
    EXPECT_EQ(scenario.responses[0].present, 0.5);
    EXPECT_EQ(scenario.responses[0].off_duty.answer, 1);
    EXPECT_EQ(scenario.responses[0].off_duty.latency.kind, Law::Kind::gamma);
    EXPECT_EQ(scenario.protocols[0].steps[0].within, std::chrono::hours{1});
    EXPECT_EQ(scenario.channels[0].patience, std::chrono::seconds{50});
    EXPECT_EQ(scenario.parties[0].languages, (std::vector<std::string>{"en", "fr"}));
    EXPECT_EQ(scenario.protocols[0].goal->authority, 2U);
}

TEST(Overlay, names_the_path_and_the_cure) {
    EXPECT_EQ(
        load_small_set({"response.phone.present=0.8", "response.desk.presnt=0.8", "protocol.lists.step.2.within=1h",
                        "protocol.lists.step.within=1h", "response.desk.on_duty.latency.median=10s",
                        "response.desk.when.1.hours=all", "title", "response..present=1",
                        "title=", "response.desk.off_duty={ answer = 0.5", "horizon=\x01"})
            .text,
        R"(--set:1:10: error: the scenario has no response "phone"
    1 | response.phone.present=0.8
      |          ^
hint: expected one of desk
--set:3:21: error: "protocol.lists.step" has 1 element, but no number 2
    3 | protocol.lists.step.2.within=1h
      |                     ^
--set:4:21: error: "protocol.lists.step" has 1 element, and "within" must be the number of one of them, from 1
    4 | protocol.lists.step.within=1h
      |                     ^
hint: write protocol.lists.step.1.within
--set:5:31: error: "response.desk.on_duty.latency" must be a table to hold "median", but is a value
    5 | response.desk.on_duty.latency.median=10s
      |                               ^
hint: set all of it: response.desk.on_duty.latency=VALUE
--set:6:20: error: "response.desk.when" has no elements
    6 | response.desk.when.1.hours=all
      |                    ^
hint: set all of it: response.desk.when='[…]'
--set:7:1: error: a setting must be PATH=VALUE, but has no "=" behind its path
    7 | title
      | ^
hint: write it like response.phone.present=0.8 or protocol.lists.step.2.within=1h
--set:8:10: error: a part of this path is empty
    8 | response..present=1
      |          ^
hint: write it like response.phone.present=0.8 or protocol.lists.step.2.within=1h
--set:9: error: "title" has no value
    9 | title=
hint: write it like response.phone.present=0.8 or protocol.lists.step.2.within=1h; an empty text is 'title=""'
--set:10:38: error: this is not TOML: encountered end-of-file (in an inline table)
   10 | response.desk.off_duty={ answer = 0.5
      |                                      ^
--set:11:9: error: the text must not hold the control character U+0001
   11 | horizon=?
      |         ^
hint: only a description may have line breaks and tabs
)");
}

TEST(Overlay, has_the_errors_of_the_loaders_at_the_places_of_the_settings) {
    EXPECT_EQ(load_small_set({"response.desk.present=8", "response.desk.presnt=0.8", "horizon=soon"}).text,
              R"(--set:1:23: error: "present" takes a number from 0 to 1, not 8
    1 | response.desk.present=8
      |                       ^
--set:2:15: error: unknown key "presnt" in response "desk"
    2 | response.desk.presnt=0.8
      |               ^
hint: did you mean "present"?
--set:3:9: error: "soon" is not a duration
    3 | horizon=soon
      |         ^
hint: durations are written like "90s", "15min", "4h", "2d", "1h30min"
)");
}

TEST(Overlay, reads_what_begins_like_toml_as_toml_only) {
    EXPECT_EQ(load_small_set({"response.desk.off_duty={ answer = 0.5", "title='a", "title=\xff"}).text,
              R"(--set:1:38: error: this is not TOML: encountered end-of-file (in an inline table)
    1 | response.desk.off_duty={ answer = 0.5
      |                                      ^
--set:2:9: error: this is not TOML: encountered end-of-file (in a string)
    2 | title='a
      |         ^
--set:3: error: a setting must be UTF-8, but this is not
    3 | title=?
)");
}

TEST(Overlay, refuses_what_is_not_utf8_wherever_it_stands) {
    // The letter before the byte needs quotes in TOML, and a text without quotes may have it.
    EXPECT_EQ(load_small_set({"title=\xc3\xa9\xff"}).text, R"(--set:1: error: a setting must be UTF-8, but this is not
    1 | title=é?
)");
}

TEST(Overlay, writes_paths_as_they_are_read) {
    EXPECT_EQ(path_text({"party", "a.b", "name"}), "party.\"a.b\".name");
    Diagnostics diagnostics;
    const auto setting = read_setting("party.\"a.b\".'x=y'.1=é", 0, 1, diagnostics);
    ASSERT_TRUE(setting) << diagnostics.text();
    EXPECT_EQ(setting->path, (KeyPath{"party", "a.b", "x=y", "1"}));
    EXPECT_EQ(setting->value.text, "é");
    EXPECT_EQ(setting->value.place.column, 21U);
}

}  // namespace
}  // namespace hotline
