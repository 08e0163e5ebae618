// Calls and call-backs (rules 2 and 3).
#include "tests/oracle/example.hpp"

namespace hotline {
namespace {

using enum Result;

Example patience_includes_its_last_instant() {
    Example e("an answer at the last instant of the patience");
    const Person x = e.someone(1, e.phone, e.responds(10));
    e.step({x});
    e.first_answer(12).contact(12, x.row).attempt(0, 12, x.row, 1, contact);
    return e;
}

Example too_late() {
    Example e("an answer that would come after the patience");
    const Person x = e.someone(1, e.phone, e.responds(11));
    e.step({x});
    e.attempt(0, 12, x.row, 1, no_answer);
    return e;
}

Example patience_of_the_step() {
    Example e("the step's patience in place of the channel's");
    const Person x = e.someone(1, e.phone, e.responds(4));
    e.step({x}).patience = secs(3);
    e.attempt(0, 5, x.row, 1, no_answer);
    return e;
}

Example channel_is_down() {
    Example e("a call that begins during an outage, and one that begins as it ends");
    e.scenario.channels[e.phone].carriers = {e.carrier("net")};
    e.outage(0, -10, 15);
    const Person x = e.someone(1, e.phone, e.responds(3));
    Step& step = e.step({x});
    step.tries = 2;
    step.gap = lasts(3);
    e.first_answer(10).contact(10, x.row);
    e.attempt(0, 2, x.row, 1, channel_down).attempt(5, 10, x.row, 2, contact);
    return e;
}

Example outage_begins_with_the_call() {
    Example e("an outage that begins at the instant of the call comes before it");
    e.scenario.channels[e.phone].carriers = {e.carrier("net")};
    e.outage(0, 5, 1);
    const Person x = e.someone(1, e.phone, e.responds(3));
    e.own().prepare = lasts(5);
    e.step({x});
    e.attempt(5, 7, x.row, 1, channel_down);
    return e;
}

Example outage_during_the_call() {
    Example e("an outage that begins after a call has begun does not matter");
    e.scenario.channels[e.phone].carriers = {e.carrier("net")};
    e.outage(0, 1, 100);
    const Person x = e.someone(1, e.phone, e.responds(3));
    e.step({x});
    e.first_answer(5).contact(5, x.row).attempt(0, 5, x.row, 1, contact);
    return e;
}

Example one_outage_ends_as_the_next_begins() {
    Example e("a carrier is down while any outage holds it, also where one ends as the next begins");
    e.scenario.channels[e.phone].carriers = {e.carrier("good"), e.carrier("bad")};
    e.outage(1, -5, 10);
    e.outage(1, 5, 10);
    const Person x = e.someone(1, e.phone, e.responds(3));
    e.own().prepare = lasts(5);
    e.step({x});
    e.attempt(5, 7, x.row, 1, channel_down);
    return e;
}

Example never_up() {
    Example e("a carrier of availability 0 is always down");
    e.scenario.channels[e.phone].carriers = {e.carrier("net")};
    e.scenario.carriers[0].availability = 0;
    e.scenario.carriers[0].mean_outage = secs(1);
    const Person x = e.someone(1, e.phone, e.responds(3));
    Step& step = e.step({x});
    step.tries = 2;
    step.gap = lasts(900);
    e.attempt(0, 2, x.row, 1, channel_down).attempt(902, 904, x.row, 2, channel_down);
    return e;
}

Example down_before_stale() {
    Example e("a channel that is down hides a dead number");
    e.scenario.channels[e.phone].carriers = {e.carrier("net")};
    e.outage(0, 0, 1);
    e.let_addresses_rot(e.phone);
    const Person x = e.someone(1, e.phone, e.responds(3));
    e.step({x}).tries = 3;
    e.attempt(0, 2, x.row, 1, channel_down).attempt(2, 4, x.row, 2, stale);
    return e;
}

Example freshly_verified() {
    Example e("an entry verified after the drill's start is of no age, and so is its holder");
    e.let_addresses_rot(e.phone);
    const Person x = e.someone(1, e.phone, e.responds(3));
    e.scenario.officials[x.who].staleness = 0;
    e.scenario.rows[x.row].last_verified = e.scenario.start_first + std::chrono::days{1};
    e.step({x});
    e.first_answer(5).contact(5, x.row).attempt(0, 5, x.row, 1, contact);
    return e;
}

Example holder_of_the_freshest_row() {
    Example e("the holder is as old as the most recently verified row, an address as its own");
    e.let_addresses_rot(e.phone);
    const Index x = e.official(e.callee, 1);
    const Index fresh = e.row(x, e.phone, e.never_responds());
    const Index old_phone = e.row(x, e.phone, e.responds(3));
    const Index old_mail = e.row(x, e.mail, e.responds(3));
    e.scenario.officials[x].staleness = 0;
    e.scenario.rows[fresh].last_verified = e.scenario.start_first;
    e.step({{x}});
    e.first_answer(18).contact(18, old_mail);
    e.attempt(0, 12, fresh, 1, no_answer).attempt(12, 14, old_phone, 1, stale).attempt(14, 18, old_mail, 1, contact);
    return e;
}

Example holder_beside_a_row_without_a_date() {
    Example e("a row that was never verified does not make its holder younger");
    const Index x = e.official(e.callee, 1);
    const Index dated = e.row(x, e.phone, e.responds(3));
    const Index undated = e.row(x, e.mail, e.responds(3));
    e.scenario.officials[x].staleness = e.staleness(1);
    e.scenario.unverified_age = Ticks{0};
    e.scenario.rows[dated].last_verified = e.scenario.start_first - std::chrono::days{365 * 1000};
    e.step({{x}});
    e.attempt(0, 2, dated, 1, stale).attempt(2, 23, undated, 1, stale);
    return e;
}

Example stale_holder() {
    Example e("when the holder has gone stale, every row has");
    const Index x = e.official(e.callee, 1);
    const Index by_phone = e.row(x, e.phone, e.calls_back(5));
    const Index by_mail = e.row(x, e.mail, e.responds(3));
    e.scenario.officials[x].staleness = e.staleness(1e9);
    e.step({{x}});
    e.attempt(0, 2, by_phone, 1, stale).attempt(2, 23, by_mail, 1, stale);
    return e;
}

Example absent() {
    Example e("whoever is not present neither answers nor calls back");
    const Index response = e.calls_back(5);
    e.scenario.responses[response].on_duty.latency = lasts(0);
    e.scenario.responses[response].present = 0;
    const Person x = e.someone(1, e.phone, response);
    e.step({x});
    e.attempt(0, 12, x.row, 1, no_answer);
    return e;
}

Example unwilling() {
    Example e("an unwilling party does not answer that caller, and does not call back");
    Stance stance;
    stance.party = e.callee;
    stance.towards = e.caller;
    stance.willing = 0;
    e.scenario.stances = {stance};
    const Person x = e.someone(1, e.phone, e.responds(3));
    const Person y = e.someone(1, e.phone, e.calls_back(5));
    const Person own = e.someone_of(e.caller, 1, e.phone, e.responds(3));
    e.step({x, y, own});
    e.first_answer(29).attempt(0, 12, x.row, 1, no_answer).attempt(12, 24, y.row, 1, no_answer);
    e.attempt(24, 29, own.row, 1, no_authority);
    return e;
}

Example duty_state_at_the_end_of_the_set_up() {
    Example e("the duty state is that at the end of the set-up");
    e.scenario.start_first -= secs(1);
    e.scenario.start_last -= secs(1);
    const Index response = e.responds(3);
    e.scenario.responses[response].off_duty.answer = 0;
    const Person x = e.someone(1, e.phone, response);
    e.scenario.officials[x.who].roster = e.office_hours(150, 600);
    e.step({x});
    e.first_answer(5).contact(5, x.row).attempt(0, 5, x.row, 1, contact);
    return e;
}

Example off_duty() {
    Example e("off duty has a probability and a latency of its own; next-shift means nothing for calls");
    const Index response = e.never_responds();
    e.scenario.responses[response].off_duty = Duty{1, lasts(6), true};
    const Person x = e.someone(1, e.phone, response);
    e.scenario.officials[x.who].roster = e.office_hours(540, 600);
    e.step({x});
    e.first_answer(8).contact(8, x.row).attempt(0, 8, x.row, 1, contact);
    return e;
}

Example call_back() {
    Example e("a call-back makes contact and is no attempt; it needs no carrier");
    e.scenario.channels[e.phone].carriers = {e.carrier("net")};
    e.outage(0, 1, 500);
    const Person x = e.someone(1, e.phone, e.calls_back(20));
    const Person y = e.someone(1, e.mail, e.never_responds());
    e.step({x, y});
    e.first_answer(32).contact(32, x.row);
    e.attempt(0, 12, x.row, 1, no_answer).attempt(12, 32, y.row, 1, cut_off);
    return e;
}

Example call_back_after_the_end() {
    Example e("after the last round the case still waits for what is pending");
    const Person x = e.someone(1, e.phone, e.calls_back(500));
    e.step({x});
    e.first_answer(512).contact(512, x.row).attempt(0, 12, x.row, 1, no_answer);
    return e;
}

Example one_promise() {
    Example e("one call-back per official and search, also from another row");
    const Index x = e.official(e.callee, 1);
    const Index first = e.row(x, e.phone, e.calls_back(100));
    const Index second = e.row(x, e.phone, e.calls_back(1));
    e.step({{x}});
    e.first_answer(112).contact(112, first);
    e.attempt(0, 12, first, 1, no_answer).attempt(12, 24, second, 1, no_answer);
    return e;
}

Example idle_call_back() {
    Example e("a call-back without authority changes nothing");
    const Person x = e.someone(0, e.phone, e.calls_back(5));
    const Person y = e.someone(1, e.phone, e.responds(9));
    e.step({x, y});
    e.first_answer(17).contact(23, y.row);
    e.attempt(0, 12, x.row, 1, no_answer).attempt(12, 23, y.row, 1, contact);
    return e;
}

Example call_back_is_verified() {
    Example e("a call-back goes through verification, in its own time");
    const Person x = e.someone(1, e.phone, e.calls_back(5));
    const Person y = e.someone(0, e.phone, e.never_responds());
    e.own().verify = Hurdle{lasts(30), 0};
    e.step({x, y});
    e.first_answer(17).contact(47, x.row);
    e.attempt(0, 12, x.row, 1, no_answer).attempt(12, 24, y.row, 1, no_answer);
    return e;
}

}  // namespace

void add_call_examples(Examples& examples) {
    for (auto* make : {patience_includes_its_last_instant,
                       too_late,
                       patience_of_the_step,
                       channel_is_down,
                       outage_begins_with_the_call,
                       outage_during_the_call,
                       one_outage_ends_as_the_next_begins,
                       never_up,
                       down_before_stale,
                       freshly_verified,
                       holder_of_the_freshest_row,
                       holder_beside_a_row_without_a_date,
                       stale_holder,
                       absent,
                       unwilling,
                       duty_state_at_the_end_of_the_set_up,
                       off_duty,
                       call_back,
                       call_back_after_the_end,
                       one_promise,
                       idle_call_back,
                       call_back_is_verified}) {
        examples.push_back(make().done());
    }
}

}  // namespace hotline
