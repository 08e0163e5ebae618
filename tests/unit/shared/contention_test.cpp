// Cases that want the same desk, the same line or the same caller: worked out by hand.

#include <gtest/gtest.h>

#include "sim/runs/drill_player.hpp"
#include "sim/shared/shared_world.hpp"
#include "tests/oracle/sketch.hpp"

namespace hotline {
namespace {

/// Several cases in one drill, from parties of their own, each with a protocol of one step that calls one official
/// once. Telephones take 2 s to ring; an answer comes after 3 s, a conversation lasts 60 s.
class Contention : public testing::Test {
protected:
    Contention() {
        Scenario& scenario = sketch.scenario;
        scenario.interaction = true;
        scenario.cases.clear();
        desk = sketch.someone(1, sketch.phone, sketch.responds(3));
        sketch.own().conversation = lasts(60);
        sketch.step({desk});
    }

    Case& add_case(std::int64_t after) {
        const Index caller = sketch.party("caller-" + std::to_string(sketch.scenario.cases.size()));
        Case played;
        played.caller = caller;
        played.callee = sketch.callee;
        played.protocols = {0};
        played.after = secs(after);
        return sketch.scenario.cases.emplace_back(played);
    }

    void play() {
        player = std::make_unique<DrillPlayer>(sketch.scenario, 1, make_shared_world);
        player->begin(0);
    }
    Outcome outcome(Index index) {
        player->play(index, 0);
        return outcome_of(player->drill(), player->ending());
    }
    Result only_result(Index index) {
        player->play(index, 0);
        EXPECT_EQ(player->drill().attempts.size(), 1U);
        return player->ending().result(0);
    }

    Sketch sketch;
    Person desk;
    std::unique_ptr<DrillPlayer> player;
};

TEST_F(Contention, an_official_who_talks_is_busy) {
    add_case(0);
    add_case(1);
    add_case(64);  // rings at 66, after the conversation from 5 to 65
    play();
    EXPECT_EQ(outcome(0).contact, secs(5));
    EXPECT_EQ(outcome(1).contact, kNever);
    EXPECT_EQ(only_result(1), Result::busy);
    EXPECT_EQ(outcome(2).contact, secs(5));
}

TEST_F(Contention, what_ends_at_an_instant_is_free_at_it) {
    add_case(0);
    add_case(63);  // rings at 65, when the conversation ends
    play();
    EXPECT_EQ(outcome(1).contact, secs(5));
}

TEST_F(Contention, who_queues_waits_his_turn_and_no_longer_than_his_patience) {
    sketch.scenario.channels[sketch.phone].queue = true;
    sketch.scenario.channels[sketch.phone].patience = secs(100);
    add_case(0);  // talks from 5 to 65
    add_case(1);  // waits from 3 to 65, answered at 68, talks to 128
    add_case(2);  // would wait from 4 to 128: gives up at 104
    play();
    EXPECT_EQ(outcome(1).contact, secs(67));
    EXPECT_EQ(outcome(1).waited, secs(62));
    EXPECT_EQ(only_result(2), Result::busy);
    EXPECT_EQ(outcome(2).waited, secs(100));
}

TEST_F(Contention, priority_goes_before_patience) {
    sketch.scenario.channels[sketch.phone].queue = true;
    sketch.scenario.channels[sketch.phone].patience = secs(1000);
    add_case(0);
    add_case(1);
    add_case(2).priority = 5;
    play();
    EXPECT_EQ(outcome(2).contact, secs(65 + 3 - 2));
    EXPECT_EQ(outcome(1).contact, secs(65 + 3 + 60 + 3 - 1));
}

TEST_F(Contention, a_call_of_lower_priority_is_dropped) {
    sketch.scenario.channels[sketch.phone].preempt = true;
    sketch.scenario.protocols[0].verify = Hurdle{lasts(30), 0};
    sketch.scenario.protocols[0].steps[0].tries = 2;
    sketch.scenario.protocols[0].steps[0].gap = lasts(100);
    add_case(0);                // answered at 5, verified at 35
    add_case(10).priority = 1;  // rings at 12
    play();
    EXPECT_EQ(outcome(1).contact, secs(2 + 3 + 30));
    const Outcome dropped = outcome(0);
    EXPECT_EQ(dropped.attempts[static_cast<std::size_t>(Result::dropped)], 1);
    EXPECT_EQ(dropped.first_answer, secs(5));
    EXPECT_EQ(dropped.contact, secs(12 + 100 + 2 + 3 + 30));
}

/// The desk's one seat is taken twice. The first case's conversation, from 45 to 105, began when the seat was free.
/// The second case's, from 52 to 112, began with a call-back.
class ContentionWithACallBack : public Contention {
protected:
    ContentionWithACallBack() {
        sketch.scenario.channels[sketch.phone].preempt = true;
        const Index other_phone = sketch.call_channel("other phone", 2, 10);
        const Index row = sketch.row(desk.who, other_phone, sketch.calls_back(40));
        by_call_back = sketch.protocol("second");
        sketch.scenario.protocols[by_call_back].goal = sketch.own().goal;
        sketch.scenario.protocols[by_call_back].conversation = lasts(60);
        sketch.step(by_call_back, {{desk.who, row}}).via = {other_phone};
        sketch.own().steps[0].via = {sketch.phone};
        add_case(40);
        add_case(0).protocols = {by_call_back};  // no answer at 12
    }
    Outcome outcome_by_call_back() {
        player->play(1, by_call_back);
        return outcome_of(player->drill(), player->ending());
    }

