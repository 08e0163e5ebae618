// Events at one instant, and calls that are dropped, queue or stop (rules I1 to I10): worked out by hand. Results do
// not depend on the order of the cases in the file.

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <memory>

#include "sim/runs/drill_player.hpp"
#include "sim/shared/shared_world.hpp"
#include "tests/oracle/sketch.hpp"

namespace hotline {
namespace {

/// Telephones ring at once; whoever answers does so after 5 s.
class Turns : public testing::Test {
protected:
    Turns() {
        sketch.scenario.interaction = true;
        sketch.scenario.cases.clear();
        sketch.scenario.horizon = secs(7200);
        pstn = sketch.call_channel("pstn", 0, 20);
        gsm = sketch.call_channel("gsm", 0, 20);
        for (const char* id : {"xx", "yy"}) sketch.party(id);
    }

    Channel& channel(Index index) { return sketch.scenario.channels[index]; }
    Index goal_of_one(const char* id) {
        const Index made = sketch.protocol(id);
        sketch.scenario.protocols[made].goal = sketch.own().goal;
        return made;
    }
    /// Adds a case with a caller of its own.
    Case& add_case(Index protocol, std::int64_t after, std::uint32_t priority = 0) {
        Case played;
        played.caller = sketch.party("caller-" + std::to_string(sketch.scenario.cases.size()));
        played.callee = sketch.callee;
        played.protocols = {protocol};
        played.after = secs(after);
        played.priority = priority;
        return sketch.scenario.cases.emplace_back(played);
    }

    /// The attempts of each case, in the order in which the cases were added. Times are the cases' own.
    std::string told() const {
        const std::string straight = told_of(sketch.scenario, false);
        EXPECT_EQ(told_of(sketch.scenario, true), straight) << "with the cases in reverse order";
        return straight;
    }
    std::string told_of(Scenario scenario, bool reverse) const {
        if (reverse) std::reverse(scenario.cases.begin(), scenario.cases.end());
        DrillPlayer player(scenario, 1, make_shared_world);
        std::vector<std::string> texts;
        for (Index index = 0; index < scenario.cases.size(); ++index) {
            const DrillRecord record = player.record(index, scenario.cases[index].protocols[0], 0);
            std::string text;
            for (const AttemptRecord& made : record.attempts) {
                text += fmt::format("{}–{} {} by {}: {}\n", seconds_of(made.begins), seconds_of(made.ends),
                                    scenario.officials[scenario.rows[made.row].official].id,
                                    scenario.channels[scenario.rows[made.row].channel].id, name_of(made.result));
            }
            if (record.outcome.contact != kNever)
                text += fmt::format("contact {}\n", seconds_of(record.outcome.contact));
            texts.push_back(text);
        }
        if (reverse) std::reverse(texts.begin(), texts.end());
        std::string all;
        for (const std::string& text : texts) all += text + "--\n";
        return all;
    }

    Sketch sketch;
    Index pstn = kNone;
    Index gsm = kNone;
};

TEST_F(Turns, whose_patience_ends_when_a_seat_is_given_back_gets_it) {
    channel(pstn).queue = true;
    channel(pstn).patience = secs(60);
    const Person silent = sketch.someone(1, pstn, sketch.never_responds());
    sketch.step({silent});
    add_case(0, 0);
    add_case(0, 0);
    EXPECT_EQ(told(), R"(0–60 official-0 by pstn: no answer
--
0–120 official-0 by pstn: no answer
--
)");
}

TEST_F(Turns, what_within_gives_back_is_for_others_and_not_for_the_same_step) {
    const Person a = sketch.someone(1, pstn, sketch.never_responds());
    const Person b = sketch.someone(1, pstn, sketch.responds(0));
    sketch.step({a, b, a}).all_at_once = true;
    sketch.own().steps[0].call.officials = {a.who, b.who};
    sketch.own().steps[0].within = secs(5);
    sketch.scenario.parties[add_case(0, 0).caller].callers = 1;
    EXPECT_EQ(told(), "0–5 official-0 by pstn: cut off\n--\n");
}

TEST_F(Turns, callers_that_two_branches_are_given_at_one_instant_are_not_lost) {
    const Person a = sketch.someone(1, pstn, sketch.never_responds());
    const Person b = sketch.someone(1, pstn, sketch.never_responds());
    sketch.scenario.officials[a.who].seats = sketch.scenario.officials[b.who].seats = 9;
    sketch.step({a, b}).all_at_once = true;
    const Index caller = add_case(0, 0).caller;
    for (const std::int64_t after : {10, 200, 300}) add_case(0, after).caller = caller;
    sketch.scenario.parties[caller].callers = 2;
    const std::string at_once = "0–20 official-0 by pstn: no answer\n0–20 official-1 by pstn: no answer\n--\n";
    EXPECT_EQ(told(), at_once + "10–30 official-0 by pstn: no answer\n10–30 official-1 by pstn: no answer\n--\n" +
                          at_once + at_once);
}

TEST_F(Turns, nobody_calls_back_after_a_drop) {
    channel(pstn).preempt = true;
    sketch.step({sketch.someone(1, pstn, sketch.calls_back(100))});
    add_case(0, 0);
    add_case(0, 10, 1);
    EXPECT_EQ(told(), R"(0–10 official-0 by pstn: dropped
--
0–20 official-0 by pstn: no answer
contact 120
--
)");
}

TEST_F(Turns, who_queues_at_the_horizon_is_cut_off_and_tries_no_more) {
    channel(pstn).queue = true;
    channel(pstn).patience = secs(60);
    sketch.scenario.horizon = secs(40);
    sketch.step({sketch.someone(1, pstn, sketch.never_responds())}).tries = 3;
    add_case(0, 0);
    add_case(0, 1);
    EXPECT_EQ(told(), R"(0–40 official-0 by pstn: cut off
--
0–40 official-0 by pstn: cut off
--
)");
}

TEST_F(Turns, what_a_horizon_gives_back_is_too_late_even_if_an_inner_search_finds_at_that_instant) {
    channel(pstn).queue = true;
    channel(pstn).lines = 1;
    sketch.scenario.horizon = secs(40);
    const Person silent = sketch.someone(1, pstn, sketch.never_responds());
    const Person first = sketch.someone(0, gsm, sketch.responds(5));
    const Person found_at_40 = sketch.someone(1, gsm, sketch.responds(5));
    const Index inner = sketch.protocol("inner");
    sketch.scenario.protocols[inner].prepare = lasts(30);
    sketch.step(inner, {found_at_40});
    sketch.own().hold = secs(1);
    sketch.own().connect = lasts(7);
    Step& step = sketch.step({silent, first});
    step.all_at_once = true;
    step.pass_to = inner;
    step.patience = secs(60);
    add_case(0, 0);
    const Index second = goal_of_one("second");
    sketch.step(second, {sketch.someone(1, pstn, sketch.never_responds())}).patience = secs(30);
    add_case(second, 10);
    EXPECT_EQ(told(), R"(0–40 official-0 by pstn: cut off
0–5 official-1 by gsm: handed over
35–40 official-2 by gsm: cut off
--
0–30 official-3 by pstn: no line
--
)");
}

/// The caller holds the line to official-0, who calls official-1. Contact comes at 15 s, and the conversation lasts
/// until 115 s.
class TurnsOfAConversation : public Turns {
protected:
    TurnsOfAConversation() {
        const Person first = sketch.someone(0, pstn, sketch.responds(5));
        second = sketch.someone(1, gsm, sketch.responds(5));
        inner = sketch.protocol("inner");
        sketch.scenario.protocols[inner].prepare = lasts(5);
        sketch.scenario.protocols[inner].conversation = lasts(100);
        sketch.step(inner, {second});
        sketch.step({first}).pass_to = inner;
        sketch.own().hold = secs(60);
        for (const Index on : {pstn, gsm}) channel(on).lines = 1;
        add_case(0, 0);
    }
    /// Another case calls somebody else over that line at that instant.
    void call_over(Index line, std::int64_t after, std::uint32_t priority) {
        const Index protocol = goal_of_one(("over " + std::to_string(after)).c_str());
        sketch.step(protocol, {sketch.someone(1, line, sketch.never_responds())});
        add_case(protocol, after, priority);
    }

