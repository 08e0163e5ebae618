// Results that are not answers, who calls back after them, and the hours of responses (rules 2.7 to 2.10, 3.1
// and 3.2).
#include "tests/oracle/example.hpp"

namespace hotline {
namespace {

using enum Result;

constexpr std::chrono::minutes kStart{150};  // all drills start at 02:30, local time of everybody

Response& response_of(Example& e, const Person& who) {
    return e.scenario.responses[e.scenario.rows[who.row].response];
}

VoiceMail& machine_of(Example& e, const Person& who, std::int64_t after) {
    VoiceMail& machine = response_of(e, who).voice_mail.emplace();
    machine.probability = 1;
    machine.after = lasts(after);
    return machine;
}

Example machine_takes_the_call() {
    Example e("a machine takes the call, a message is left, and the branch goes on as after no answer");
    const Person x = e.someone(1, e.phone, e.responds(8));
    VoiceMail& machine = machine_of(e, x, 7);
    machine.greeting = lasts(15);
    machine.leave = 1;
    machine.message = lasts(20);
    Step& step = e.step({x});
    step.tries = 2;
    step.gap = lasts(6);
    e.attempt(0, 44, x.row, 1, voice_mail).attempt(50, 94, x.row, 2, voice_mail);
    return e;
}

Example official_comes_first() {
    Example e("at one instant the official comes before the machine");
    const Person x = e.someone(1, e.phone, e.responds(7));
    machine_of(e, x, 7);
    e.step({x});
    e.first_answer(9).contact(9, x.row).attempt(0, 9, x.row, 1, contact);
    return e;
}

Example machine_at_the_last_instant() {
    Example e("a machine takes the call at the last instant of the patience, and nobody at the next");
    const Person x = e.someone(1, e.phone, e.never_responds());
    const Person y = e.someone(1, e.phone, e.never_responds());
    machine_of(e, x, 10).greeting = lasts(5);
    machine_of(e, y, 11);
    e.step({x, y});
    e.attempt(0, 17, x.row, 1, voice_mail).attempt(17, 29, y.row, 1, no_answer);
    return e;
}

Example machine_of_somebody_absent() {
    Example e("a machine takes calls for whoever is absent, but not at a stale address");
    const Person x = e.someone(1, e.phone, e.responds(1));
    const Person y = e.someone(1, e.phone, e.responds(1));
    response_of(e, x).present = 0;
    machine_of(e, x, 3);
    machine_of(e, y, 0);
    e.scenario.officials[y.who].staleness = e.staleness(1e9);
    e.step({x, y});
    e.attempt(0, 5, x.row, 1, voice_mail).attempt(5, 7, y.row, 1, stale);
    return e;
}

Example within_cuts_a_message() {
    Example e("what cuts off a ringing call cuts off a message to a machine, which brings no call-back");
    const Person x = e.someone(1, e.phone, e.never_responds());
    VoiceMail& machine = machine_of(e, x, 0);
    machine.leave = 1;
    machine.message = lasts(20);
    machine.call_back = CallBack{1, lasts(1)};
    e.step({x}).within = secs(21);
    e.attempt(0, 21, x.row, 1, cut_off);
    return e;
}

Example message_is_returned() {
    Example e("a message that was left brings the call-back of the machine");
    const Person x = e.someone(1, e.phone, e.calls_back(500));
    VoiceMail& machine = machine_of(e, x, 2);
    machine.leave = 1;
    machine.call_back = CallBack{1, lasts(40)};
    e.step({x});
    e.first_answer(44).contact(44, x.row).attempt(0, 4, x.row, 1, voice_mail);
    return e;
}

Example no_message_is_returned() {
    Example e("where no message was left, the call is one that was missed");
    const Person x = e.someone(1, e.phone, e.calls_back(500));
    machine_of(e, x, 2).call_back = CallBack{1, lasts(40)};
    e.step({x});
    e.first_answer(504).contact(504, x.row).attempt(0, 4, x.row, 1, voice_mail);
    return e;
}

Example wrong_person_answers() {
    Example e("a wrong person is no answer, and brings no call-back; it comes before the machine");
    const Person x = e.someone(1, e.phone, e.calls_back(5));
    response_of(e, x).wrong_person = WrongPerson{1, lasts(4), lasts(30)};
    machine_of(e, x, 4);
    e.step({x});
    e.attempt(0, 36, x.row, 1, wrong_person);
    return e;
}

Example declines() {
    Example e("who declines does so when the answer would come, and may call back");
    const Person x = e.someone(1, e.phone, e.responds(3));
    response_of(e, x).on_duty.declined = 1;
    response_of(e, x).call_back = CallBack{1, lasts(50)};
    e.step({x});
    e.first_answer(55).contact(55, x.row).attempt(0, 5, x.row, 1, declined);
    return e;
}

Example call_back_of_the_state() {
    Example e("the state of duty at the end of the missed call says how it is returned");
    const Person x = e.someone(1, e.phone, e.never_responds());
    Response& response = response_of(e, x);
    response.call_back = CallBack{1, lasts(1)};
    response.off_duty.call_back = CallBack{0, lasts(1)};
    response.on_duty.call_back = CallBack{1, lasts(30)};
    e.scenario.officials[x.who].roster = e.office_hours(150, 151);
    e.scenario.start_first -= secs(12);
    e.scenario.start_last = e.scenario.start_first;
    e.step({x});
    e.first_answer(42).contact(42, x.row).attempt(0, 12, x.row, 1, no_answer);
    return e;
}

Example returned_in_the_morning() {
    Example e("what is missed off duty is returned on the next shift, and never without one");
    const Person x = e.someone(1, e.phone, e.never_responds());
    const Person y = e.someone(1, e.phone, e.never_responds());
    response_of(e, x).off_duty.call_back = CallBack{1, lasts(7), true};
    response_of(e, y).call_back = CallBack{1, lasts(1), true};
    e.scenario.officials[x.who].roster = e.office_hours(152, 200);
    e.step({x, y});
    e.first_answer(127).contact(127, x.row);
    e.attempt(0, 12, x.row, 1, no_answer).attempt(12, 24, y.row, 1, no_answer);
    return e;
}

When hours_from_the_start(Duty duty) {
    When when;
    when.hours = {0b1111111, kStart, kStart + std::chrono::minutes{1}};
    when.on_duty = std::move(duty);
    return when;
}

Example hours_end() {
    Example e("hours of a response hold until their end, which is not included");
    const Person x = e.someone(1, e.phone, e.responds(3));
    response_of(e, x).when = {hours_from_the_start(Duty{0, lasts(0)})};
    Step& step = e.step({x});
    step.tries = 2;
    step.gap = lasts(46);
    e.first_answer(63).contact(63, x.row);
    e.attempt(0, 12, x.row, 1, no_answer).attempt(58, 63, x.row, 2, contact);
    return e;
}

Example last_hours_win() {
    Example e("of hours that hold the last win, but not over states that they do not name");
    const Person x = e.someone(1, e.phone, e.never_responds());
    When off = hours_from_the_start(Duty{0, lasts(0)});
    std::swap(off.on_duty, off.off_duty);
    response_of(e, x).when = {hours_from_the_start(Duty{1, lasts(9)}), hours_from_the_start(Duty{1, lasts(4)}), off};
    e.step({x});
    e.first_answer(6).contact(6, x.row).attempt(0, 6, x.row, 1, contact);
    return e;
}

Example hours_over_midnight() {
    Example e("the day on which hours begin decides, by the official's own clocks");
    const Person x = e.someone(1, e.phone, e.never_responds());
    const Person y = e.someone(1, e.phone, e.never_responds());
    When when;
    when.hours = {0b0000100, std::chrono::hours{22}, std::chrono::hours{27}};  // Wed 22:00-03:00
    when.on_duty = Duty{1, lasts(1)};
    response_of(e, x).when = {when};
    response_of(e, y).when = {when};
    e.scenario.officials[x.who].time_zone = "Asia/Shanghai";  // where it is 10:30
    e.step({x, y});
    e.first_answer(15).contact(15, y.row);
    e.attempt(0, 12, x.row, 1, no_answer).attempt(12, 15, y.row, 1, contact);
    return e;
}

}  // namespace

void add_taker_examples(Examples& examples) {
    for (auto* make :
         {machine_takes_the_call, official_comes_first, machine_at_the_last_instant, machine_of_somebody_absent,
          within_cuts_a_message, message_is_returned, no_message_is_returned, wrong_person_answers, declines,
          call_back_of_the_state, returned_in_the_morning, hours_end, last_hours_win, hours_over_midnight}) {
        examples.push_back(make().done());
    }
}

}  // namespace hotline