    Index by_call_back = kNone;
};

TEST_F(ContentionWithACallBack, as_many_are_dropped_as_are_in_the_way) {
    add_case(60).priority = 9;  // rings at 62
    play();
    EXPECT_EQ(outcome(0).contact, secs(5));
    EXPECT_EQ(outcome_by_call_back().contact, secs(52));
    EXPECT_EQ(outcome(2).contact, secs(5));
}

TEST_F(ContentionWithACallBack, nobody_is_dropped_where_that_would_not_make_room) {
    sketch.scenario.cases[0].priority = 9;
    add_case(60).priority = 9;
    add_case(104);  // rings at 106, when the call-back, which was not dropped, still talks
    add_case(111);  // rings at 113, when that is over, too
    play();
    EXPECT_EQ(only_result(2), Result::busy);
    EXPECT_EQ(only_result(3), Result::busy);
    EXPECT_EQ(outcome(4).contact, secs(5));
}

TEST_F(ContentionWithACallBack, an_official_who_calls_back_is_not_dropped_before_he_was_found) {
    for (Protocol& protocol : sketch.scenario.protocols) protocol.verify = Hurdle{lasts(30), 0};
    sketch.scenario.officials[desk.who].seats = 2;
    add_case(60).priority = 9;
    play();
    EXPECT_EQ(only_result(0), Result::dropped);
    EXPECT_EQ(outcome_by_call_back().contact, secs(52 + 30));
    EXPECT_EQ(outcome(2).contact, secs(5 + 30));
}

TEST_F(ContentionWithACallBack, the_unit_of_a_dropped_call_goes_to_the_call_that_preempts) {
    const Index patient = sketch.call_channel("without preemption", 2, 100);
    sketch.scenario.channels[patient].queue = true;
    const Index waits = sketch.protocol("third");
    sketch.step(waits, {{desk.who, sketch.row(desk.who, patient, sketch.responds(3))}}).via = {patient};
    Case& first = add_case(57);  // waits from 59 on
    first.priority = 10;
    first.protocols = {waits};
    add_case(60).priority = 9;  // rings at 62, talks from 65 to 125
    play();
    player->play(2, waits);
    EXPECT_EQ(outcome_of(player->drill(), player->ending()).contact, secs(125 + 3 - 57));
    EXPECT_EQ(outcome(3).contact, secs(5));
}

TEST_F(Contention, seats_stand_side_by_side) {
    sketch.scenario.officials[desk.who].seats = 2;
    for (const std::int64_t after : {0, 1, 2}) add_case(after);
    play();
    EXPECT_EQ(outcome(1).contact, secs(5));
    EXPECT_EQ(only_result(2), Result::busy);
}

TEST_F(Contention, a_channel_has_so_many_lines) {
    sketch.scenario.officials[desk.who].seats = 10;
    sketch.scenario.channels[sketch.phone].lines = 1;
    add_case(0);
    add_case(1);
    add_case(65);  // dials when the conversation ends
    play();
    EXPECT_EQ(only_result(1), Result::no_line);
    player->play(1, 0);
    EXPECT_EQ(player->ending().settled(0), secs(2));
    EXPECT_EQ(outcome(2).contact, secs(5));
}

TEST_F(Contention, a_desk_has_so_many_people_to_call_with) {
    sketch.scenario.officials[desk.who].seats = 10;
    add_case(0);
    Case& second = add_case(1);
    second.caller = sketch.scenario.cases[0].caller;
    second.callee = sketch.party("other");
    sketch.scenario.parties[second.caller].callers = 1;
    play();
    // The second case has another callee, so this desk makes no contact for it. It begins only at 65.
    player->play(1, 0);
    EXPECT_EQ(player->drill().attempts[0].begins, secs(64));
    EXPECT_EQ(outcome(1).waited, secs(64));
}

TEST_F(Contention, other_calls_take_the_desk) {
    Load load;
    load.official = desk.who;
    load.per_hour = 3600;
    load.lasts = lasts(100'000);
    load.from = secs(-3600);
    load.until = secs(0);
    sketch.scenario.loads = {load};
    add_case(0);
    play();
    EXPECT_EQ(only_result(0), Result::busy);
}

TEST_F(Contention, a_search_that_stops_gives_back_what_it_holds) {
    // Two officials are called at once. The second telephone would ring for 500 s.
    const Person other = sketch.someone(1, sketch.phone, sketch.never_responds());
    sketch.scenario.protocols[0].steps.clear();
    sketch.step({desk, other}).all_at_once = true;
    sketch.scenario.channels[sketch.phone].patience = secs(500);
    add_case(0);  // contact at 5
    const Index second = sketch.protocol("second");
    sketch.step(second, {other});
    add_case(4).protocols = {second};  // rings at 6, when the first case has let go
    play();
    player->play(1, second);
    EXPECT_EQ(player->ending().result(0), Result::no_answer);
}

}  // namespace
}  // namespace hotline
