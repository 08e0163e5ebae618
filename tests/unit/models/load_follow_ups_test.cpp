// What the loader and lint say of where a step goes after a result, of staggers, of the patience of rows and of
// costs, and how these are read.

#include <gtest/gtest.h>

#include "tests/support/changed_scenario.hpp"

namespace hotline {
namespace {

const Edit kSteps{"scenario.toml", "call = \"cert\"\n", R"(call = "cert"
on = { no_answer = { step = "late" }, no_authority = "next-organisation", stale = "end", declined = "go-on" }
[[protocol.lists.step]]
call = "cert"
[[protocol.lists.step]]
name = "late"
call = ["cert", "director"]
mode = "all-at-once"
stagger = "20s"
on = { wrong_person = "next-target" }
)"};

Scenario scenario_with(const std::vector<Edit>& changes) {
    auto files = small_scenario();
    for (const auto& [file, part, replacement] : changes) {
        std::string& text = files.at(file);
        text.replace(text.find(part), part.size(), replacement);
    }
    return load_from_memory(files).scenario.value();
}

TEST(LoadFollowUps, reads_where_each_result_leads) {
    const Scenario scenario = scenario_with({kSteps});
    const std::vector<Step>& steps = scenario.protocols[0].steps;
    ASSERT_EQ(steps.size(), 3U);
    const FollowUp* unanswered = steps[0].follow_up(Result::no_answer);
    ASSERT_NE(unanswered, nullptr);
    EXPECT_EQ(unanswered->goes, FollowUp::Goes::to_step);
    EXPECT_EQ(unanswered->step, 2U);
    EXPECT_EQ(steps[0].follow_up(Result::no_authority)->goes, FollowUp::Goes::to_next_organisation);
    EXPECT_EQ(steps[0].follow_up(Result::stale)->goes, FollowUp::Goes::to_end);
    EXPECT_EQ(steps[0].follow_up(Result::declined)->goes, FollowUp::Goes::on);
    EXPECT_EQ(steps[0].follow_up(Result::busy), nullptr);
    EXPECT_TRUE(steps[1].on.empty());
    EXPECT_EQ(steps[2].name, "late");
    EXPECT_EQ(steps[2].stagger, Ticks{std::chrono::seconds{20}});
    EXPECT_EQ(steps[2].follow_up(Result::wrong_person)->goes, FollowUp::Goes::to_next_target);
}

TEST(LoadFollowUps, reads_the_patience_of_rows) {
    const Scenario scenario = scenario_with({{"contacts.csv", "official,party", "patience,official,party"},
                                             {"contacts.csv", "cert,cn", "1min30s,cert,cn"},
                                             {"contacts.csv", "director,cn", ",director,cn"}});
    EXPECT_EQ(scenario.rows[0].patience, Ticks{std::chrono::seconds{90}});
    EXPECT_EQ(scenario.rows[1].patience, std::nullopt);
    const Step& step = scenario.protocols[0].steps[0];
    EXPECT_EQ(patience_of(scenario, step, scenario.rows[0]), Ticks{std::chrono::seconds{90}});
    EXPECT_EQ(patience_of(scenario, step, scenario.rows[1]), Ticks{std::chrono::seconds{60}});
}

TEST(LoadFollowUps, reads_costs_to_a_millionth) {
    const Scenario scenario =
        scenario_with({{"scenario.toml", "kind = \"call\"", "kind = \"call\"\ncost = 0.0312345"}});
    EXPECT_EQ(scenario.channels[0].cost, 31'235);
    EXPECT_TRUE(has_costs(scenario));
    EXPECT_FALSE(has_costs(scenario_with({})));
}

const ChangedScenario kWrongFollowUps[] = {
    {"words_and_results_that_there_are_not",
     {{"scenario.toml", R"(call = "cert"
)",
       R"(call = "cert"
on = { no_anser = "end", no_answer = "next-targt", stale = 3, cut_off = "end" }
)"}},
     R"(scenario.toml:22:8: error: unknown key "no_anser" in "on"
   22 | on = { no_anser = "end", no_answer = "next-targt", stale = 3, cut_off = "end" }
      |        ^
hint: did you mean "no_answer"?
scenario.toml:22:38: error: "no_answer" must be one of go-on, next-target, next-organisation, next-step, next-round, end, or { step = "NAME" }, but is "next-targt"
   22 | on = { no_anser = "end", no_answer = "next-targt", stale = 3, cut_off = "end" }
      |                                      ^
hint: did you mean "next-target"?
scenario.toml:22:60: error: "stale" takes a word, such as "next-target", or { step = "NAME" }
   22 | on = { no_anser = "end", no_answer = "next-targt", stale = 3, cut_off = "end" }
      |                                                            ^
scenario.toml:22:63: error: unknown key "cut_off" in "on"
   22 | … = { no_anser = "end", no_answer = "next-targt", stale = 3, cut_off = "end" }
      |                                                              ^
hint: expected one of busy, channel_down, declined, dropped, handed_over, no_answer, no_authority, no_interpreter, no_line, not_verified, stale, voice_mail, wrong_person
)"},
    {"steps_that_there_are_not",
     {{"scenario.toml", R"(call = "cert"
)",
       R"(name = "first"
call = "cert"
on = { no_answer = { step = "secnd" }, stale = { step = "first" }, busy = { to = "second" } }
[[protocol.lists.step]]
name = "second"
call = "cert"
[[protocol.lists.step]]
name = "second"
call = "director"
)"}},
     R"(scenario.toml:23:29: error: no step of protocol "lists" is called "secnd"
   23 | on = { no_answer = { step = "secnd" }, stale = { step = "first" }, busy = { to = "second" } }
      |                             ^
hint: did you mean "second"?
scenario.toml:23:57: error: a step may go only to a later step, but "first" is step 1, and this is step 1
   23 | on = { no_answer = { step = "secnd" }, stale = { step = "first" }, busy = { to = "second" } }
      |                                                         ^
hint: to go through the steps again, give the protocol more "rounds"
scenario.toml:23:75: error: "busy" has no "step", which it needs
   23 | …er = { step = "secnd" }, stale = { step = "first" }, busy = { to = "second" } }
      |                                                              ^
scenario.toml:23:77: error: unknown key "to" in "busy"
   23 | … = { step = "secnd" }, stale = { step = "first" }, busy = { to = "second" } }
      |                                                              ^
hint: expected one of step
scenario.toml:28:8: error: steps of a protocol must have different names, but step 2 is called "second", too
   28 | name = "second"
      |        ^
)"},
    {"on_that_is_no_table",
     {{"scenario.toml", R"(call = "cert"
)",
       R"(call = "cert"
on = "end"
)"}},
     R"(scenario.toml:22:6: error: "on" must be a table, but is a text
   22 | on = "end"
      |      ^
)"},
    {"leaving_a_step_that_calls_all_at_once",
     {{"scenario.toml", R"(call = "cert"
)",
       R"(call = ["cert", "director"]
mode = "all-at-once"
on = { no_answer = "next-step", no_authority = "next-organisation", stale = "next-target" }
)"}},
     R"(scenario.toml:23:20: error: all at once, each target is a branch of its own, and after a result only this branch can end
   23 | on = { no_answer = "next-step", no_authority = "next-organisation", stale = "next-target" }
      |                    ^
hint: use "next-target", or mode = "in-turn"
scenario.toml:23:48: error: all at once, each target is a branch of its own, and after a result only this branch can end
   23 | on = { no_answer = "next-step", no_authority = "next-organisation", stale = "next-target" }
      |                                                ^
hint: use "next-target", or mode = "in-turn"
)"},
    {"a_stagger_in_turn",
     {{"scenario.toml", R"(call = "cert"
)",
       R"(call = "cert"
stagger = "20s"
)"}},
     R"(scenario.toml:22:11: error: "stagger" needs mode = "all-at-once": in turn, a target is called when the one before it has not answered
   22 | stagger = "20s"
      |           ^
hint: add mode = "all-at-once", or leave the key out
)"},
    {"a_stagger_beyond_a_century",
     {{"scenario.toml", R"(call = "cert"
)",
       R"(call = "cert"
mode = "all-at-once"
stagger = "200y"
)"}},
     R"(scenario.toml:23:11: error: "stagger" must be at most a century, but is 200 y
   23 | stagger = "200y"
      |           ^
)"},
    {"a_patience_that_is_no_duration",
     {{"contacts.csv", "official,party", "patience,official,party"},
      {"contacts.csv", "cert,cn", "soon,cert,cn"},
      {"contacts.csv", "director,cn", ",director,cn"}},
     R"(contacts.csv:2:1: error: column "patience": "soon" is not a duration
    2 | soon,cert,cn,duty officer,1,desk,pstn,1,2012-01-01
      | ^
hint: durations are written like "90s", "15min", "4h", "2d", "1h30min"
)"},
    {"a_cost_out_of_range",
     {{"scenario.toml", R"(kind = "call")", R"(kind = "call"
cost = 1000001)"},
      {"scenario.toml", "[[case]]", R"([channel.sms]
kind = "message"
cost = -1
[[case]])"}},
     R"(scenario.toml:18:8: error: "cost" takes a number from 0 to 1000000, not 1000001
   18 | cost = 1000001
      |        ^
scenario.toml:28:8: error: "cost" takes a number from 0 to 1000000, not -1
   28 | cost = -1
      |        ^
)"},
    {"a_claim_about_costs_that_there_are_not",
     {{"scenario.toml", "[[case]]", R"([[expect]]
that = "mean(cost) <= 2"
[[case]])"}},
     R"(scenario.toml:26:8: error: a claim about costs needs a channel with a "cost", but none has one
   26 | that = "mean(cost) <= 2"
      |        ^
hint: such as: [channel.pstn] cost = 1
)"},
    {"a_step_that_is_left_out",
     {{"scenario.toml", R"(call = "cert"
)",
       R"(call = ["cert", "director"]
on = { no_answer = { step = "late" }, handed_over = "end" }
[[protocol.lists.step]]
call = "cert"
[[protocol.lists.step]]
name = "late"
call = "director"
)"}},
     R"(scenario.toml:23:1: warning: no search comes to this step: after each result of an attempt the steps before it go elsewhere (uk → cn) [step-left-out]
   23 | [[protocol.lists.step]]
      | ^
hint: let the "on" of an earlier step lead here, or remove the step
)"},
    {"results_that_never_occur",
     {{"scenario.toml", R"(call = "cert"
)",
       R"(call = "cert"
on = { busy = "next-target", not_verified = "end", no_answer = "next-step" }
)"}},
     R"(scenario.toml:22:15: warning: no attempt of this step ends with "busy" (uk → cn) [on-unseen]
   22 | on = { busy = "next-target", not_verified = "end", no_answer = "next-step" }
      |               ^
hint: set interaction = true in [simulation], so that cases compete
scenario.toml:22:45: warning: no attempt of this step ends with "not verified" (uk → cn) [on-unseen]
   22 | on = { busy = "next-target", not_verified = "end", no_answer = "next-step" }
      |                                             ^
hint: remove it from "on"
)"},
    {"no_answer_leads_to_the_end",
     {{"scenario.toml", R"("24h")", R"("30s")"},
      {"scenario.toml", "goal = { authority = 3 }", R"(goal = { authority = 3 }
rounds = 3)"},
      {"scenario.toml", R"(call = "cert"
)",
       R"(call = "cert"
on = { no_answer = "end" }
)"}},
     R"(scenario.toml:18:11: warning: when nobody answers, protocol "lists" takes 1 min by the medians of its laws: the horizon of 30 s comes before the end of step 1 of round 1 (uk → cn) [protocol-exceeds-horizon]
   18 | [protocol.lists]
      |           ^
hint: set a longer horizon, fewer rounds or tries, or shorter gaps
)"},
    {"a_row_whose_patience_is_too_short",
     {{"contacts.csv", "official,party", "patience,official,party"},
      {"contacts.csv", "cert,cn", "5s,cert,cn"},
      {"contacts.csv", "director,cn", ",director,cn"}},
     R"(scenario.toml:20:1: warning: the caller hangs up on "cert" after 5 s on pstn, but nobody answers there before 10 s (uk → cn) [patience-too-short]
   20 | [[protocol.lists.step]]
      | ^
hint: give the entry a longer "patience", or the step its own
scenario.toml:22:11: warning: no case leads to protocol "inside" [unused-protocol]
   22 | [protocol.inside]
      |           ^
hint: remove it, or correct the name where it should be used
contacts.csv:3: warning: no protocol that is played calls official "director" [unused-official]
    3 | ,director,cn,director,3,desk,pstn,2,2012-01-01
hint: add a step that calls this official, or remove the rows from the list
)"},
};

class WrongFollowUp : public testing::TestWithParam<ChangedScenario> {};

TEST_P(WrongFollowUp, is_told_of) {
    EXPECT_EQ(text_with(GetParam().changes), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(Load, WrongFollowUp, testing::ValuesIn(kWrongFollowUps), changed_name);

}  // namespace
}  // namespace hotline