    Person second;
    Index inner = kNone;
};

TEST_F(TurnsOfAConversation, ends_on_both_lines_when_the_outer_one_is_dropped) {
    channel(pstn).preempt = true;
    call_over(pstn, 30, 5);
    call_over(gsm, 30, 0);
    EXPECT_THAT(told(),
                testing::EndsWith("0–20 official-2 by pstn: no answer\n--\n0–20 official-3 by gsm: no answer\n--\n"));
}

TEST_F(TurnsOfAConversation, ends_on_both_lines_when_the_inner_one_is_dropped) {
    channel(gsm).preempt = true;
    call_over(gsm, 30, 5);
    call_over(pstn, 40, 0);
    EXPECT_THAT(told(),
                testing::EndsWith("0–20 official-2 by gsm: no answer\n--\n0–20 official-3 by pstn: no answer\n--\n"));
}

TEST_F(TurnsOfAConversation, is_not_begun_where_the_line_is_dropped_in_the_hold) {
    channel(pstn).preempt = true;
    sketch.own().connect = lasts(7);
    call_over(pstn, 12, 5);
    EXPECT_EQ(told(), R"(0–5 official-0 by pstn: handed over
10–15 official-1 by gsm: contact
contact 22
--
0–20 official-2 by pstn: no answer
--
)");
}

TEST_F(Turns, a_request_that_ends_with_its_search_is_refused) {
    channel(pstn).queue = true;
    channel(pstn).patience = secs(60);
    const Person taken = sketch.someone(1, pstn, sketch.never_responds());
    const Person other = sketch.someone(1, gsm, sketch.responds(5));
    sketch.step({taken});
    const Index second = goal_of_one("second");
    sketch.step(second, {taken, other}).all_at_once = true;
    add_case(0, 0);
    add_case(second, 1);
    DrillPlayer player(sketch.scenario, 1, make_shared_world);
    player.record(0, 0, 0);
    std::vector<Usage> usage(resources_of(sketch.scenario).size());
    player.read_usage(usage);
    EXPECT_EQ(usage[taken.who].asked, 2U);
    EXPECT_EQ(usage[taken.who].refused, 1U);
    EXPECT_EQ(usage[taken.who].waited, 0U);
}

TEST_F(Turns, the_little_that_a_hundred_thousand_flows_leave_is_enough_for_one_more) {
    const Index carrier = sketch.carrier("net");
    sketch.scenario.carriers[carrier].bandwidth = 1e9;
    channel(sketch.mail).carriers = {carrier};
    channel(sketch.mail).size = 1e6;
    channel(sketch.mail).set_up = lasts(0);
    for (int number = 0; number < 100; ++number) {
        Traffic traffic;
        traffic.carrier = carrier;
        traffic.lasts = lasts(7200);
        traffic.flows = 1000;
        traffic.rate = 9999.9;
        sketch.scenario.traffic.push_back(traffic);
    }
    sketch.step({sketch.someone(1, sketch.mail, sketch.responds(0))});
    add_case(0, 0);
    DrillPlayer player(sketch.scenario, 1, make_shared_world);
    EXPECT_NEAR(seconds_of(player.record(0, 0, 0).outcome.contact), 800, 0.01);
}

}  // namespace
}  // namespace hotline
