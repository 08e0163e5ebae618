// Ties, the state at the end, the horizon, the request, the clocks (rules 7 to 9).
#include "tests/oracle/example.hpp"

namespace hotline {
namespace {

using enum Result;

Example order_of_the_list() {
    Example e("two contacts at one instant: the order of the list");
    const Person x = e.someone(1, e.phone, e.responds(3));
    const Person y = e.someone(1, e.phone, e.responds(3));
    e.step({y, x}).all_at_once = true;
    e.first_answer(5).contact(5, y.row).attempt(0, 5, x.row, 1, cut_off).attempt(0, 5, y.row, 1, contact);
    return e;
}

Example order_of_the_steps() {
    Example e("two contacts at one instant: the order of the steps");
    const Person x = e.someone(1, e.phone, e.calls_back(5));
    const Person y = e.someone(1, e.phone, e.responds(3));
    e.step({x});
    e.step({y});
    e.first_answer(17).contact(17, x.row);
    e.attempt(0, 12, x.row, 1, no_answer).attempt(12, 17, y.row, 1, cut_off);
    return e;
}

Example order_of_the_steps_whatever_the_round() {
    Example e("the order of the steps, whatever the round");
    const Index red = e.call_channel("red", 2, 10);
    e.scenario.channels[red].carriers = {e.carrier("net")};
    e.outage(0, 0, 1);
    const Person x = e.someone(1, red, e.responds(3));
    const Person y = e.someone(1, e.phone, e.calls_back(5));
    e.own().rounds = 2;
    e.step({x});
    e.step({y});
    e.first_answer(19).contact(19, x.row);
    e.attempt(0, 2, x.row, 1, channel_down).attempt(2, 14, y.row, 1, no_answer).attempt(14, 19, x.row, 2, contact);
    return e;
}

Example earlier_attempt() {
    Example e("two contacts with one target at one instant: the earlier attempt");
    const Index x = e.official(e.callee, 1);
    const Index first = e.row(x, e.phone, e.calls_back(5));
    const Index second = e.row(x, e.phone, e.responds(3));
    e.step({{x}});
    e.first_answer(17).contact(17, first);
    e.attempt(0, 12, first, 1, no_answer).attempt(12, 17, second, 1, cut_off);
    return e;
}

/// x hands over to "inner", which calls y; beside it z is called.
struct Beside : Example {
    Beside(std::string name, std::int64_t latency_of_z) : Example(std::move(name)) {
        x = someone(0, phone, responds(3));
        y = someone(1, phone, responds(3));
        z = someone(1, phone, responds(latency_of_z));
        const Index inner = protocol("inner");
        scenario.parties[callee].hand_over = inner;
        own().hold = secs(60);
        step({x, z}).all_at_once = true;
        step(inner, {y});
        first_answer(5);
    }
    Person x, y, z;
};

Example outer_before_inner() {
    Beside e("two contacts at one instant: the outer search before the inner", 8);
    e.contact(10, e.z.row).attempt(0, 5, e.x.row, 1, handed_over).attempt(0, 10, e.z.row, 1, contact);
    e.attempt_in(e.path(e.x.row), 5, 10, e.y.row, 1, cut_off);
    return e;
}

Example answered_at_the_instant_of_contact() {
    Beside e("an answer at the instant of contact has not come, and nothing comes of it", 3);
    e.contact(5, e.z.row).attempt(0, 5, e.x.row, 1, cut_off).attempt(0, 5, e.z.row, 1, contact);
    return e;
}

Example settled_at_the_instant_of_contact() {
    Example e(
        "a call that ends by itself at the instant of contact has its own result; what would begin then has not "
        "happened");
    const Index old = e.call_channel("old", 12, 10);
    e.let_addresses_rot(old);
    const Index x = e.official(e.callee, 1);
    const Index dead = e.row(x, old, e.responds(3));
    e.row(x, e.phone, e.responds(3));
    const Person y = e.someone(1, e.phone, e.responds(10));
    const Person z = e.someone(1, e.phone, e.never_responds());
    const Person w = e.someone(0, e.phone, e.responds(10));
    e.step({{x}, y, z, w}).all_at_once = true;
    e.first_answer(12).contact(12, y.row);
    e.attempt(0, 12, dead, 1, stale).attempt(0, 12, y.row, 1, contact).attempt(0, 12, z.row, 1, no_answer);
    e.attempt(0, 12, w.row, 1, cut_off);
    return e;
}

Example late_reply_at_the_instant_of_contact() {
    Example e("a late reply at the instant of contact has not come");
    const Person x = e.someone(0, e.mail, e.responds(25));
    const Person y = e.someone(1, e.phone, e.responds(3));
    e.step({x, y});
    e.first_answer(26).contact(26, y.row);
    e.attempt(0, 21, x.row, 1, no_answer).attempt(21, 26, y.row, 1, contact);
    return e;
}

Example conversation_cut_off_by_contact() {
    Example e("conversations under way are cut off by contact, also those of late replies");
    e.own().verify = Hurdle{lasts(10), 0};
    const Person x = e.someone(0, e.mail, e.responds(26));
    const Person y = e.someone(0, e.mail, e.responds(20));
    const Person z = e.someone(1, e.call_channel("slow", 25, 10), e.responds(0));
    e.step({x, y, z}).all_at_once = true;
    e.first_answer(21).contact(35, z.row);
    e.attempt(0, 35, x.row, 1, cut_off).attempt(0, 31, y.row, 1, no_authority).attempt(0, 35, z.row, 1, contact);
    return e;
}

Example no_time_at_all() {
    Example e("two contacts in no time at the first instant: the first one counts");
    const Index red = e.call_channel("red", 0, 0);
    const Person x = e.someone(1, red, e.responds(0));
    const Person y = e.someone(1, red, e.responds(0));
    e.step({x, y}).all_at_once = true;
    e.first_answer(0).contact(0, x.row).attempt(0, 0, x.row, 1, contact);
    return e;
}

Example hand_over_in_no_time() {
    Example e("a hand-over in no time: both attempts have happened, nothing else has");
    const Index red = e.call_channel("red", 0, 0);
    const Person x = e.someone(0, red, e.responds(0));
    const Person y = e.someone(1, red, e.responds(0));
    const Index inner = e.protocol("inner");
    e.scenario.parties[e.callee].hand_over = inner;
    e.step({x, y});
    e.step(inner, {x, y});
    e.first_answer(0).contact(0, y.row).attempt(0, 0, x.row, 1, handed_over);
    e.attempt_in(e.path(x.row), 0, 0, y.row, 1, contact);
    return e;
}

Example at_the_horizon() {
    Example e("contact at the horizon");
    e.scenario.horizon = secs(5);
    const Person x = e.someone(1, e.phone, e.responds(3));
    e.step({x});
    e.first_answer(5).contact(5, x.row).attempt(0, 5, x.row, 1, contact);
    return e;
}

Example beyond_the_horizon() {
    Example e("contact that would come after the horizon is none, the answer before it is one");
    e.scenario.horizon = secs(8);
    e.own().verify = Hurdle{lasts(4), 0};
    const Person x = e.someone(1, e.phone, e.responds(3));
    e.step({x});
    e.first_answer(5).attempt(0, 8, x.row, 1, cut_off);
    return e;
}

Example begun_at_the_horizon() {
    Example e("an attempt begun at the horizon has happened and is cut off, unless it took no time");
    e.scenario.horizon = secs(12);
    const Index old = e.call_channel("old", 0, 10);
    e.let_addresses_rot(old);
    const Person x = e.someone(1, e.phone, e.never_responds());
    const Person y = e.someone(1, old, e.responds(3));
    const Person z = e.someone(1, e.phone, e.responds(3));
    e.step({x, y, z});
    e.attempt(0, 12, x.row, 1, no_answer).attempt(12, 12, y.row, 1, stale).attempt(12, 12, z.row, 1, cut_off);
    return e;
}

Example answers_at_the_horizon() {
    Example e("answers at the horizon have happened, late replies too");
    e.scenario.horizon = secs(50);
    const Person x = e.someone(0, e.mail, e.responds(49));
    const Person y = e.someone(1, e.mail, e.responds(50));
    e.step({x, y}).all_at_once = true;
    e.first_answer(50).attempt(0, 50, x.row, 1, no_authority).attempt(0, 21, y.row, 1, no_answer);
    return e;
}

Example call_back_at_the_horizon() {
    Example e("a call-back at the horizon makes contact");
    e.scenario.horizon = secs(50);
    const Person x = e.someone(1, e.phone, e.calls_back(38));
    e.step({x});
    e.first_answer(50).contact(50, x.row).attempt(0, 12, x.row, 1, no_answer);
    return e;
}

Example connecting_at_the_horizon() {
    Example e("found before the horizon, connected after it: no contact");
    e.scenario.horizon = secs(20);
    const Person x = e.someone(0, e.phone, e.responds(3));
    const Person y = e.someone(1, e.phone, e.responds(3));
    const Index inner = e.protocol("inner");
    e.scenario.parties[e.callee].hand_over = inner;
    e.own().connect = lasts(11);
    e.step({x});
    e.step(inner, {y});
    e.first_answer(5).attempt(0, 5, x.row, 1, handed_over);
    e.attempt_in(e.path(x.row), 5, 10, y.row, 1, cut_off);
    return e;
}

Example found_in_no_time_for_nothing() {
    Example e("an attempt that finds somebody in no time, and does not make the case's contact, has not happened");
    const Person x = e.someone(0, e.phone, e.calls_back(5));
    const Person y = e.someone(1, e.call_channel("red", 0, 0), e.responds(0));
    const Index inner = e.protocol("inner");
    e.scenario.parties[e.callee].hand_over = inner;
    e.own().connect = lasts(2000);
    e.step({x});
    e.step(inner, {y});
    e.first_answer(17).attempt(0, 12, x.row, 1, no_answer);
    return e;
}

Example request() {
    Example e("the response to a request counts from contact, and may come at the horizon");
    e.own().request = Request{1, lasts(995)};
    const Person x = e.someone(1, e.phone, e.responds(3));
    e.step({x});
    e.first_answer(5).contact(5, x.row).response(1000).attempt(0, 5, x.row, 1, contact);
    return e;
}

Example request_too_late() {
    Example e("a response after the horizon is none");
    e.own().request = Request{1, lasts(996)};
    const Person x = e.someone(1, e.phone, e.responds(3));
    e.step({x});
    e.first_answer(5).contact(5, x.row).attempt(0, 5, x.row, 1, contact);
    return e;
}

Example request_refused() {
    Example e("a request that is not answered");
    e.own().request = Request{0, lasts(1)};
    const Person x = e.someone(1, e.phone, e.responds(3));
    e.step({x});
    e.first_answer(5).contact(5, x.row).attempt(0, 5, x.row, 1, contact);
    return e;
}

Example after() {
    Example e("a case that begins later: outages and rosters are those of the hour, times and horizon its own");
    e.scenario.cases[0].after = secs(60);
    e.scenario.horizon = secs(20);
    e.scenario.channels[e.phone].carriers = {e.carrier("net")};
    e.outage(0, 62, 5);
    const Person x = e.someone(1, e.phone, e.responds(3));
    const Person y = e.someone(1, e.phone, e.responds(3));
    e.scenario.officials[x.who].roster = e.office_hours(540, 600);
    e.scenario.officials[y.who].roster = e.office_hours(151, 600);
    e.own().prepare = lasts(2);
    Step& step = e.step({x, y});
    step.skip_off_duty = true;
    step.tries = 2;
    step.gap = lasts(8);
    e.first_answer(17).contact(17, y.row);
    e.attempt(2, 4, y.row, 1, channel_down).attempt(12, 17, y.row, 2, contact);
    return e;
}

}  // namespace

void add_ending_examples(Examples& examples) {
    for (auto* make : {order_of_the_list,
                       order_of_the_steps,
                       order_of_the_steps_whatever_the_round,
                       earlier_attempt,
                       outer_before_inner,
                       answered_at_the_instant_of_contact,
                       settled_at_the_instant_of_contact,
                       late_reply_at_the_instant_of_contact,
                       conversation_cut_off_by_contact,
                       no_time_at_all,
                       hand_over_in_no_time,
                       at_the_horizon,
                       beyond_the_horizon,
                       begun_at_the_horizon,
                       answers_at_the_horizon,
                       call_back_at_the_horizon,
                       connecting_at_the_horizon,
                       found_in_no_time_for_nothing,
                       request,
                       request_too_late,
                       request_refused,
                       after}) {
        examples.push_back(make().done());
    }
}

}  // namespace hotline
