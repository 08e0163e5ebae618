// A timeline names the cause that decided an event, and tells events in the order of time.

#include "sim/reading/timeline.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sim/escalation/isolated_world.hpp"
#include "sim/runs/drill_player.hpp"
#include "tests/oracle/sketch.hpp"

namespace hotline {
namespace {

class TimelineOfADrill : public testing::Test {
protected:
    std::string told() {
        DrillPlayer player(sketch.scenario, 1, make_isolated_world);
        player.begin(0);
        player.play(0, 0);
        std::string text;
        for (const TimelineEvent& event : timeline_of(player.drill(), player.ending())) {
            text += fmt::format("{} {}{}{}\n", seconds_of(event.at), event.what, event.why.empty() ? "" : ": ",
                                event.why);
        }
        return text;
    }
    Index site_down(std::int64_t from) {
        Site& site = sketch.scenario.sites.emplace_back();
        site.id = site.name = "bunker";
        site.identity = identity_of(site.id);
        Outage& outage = sketch.scenario.outages.emplace_back();
        outage.site = 0;
        outage.from = secs(from);
        outage.lasts = lasts(1000);
        return 0;
    }

    Sketch sketch;
};

// The call rings at 2 s, in the last second of the shift, and is answered at 5 s.
TEST_F(TimelineOfADrill, tells_the_duty_at_which_it_rang) {
    const Person person = sketch.someone(1, sketch.phone, sketch.responds(3));
    sketch.scenario.officials[person.who].roster = sketch.office_hours(0, 150);
    sketch.scenario.start_first = sketch.scenario.start_last =
        std::chrono::floor<std::chrono::days>(sketch.scenario.start_first) + std::chrono::minutes{150} - secs(3);
    sketch.step({person});
    EXPECT_NE(told().find("5 answers: on duty: "), std::string::npos) << told();
}

TEST_F(TimelineOfADrill, tells_by_which_turn_of_a_rota_somebody_is_called) {
    const Person first = sketch.someone(1, sketch.phone, sketch.never_responds());
    const Person second = sketch.someone(1, sketch.phone, sketch.responds(3));
    const Index rota = sketch.rota({first, second}, -60);
    sketch.step({}).call.parts = {on_turn(rota), on_turn(rota, 1)};
    sketch.scenario.officials[second.who].roster = sketch.office_hours(0, 1440);
    EXPECT_EQ(told(), R"(0 caller begins to search, by protocol "own"
0 is called: has the duty of rota rota-0
12 no answer: on duty: Thursday 02:30 in UTC
12 is called: comes next in rota rota-0
17 answers: on duty: Thursday 02:30 in UTC
17 somebody with authority is found: authority 1
17 CONTACT: after 17 s
)");
}

TEST_F(TimelineOfADrill, tells_how_a_cluster_differs) {
    const Index responds = sketch.responds(3);
    Response& response = sketch.scenario.responses[responds];
    response.on_duty.answer = 0.5;
    Between& between = response.between.emplace();
    between.answers = Between::Answers::beta;
    between.answer_precision = 1e6;
    const Index steady = sketch.responds(5);
    sketch.scenario.responses[steady].between.emplace().latency_sigma = 1e-9;
    sketch.step({sketch.someone(0, sketch.phone, responds), sketch.someone(1, sketch.phone, steady)}).tries = 5;
    EXPECT_EQ(told(), R"(0 caller begins to search, by protocol "own"
0 is called
5 answers: answers 49.9 % in this drill
5 no authority: authority 0, 1 is needed
5 is called
12 answers: takes 1.00 times the latency in this drill
12 somebody with authority is found: authority 1
12 CONTACT: after 12 s
)");
}

TEST_F(TimelineOfADrill, tells_of_the_wait_for_a_duty) {
    const Person first = sketch.someone(1, sketch.phone, sketch.responds(3));
    const Index rota = sketch.rota({first}, 20);
    Step& step = sketch.step({});
    step.call = on_turn(rota);
    step.waits_for_duty = true;
    EXPECT_EQ(told(), R"(0 caller begins to search, by protocol "own"
0 waits until somebody has the duty of rota rota-0: for 20 s
20 is called: has the duty of rota rota-0
25 answers: on duty: Thursday 02:30 in UTC
25 somebody with authority is found: authority 1
25 CONTACT: after 25 s
)");
    sketch.own().steps[0].within = secs(15);
    EXPECT_EQ(told(), R"(0 caller begins to search, by protocol "own"
0 waits until somebody has the duty of rota rota-0: nobody does before the step is over
1000 the horizon: no contact
)");
}

TEST_F(TimelineOfADrill, tells_for_whom_somebody_stands_in) {
    const Person away = sketch.someone(1, sketch.phone, sketch.responds(3));
    const Person deputy = sketch.someone(1, sketch.phone, sketch.responds(4));
    const Index rota = sketch.rota({away}, -60);
    Leave& leave = sketch.scenario.leaves.emplace_back();
    leave.official = away.who;
    leave.deputy = deputy.who;
    leave.from = sketch.scenario.start_first;
    leave.until = leave.from + secs(100);
    sketch.step({away});
    EXPECT_NE(told().find("0 is called: in place of official-0, on leave\n"), std::string::npos) << told();
    sketch.own().steps[0].call = on_turn(rota);
    EXPECT_NE(told().find("0 is called: has the duty of rota rota-0, in place of official-0, on leave\n"),
              std::string::npos)
        << told();
}

TEST_F(TimelineOfADrill, tells_where_a_result_leads) {
    const Person silent = sketch.someone(1, sketch.phone, sketch.never_responds());
    const Person never_called = sketch.someone(1, sketch.phone, sketch.responds(3));
    const Person reached = sketch.someone(1, sketch.phone, sketch.responds(3));
    sketch.step({silent, never_called}).on = {{Result::no_answer, FollowUp::Goes::to_step, 2, {}}};
    sketch.step({never_called});
    sketch.step({reached});
    EXPECT_EQ(told(), R"(0 caller begins to search, by protocol "own"
0 is called
12 no answer
12 on to step 3: after "no answer"
12 is called
17 answers
17 somebody with authority is found: authority 1
17 CONTACT: after 17 s
)");
}

TEST_F(TimelineOfADrill, tells_who_else_took_the_call) {
    const Person absent = sketch.someone(1, sketch.phone, sketch.never_responds());
    const Person moved = sketch.someone(1, sketch.phone, sketch.never_responds());
    const Person busy = sketch.someone(1, sketch.phone, sketch.responds(3));
    VoiceMail& machine = sketch.scenario.responses[0].voice_mail.emplace();
    machine.probability = 1;
    machine.after = lasts(4);
    machine.leave = 1;
    machine.message = lasts(6);
    machine.call_back = CallBack{1, lasts(60)};
    sketch.scenario.responses[1].wrong_person = WrongPerson{1, lasts(1), lasts(7)};
    sketch.scenario.responses[2].on_duty.declined = 1;
    sketch.step({absent, moved, busy});
    EXPECT_EQ(told(), R"(0 caller begins to search, by protocol "own"
0 is called
12 voice mail: a machine takes the call after 4 s, a message is left; calls back later
12 is called
22 wrong person: somebody who is not on the lists
22 is called
27 declined
72 calls back
72 somebody with authority is found: authority 1
72 CONTACT: after 1 min 12 s
)");
}

TEST_F(TimelineOfADrill, tells_who_counts) {
    const Person first = sketch.someone(1, sketch.phone, sketch.responds(3));
    const Person second = sketch.someone(2, sketch.phone, sketch.responds(4));
    const Index by_mail = sketch.row(first.who, sketch.mail, sketch.responds(6));
    sketch.own().goal->count = 2;
    sketch.step({first}).via = {sketch.mail};
    sketch.own().steps.back().patience = secs(5);
    sketch.step({first, second}).via = {sketch.phone};
    sketch.own().steps.back().before = lasts(1);
    EXPECT_EQ(sketch.scenario.rows[by_mail].channel, sketch.mail);
    EXPECT_EQ(told(), R"(0 caller begins to search, by protocol "own"
0 is written to
6 no answer: the reply comes later
7 replies
7 reached: 1 of 2, authority 1
7 is called
12 answers
12 somebody with authority: counts nothing more
12 is called
18 answers
18 reached: 2 of 2, authority 2
18 CONTACT: after 18 s
)");
    sketch.own().goal->count = 3;
    EXPECT_NE(told().find("the horizon: no contact: 2 of 3 reached"), std::string::npos) << told();
}

TEST_F(TimelineOfADrill, tells_who_joins_and_leaves_the_line) {
    const Person first = sketch.someone(1, sketch.phone, sketch.responds(3));
    const Person silent = sketch.someone(1, sketch.phone, sketch.never_responds());
    const Person second = sketch.someone(1, sketch.phone, sketch.responds(4));
    Goal& goal = *sketch.own().goal;
    goal.count = 2;
    goal.conference = true;
    goal.hold = secs(10);
    sketch.own().rounds = 2;
    sketch.step({first, silent, second});
    EXPECT_EQ(told(), R"(0 caller begins to search, by protocol "own"
0 is called
5 answers
5 reached: 1 of 2 on the line, authority 1
5 is called
15 leaves the line: after 10 s
17 no answer
17 is called
23 answers
23 reached: 1 of 2 on the line, authority 1
23 is called, attempt 2
28 answers
28 reached: 2 of 2 on the line, authority 1
28 CONTACT: after 28 s
)");
    goal.hold = secs(3600);
    sketch.scenario.officials[first.who].site = site_down(6);
    EXPECT_NE(told().find("6 leaves the line: site bunker is down\n"), std::string::npos) << told();
    EXPECT_NE(told().find("the horizon: no contact: 1 of 2 on the line"), std::string::npos) << told();
}

TEST_F(TimelineOfADrill, tells_who_calls_others) {
    const Person first = sketch.someone(1, sketch.phone, sketch.responds(3));
    const Person second = sketch.someone(2, sketch.phone, sketch.responds(3));
    const Index tree = sketch.protocol("tree");
    sketch.own().goal->count = 2;
    sketch.step({first}).then_calls = tree;
    sketch.step(tree, {first, second});
    EXPECT_EQ(told(), R"(0 caller begins to search, by protocol "own"
0 is called
5 answers
5 reached: 1 of 2, authority 1
5 official-0 calls others, by protocol "tree"
5 is called
10 answers
10 somebody with authority: counts nothing more
10 is called
15 answers
15 reached: 2 of 2, authority 2
15 CONTACT: after 15 s
)");
}

TEST_F(TimelineOfADrill, tells_what_follows_contact_in_the_order_of_time) {
    sketch.step({sketch.someone(1, sketch.phone, sketch.responds(3))});
    sketch.own().request = Request{0, lasts(0)};
    sketch.own().exchange = Exchange{1, sketch.mail, 1, lasts(0)};
    const std::string text = told();
    EXPECT_LT(text.find("the evidence has arrived by mail"), text.find("no response to the request by the horizon"))
        << text;
}

TEST_F(TimelineOfADrill, tells_that_the_site_of_those_who_call_was_down) {
    sketch.scenario.parties[sketch.caller].site = site_down(4);
    sketch.step({sketch.someone(1, sketch.phone, sketch.responds(3))}).within = secs(8);
    EXPECT_NE(told().find("4 cut off: site bunker is down\n"), std::string::npos) << told();
}

TEST_F(TimelineOfADrill, tells_that_the_time_of_the_step_was_over) {
    sketch.scenario.parties[sketch.caller].site = site_down(40);
    sketch.step({sketch.someone(1, sketch.phone, sketch.responds(7))}).within = secs(8);
    EXPECT_NE(told().find("8 cut off: the time of the step is over\n"), std::string::npos) << told();
}

TEST_F(TimelineOfADrill, tells_which_site_cut_a_conversation) {
    const Person person = sketch.someone(1, sketch.phone, sketch.responds(3));
    sketch.scenario.officials[person.who].site = site_down(9);
    sketch.own().verify = Hurdle{lasts(20), 0};
    sketch.step({person});
    EXPECT_NE(told().find("9 cut off: site bunker is down\n"), std::string::npos) << told();
}

}  // namespace
}  // namespace hotline
