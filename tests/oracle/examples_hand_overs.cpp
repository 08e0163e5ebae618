// Hand-overs and relays: the searches that an answer opens (rule 6).
#include "tests/oracle/example.hpp"

namespace hotline {
namespace {

using enum Result;

/// The case's search calls x, who has no authority. He is on the line at 5 s, and hands over to the protocol "inner"
/// (index 1), which takes 4 s to prepare and calls y.
struct HandOver : Example {
    HandOver(std::string name, std::int64_t hold, std::int64_t connect) : Example(std::move(name)) {
        x = someone(0, phone, responds(3));
        y = someone(1, phone, responds(3));
        z = someone(1, phone, never_responds());
        inner = protocol("inner");
        scenario.parties[callee].hand_over = inner;
        scenario.protocols[inner].prepare = lasts(4);
        own().hold = secs(hold);
        own().connect = lasts(connect);
        first_answer(5);
    }
    Person x, y, z;
    Index inner = kNone;
};

Example found_within_hold() {
    HandOver e("found while the caller holds: contact at that instant", 60, 7);
    e.step({e.x, e.z});
    e.step(e.inner, {e.y});
    e.contact(14, e.y.row).attempt(0, 5, e.x.row, 1, handed_over);
    e.attempt_in(e.path(e.x.row), 9, 14, e.y.row, 1, contact);
    return e;
}

Example hold_includes_its_last_instant() {
    HandOver e("found at the last instant of the hold", 9, 7);
    e.step({e.x, e.z});
    e.step(e.inner, {e.y});
    e.contact(14, e.y.row).attempt(0, 5, e.x.row, 1, handed_over);
    e.attempt_in(e.path(e.x.row), 9, 14, e.y.row, 1, contact);
    return e;
}

Example found_beyond_hold() {
    HandOver e("found later: the caller has gone on, and contact comes after connect", 5, 7);
    e.step({e.x, e.z});
    e.step(e.inner, {e.y});
    e.contact(21, e.y.row).attempt(0, 5, e.x.row, 1, handed_over).attempt(10, 21, e.z.row, 1, cut_off);
    e.attempt_in(e.path(e.x.row), 9, 14, e.y.row, 1, contact);
    return e;
}

Example no_hold() {
    HandOver e("without a hold the caller goes on at once; without connect contact comes when somebody is found", 0,
               0);
    e.step({e.x, e.z});
    e.step(e.inner, {e.y});
    e.contact(14, e.y.row).attempt(0, 5, e.x.row, 1, handed_over).attempt(5, 14, e.z.row, 1, cut_off);
    e.attempt_in(e.path(e.x.row), 9, 14, e.y.row, 1, contact);
    return e;
}

Example hold_ends_when_nothing_is_pending() {
    HandOver e("the caller goes on when the inner search has nothing more under way, its last linger included", 500,
               7);
    e.step({e.x, e.z});
    Step& step = e.step(e.inner, {e.z});
    step.before = lasts(1);
    step.linger = lasts(3);
    e.scenario.protocols[e.inner].rounds = 2;
    e.scenario.protocols[e.inner].round_gap = lasts(10);
    e.attempt(0, 5, e.x.row, 1, handed_over).attempt(51, 63, e.z.row, 1, no_answer);
    e.attempt_in(e.path(e.x.row), 10, 22, e.z.row, 1, no_answer);
    e.attempt_in(e.path(e.x.row), 36, 48, e.z.row, 2, no_answer);
    return e;
}

Example hold_waits_for_call_backs() {
    HandOver e("a call-back that will come is pending, until its conversation ends", 500, 7);
    const Person w = e.someone(0, e.phone, e.calls_back(30));
    e.step({e.x, e.z});
    e.step(e.inner, {w});
    e.scenario.protocols[e.inner].verify = Hurdle{lasts(8), 1};
    e.attempt(0, 5, e.x.row, 1, handed_over).attempt(59, 71, e.z.row, 1, no_answer);
    e.attempt_in(e.path(e.x.row), 9, 21, w.row, 1, no_answer);
    return e;
}

Example hold_waits_for_late_replies() {
    HandOver e("a late reply that will come is pending", 500, 7);
    const Person w = e.someone(1, e.mail, e.responds(40));
    e.step({e.x, e.z});
    e.step(e.inner, {w});
    e.contact(50, w.row).attempt(0, 5, e.x.row, 1, handed_over);
    e.attempt_in(e.path(e.x.row), 9, 50, w.row, 1, contact);
    return e;
}

Example hold_does_not_wait_beyond_the_horizon() {
    HandOver e("a call-back that would come after the horizon does not come, and holds nobody", 500, 7);
    const Person w = e.someone(0, e.phone, e.calls_back(2000));
    e.step({e.x, e.z});
    e.step(e.inner, {w});
    e.attempt(0, 5, e.x.row, 1, handed_over).attempt(21, 33, e.z.row, 1, no_answer);
    e.attempt_in(e.path(e.x.row), 9, 21, w.row, 1, no_answer);
    return e;
}

Example hold_does_not_wait_for_a_later_shift() {
    HandOver e("a reply in tomorrow's shift, after the horizon, does not come, and holds nobody", 500, 7);
    const Index response = e.responds(0);
    e.scenario.responses[response].off_duty.from_next_shift = true;
    const Person w = e.someone(1, e.mail, response);
    e.scenario.officials[w.who].roster = e.office_hours(0, 60);
    e.step({e.x, e.z});
    e.step(e.inner, {w});
    e.attempt(0, 5, e.x.row, 1, handed_over).attempt(30, 42, e.z.row, 1, no_answer);
    e.attempt_in(e.path(e.x.row), 9, 30, w.row, 1, no_answer);
    return e;
}

Example empty_inner_search() {
    HandOver e("an inner search that calls nobody holds the caller for its preparation", 500, 7);
    e.step({e.x, e.z});
    e.step(e.inner, {}).call.role = "nobody";
    e.attempt(0, 5, e.x.row, 1, handed_over).attempt(9, 21, e.z.row, 1, no_answer);
    return e;
}

Example relay() {
    HandOver e("a relay: whoever answers carries on, from the side of his own party, whatever his authority", 60, 7);
    const Index third = e.party("third", {"en", "zh"});
    const Person w = e.someone_of(third, 0, e.phone, e.responds(3));
    e.scenario.officials[e.y.who].languages = {"zh"};
    e.own().interpreter = Hurdle{lasts(4), 1};
    e.scenario.protocols[e.inner].interpreter = Hurdle{lasts(4), 1};
    e.step({w, e.z}).pass_to = e.inner;
    e.step(e.inner, {e.y});
    e.contact(14, e.y.row).attempt(0, 5, w.row, 1, handed_over);
    e.attempt_in(e.path(w.row), 9, 14, e.y.row, 1, contact);
    return e;
}

Example relay_through_authority() {
    HandOver e("a relay goes on also where the official has the authority", 60, 7);
    e.step({e.y}).pass_to = e.inner;
    e.step(e.inner, {e.y});
    e.contact(14, e.y.row).attempt(0, 5, e.y.row, 1, handed_over);
    e.attempt_in(e.path(e.y.row), 9, 14, e.y.row, 1, contact);
    return e;
}

Example asked_again() {
    HandOver e("a hand-over that is asked for again takes no more time and opens nothing", 500, 7);
    e.own().verify = Hurdle{lasts(1), 0};
    e.step({e.x});
    e.step({e.x});
    e.step({e.z});
    e.step(e.inner, {e.z});
    // 5 s: x answers; 6 s: verified; 10 s: prepared; 22 s: nothing more.
    e.attempt(0, 6, e.x.row, 1, handed_over).attempt(22, 28, e.x.row, 2, handed_over);
    e.attempt(28, 40, e.z.row, 1, no_answer);
    e.attempt_in(e.path(e.x.row), 10, 22, e.z.row, 1, no_answer);
    return e;
}

Example never_inside_itself() {
    HandOver e("a protocol is never started inside itself: no authority", 500, 7);
    e.step({e.y, e.x}).pass_to = 0;
    e.step({e.x});
    e.step(e.inner, {e.x});
    e.attempt(0, 5, e.y.row, 1, no_authority).attempt(5, 10, e.x.row, 1, no_authority);
    e.attempt(10, 15, e.x.row, 2, handed_over);
    e.attempt_in(e.path(e.x.row, 2), 19, 24, e.x.row, 1, no_authority);
    return e;
}

Example two_levels() {
    HandOver e("through two levels hold and connect apply level by level", 100, 7);
    const Index third = e.party("third");
    const Index deep = e.protocol("deep");
    e.scenario.parties[third].hand_over = deep;
    const Person w = e.someone_of(third, 0, e.phone, e.responds(3));
    e.step({e.x, e.z});
    e.step(e.inner, {w});
    e.step(deep, {e.y});
    e.scenario.protocols[e.inner].hold = secs(3);
    e.scenario.protocols[e.inner].connect = lasts(10);
    e.scenario.protocols[deep].prepare = lasts(6);
    const Identity inner = e.path(e.x.row);
    // 14 s: w hands over. 25 s: y is found, and nobody holds the line. 35 s: w is reached. He holds x, who holds the
    // caller.
    e.contact(35, e.y.row).attempt(0, 5, e.x.row, 1, handed_over);
    e.attempt_in(inner, 9, 14, w.row, 1, handed_over);
    e.attempt_in(e.path(inner, w.row), 20, 25, e.y.row, 1, contact);
    return e;
}

Example call_back_hands_over() {
    HandOver e("a call-back that is handed over holds nobody, and connect is spent", 100, 7);
    const Person w = e.someone(0, e.phone, e.calls_back(10));
    e.step({w, e.z});
    e.step(e.inner, {e.y});
    e.first_answer(22).contact(38, e.y.row);
    e.attempt(0, 12, w.row, 1, no_answer).attempt(12, 24, e.z.row, 1, no_answer);
    e.attempt_in(e.path(w.row), 26, 31, e.y.row, 1, contact);
    return e;
}

Example late_reply_hands_over() {
    HandOver e("a late reply that is handed over holds nobody, and its attempt is handed over", 100, 7);
    const Person w = e.someone(0, e.mail, e.responds(50));
    e.step({w, e.z});
    e.step(e.inner, {e.y});
    e.first_answer(51).contact(67, e.y.row);
    e.attempt(0, 51, w.row, 1, handed_over).attempt(21, 33, e.z.row, 1, no_answer);
    e.attempt_in(e.path(w.row), 55, 60, e.y.row, 1, contact);
    return e;
}

Example first_to_reach_it_opens() {
    HandOver e("two conversations of an official reach the hand-over at one instant: the earlier attempt opens it",
               100, 8);
    const Index w = e.official(e.callee, 0);
    const Index first = e.row(w, e.phone, e.calls_back(5));
    const Index second = e.row(w, e.phone, e.responds(3));
    e.step({{w}, e.z});
    e.step(e.inner, {e.y});
    e.first_answer(17).contact(34, e.y.row);
    e.attempt(0, 12, first, 1, no_answer).attempt(12, 17, second, 1, handed_over);
    e.attempt(17, 29, e.z.row, 1, no_answer);
    e.attempt_in(e.path(first), 21, 26, e.y.row, 1, contact);
    return e;
}

Example knows_nothing() {
    HandOver e("the inner search knows nothing of dead numbers, and counts its own attempts", 100, 7);
    const Person w = e.someone(1, e.call_channel("old", 3, 10), e.responds(3));
    e.let_addresses_rot(e.scenario.rows[w.row].channel);
    e.step({w, e.x});
    e.step({w});
    e.step(e.inner, {w});
    e.first_answer(8).attempt(0, 3, w.row, 1, stale).attempt(3, 8, e.x.row, 1, handed_over);
    e.attempt_in(e.path(e.x.row), 12, 15, w.row, 1, stale);
    return e;
}

Example sides_are_those_of_the_case() {
    HandOver e("caller and callee in an inner search are those of the case", 100, 7);
    const Person own = e.someone_of(e.caller, 1, e.phone, e.responds(3));
    e.step({e.x});
    e.step(e.inner, {}).call.side = Selector::Side::caller;
    e.step(e.inner, {}).call.side = Selector::Side::callee;
    const Identity inner = e.path(e.x.row);
    e.contact(24, e.y.row).attempt(0, 5, e.x.row, 1, handed_over);
    e.attempt_in(inner, 9, 14, own.row, 1, no_authority).attempt_in(inner, 14, 19, e.x.row, 1, no_authority);
    e.attempt_in(inner, 19, 24, e.y.row, 1, contact);
    return e;
}

Example goal_of_the_case() {
    HandOver e("the inner protocol's goal is ignored, its verification is not", 100, 7);
    e.scenario.protocols[e.inner].goal = Goal{.authority = 9, .by_call = true};
    e.scenario.protocols[e.inner].verify = Hurdle{lasts(2), 0};
    e.step({e.x});
    e.step(e.inner, {e.y});
    e.contact(16, e.y.row).attempt(0, 5, e.x.row, 1, handed_over);
    e.attempt_in(e.path(e.x.row), 9, 16, e.y.row, 1, contact);
    return e;
}

Example contact_elsewhere() {
    HandOver e("contact by the outer search cuts off the inner one", 0, 7);
    const Person w = e.someone(1, e.phone, e.responds(3));
    e.step({e.x, w});
    e.step(e.inner, {e.y});
    e.contact(10, w.row).attempt(0, 5, e.x.row, 1, handed_over).attempt(5, 10, w.row, 1, contact);
    e.attempt_in(e.path(e.x.row), 9, 10, e.y.row, 1, cut_off);
    return e;
}

Example overtaken_while_connecting() {
    HandOver e("the inner search goes silent when it has found; the outer goes on during connect", 0, 50);
    const Person w = e.someone(1, e.phone, e.responds(3));
    e.step({e.x, e.z, w});
    e.step(e.inner, {e.y, e.z}).all_at_once = true;
    const Identity inner = e.path(e.x.row);
    e.contact(22, w.row).attempt(0, 5, e.x.row, 1, handed_over);
    e.attempt(5, 17, e.z.row, 1, no_answer).attempt(17, 22, w.row, 1, contact);
    e.attempt_in(inner, 9, 14, e.y.row, 1, cut_off).attempt_in(inner, 9, 14, e.z.row, 1, cut_off);
    return e;
}

Example hold_over_within() {
    HandOver e("within does not cut a hold, and nothing new begins after it", 20, 7);
    e.step({e.x, e.z}).within = secs(8);
    e.step({e.z});
    e.step(e.inner, {e.z});
    e.attempt(0, 5, e.x.row, 1, handed_over).attempt(21, 33, e.z.row, 1, no_answer);
    e.attempt_in(e.path(e.x.row), 9, 21, e.z.row, 1, no_answer);
    return e;
}

}  // namespace

void add_hand_over_examples(Examples& examples) {
    for (auto* make : {found_within_hold,
                       hold_includes_its_last_instant,
                       found_beyond_hold,
                       no_hold,
                       hold_ends_when_nothing_is_pending,
                       hold_waits_for_call_backs,
                       hold_waits_for_late_replies,
                       hold_does_not_wait_beyond_the_horizon,
                       hold_does_not_wait_for_a_later_shift,
                       empty_inner_search,
                       relay,
                       relay_through_authority,
                       asked_again,
                       never_inside_itself,
                       two_levels,
                       call_back_hands_over,
                       late_reply_hands_over,
                       first_to_reach_it_opens,
                       knows_nothing,
                       sides_are_those_of_the_case,
                       goal_of_the_case,
                       contact_elsewhere,
                       overtaken_while_connecting,
                       hold_over_within}) {
        examples.push_back(make().done());
    }
}

}  // namespace hotline
