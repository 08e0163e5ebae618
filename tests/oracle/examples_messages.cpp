// Messages: replies in time and late, travel, outages, dead addresses, the next shift (rule 4).
#include "tests/oracle/example.hpp"

namespace hotline {
namespace {

using enum Result;

Example reply() {
    Example e("a reply at the last instant of the patience, counted from the arrival");
    const Person x = e.someone(1, e.mail, e.responds(20));
    e.step({x});
    e.first_answer(21).contact(21, x.row).attempt(0, 21, x.row, 1, contact);
    return e;
}

Example goes_on_after_the_conversation() {
    Example e("a reply in time is answered by the branch, which goes on after the conversation");
    const Person x = e.someone(0, e.mail, e.responds(5));
    const Person y = e.someone(1, e.phone, e.responds(3));
    e.own().verify = Hurdle{lasts(9), 0};
    e.step({x, y});
    e.first_answer(6).contact(29, y.row);
    e.attempt(0, 15, x.row, 1, no_authority).attempt(15, 29, y.row, 1, contact);
    return e;
}

Example late_reply() {
    Example e("a late reply makes contact while the branch calls somebody else");
    const Person x = e.someone(1, e.mail, e.responds(25));
    const Person y = e.someone(1, e.phone, e.never_responds());
    e.step({x, y});
    e.first_answer(26).contact(26, x.row);
    e.attempt(0, 26, x.row, 1, contact).attempt(21, 26, y.row, 1, cut_off);
    return e;
}

Example late_reply_after_the_end() {
    Example e("a late reply counts when the steps are long over");
    const Person x = e.someone(1, e.mail, e.responds(600));
    e.step({x});
    e.first_answer(601).contact(601, x.row).attempt(0, 601, x.row, 1, contact);
    return e;
}

Example idle_late_reply() {
    Example e("a late reply without authority settles its attempt and changes nothing else");
    const Person x = e.someone(0, e.mail, e.responds(50));
    e.step({x}).tries = 2;
    e.first_answer(51).attempt(0, 51, x.row, 1, no_authority).attempt(21, 72, x.row, 2, no_authority);
    return e;
}

Example no_call_backs() {
    Example e("a message brings no call-backs");
    const Index response = e.never_responds();
    e.scenario.responses[response].call_back.probability = 1;
    const Person x = e.someone(1, e.mail, response);
    e.step({x});
    e.attempt(0, 21, x.row, 1, no_answer);
    return e;
}

/// Mail of 1000 bytes over two carriers: 1 s of latencies, and 4 s at the 2000 bit/s of the narrower one.
void let_mail_travel(Example& e) {
    Channel& mail = e.scenario.channels[e.mail];
    mail.size = 1000;
    mail.carriers = {e.carrier("wide"), e.carrier("narrow")};
    e.scenario.carriers[0].bandwidth = 1e6;
    e.scenario.carriers[0].latency = Ticks{512};
    e.scenario.carriers[1].bandwidth = 2000;
    e.scenario.carriers[1].latency = Ticks{512};
}

Example travel() {
    Example e("with a size a message travels: the latencies and the smallest bandwidth");
    let_mail_travel(e);
    const Person x = e.someone(1, e.mail, e.responds(20));
    e.step({x});
    e.first_answer(26).contact(26, x.row).attempt(0, 26, x.row, 1, contact);
    return e;
}

Example no_size() {
    Example e("without a size a message does not travel, but needs its carriers until it is sent");
    let_mail_travel(e);
    e.scenario.channels[e.mail].size = 0;
    e.outage(1, 1, 1);
    const Person x = e.someone(1, e.mail, e.responds(3));
    Step& step = e.step({x});
    step.tries = 2;
    step.gap = lasts(1);
    e.first_answer(6).contact(6, x.row);
    e.attempt(0, 1, x.row, 1, channel_down).attempt(2, 6, x.row, 2, contact);
    return e;
}

Example down_at_the_beginning() {
    Example e("an outage at the beginning of a message is known when it is sent");
    let_mail_travel(e);
    e.outage(0, -1, 2);
    const Person x = e.someone(1, e.mail, e.responds(3));
    e.step({x});
    e.attempt(0, 1, x.row, 1, channel_down);
    return e;
}

Example down_during_the_set_up() {
    Example e("an outage within the set-up of a message, over before it is sent, fails it all the same");
    const Index slow = e.message_channel("slow", 4, 20);
    e.scenario.channels[slow].carriers = {e.carrier("net")};
    e.outage(0, 1, 1);
    const Person x = e.someone(1, slow, e.responds(3));
    e.step({x});
    e.attempt(0, 4, x.row, 1, channel_down);
    return e;
}

Example down_on_the_way() {
    Example e("a carrier that goes down during the travel is known at that instant");
    let_mail_travel(e);
    e.outage(1, 4, 1);
    const Person x = e.someone(1, e.mail, e.responds(3));
    e.step({x});
    e.attempt(0, 4, x.row, 1, channel_down);
    return e;
}

Example down_on_arrival() {
    Example e("an outage that begins at the arrival comes before it");
    let_mail_travel(e);
    e.outage(1, 6, 1);
    const Person x = e.someone(1, e.mail, e.responds(3));
    Step& step = e.step({x});
    step.tries = 2;
    step.gap = lasts(1);
    e.first_answer(16).contact(16, x.row);
    e.attempt(0, 6, x.row, 1, channel_down).attempt(7, 16, x.row, 2, contact);
    return e;
}

Example told_on_arrival() {
    Example e("a dead address that sends a notice is known on arrival, and left at once");
    let_mail_travel(e);
    e.let_addresses_rot(e.mail);
    e.scenario.channels[e.mail].told = true;
    const Person x = e.someone(1, e.mail, e.responds(3));
    const Person y = e.someone(1, e.phone, e.responds(3));
    e.step({x, y}).tries = 2;
    e.first_answer(11).contact(11, y.row);
    e.attempt(0, 6, x.row, 1, stale).attempt(6, 11, y.row, 1, contact);
    return e;
}

Example silent_dead_address() {
    Example e("a silent dead address costs the patience from the arrival");
    let_mail_travel(e);
    e.let_addresses_rot(e.mail);
    const Person x = e.someone(1, e.mail, e.responds(3));
    e.step({x});
    e.attempt(0, 26, x.row, 1, stale);
    return e;
}

/// x is on duty from 02:31, a minute after the drill's start.
Example next_shift_begins_at(std::string name, int first_minute) {
    Example e(std::move(name));
    const Index response = e.responds(7);
    e.scenario.responses[response].off_duty.from_next_shift = true;
    e.scenario.responses[response].on_duty.from_next_shift = true;
    const Person x = e.someone(1, e.mail, response);
    e.scenario.officials[x.who].roster = e.office_hours(first_minute, 600);
    e.step({x}).patience = secs(66);
    return e;
}

Example next_shift() {
    Example e = next_shift_begins_at("from the next shift: the latency counts from its beginning", 151);
    e.first_answer(67).contact(67, 0).attempt(0, 67, 0, 1, contact);
    return e;
}

Example next_shift_is_later() {
    Example e = next_shift_begins_at("the next shift is one that begins later than the arrival", 150);
    e.scenario.start_first -= secs(1);
    e.scenario.start_last -= secs(1);
    e.attempt(0, 67, 0, 1, no_answer);
    return e;
}

Example no_next_shift() {
    Example e("without a roster there is no next shift: no reply");
    const Index response = e.responds(7);
    e.scenario.responses[response].on_duty.from_next_shift = true;
    const Person x = e.someone(1, e.mail, response);
    e.step({x});
    e.attempt(0, 21, x.row, 1, no_answer);
    return e;
}

}  // namespace

void add_message_examples(Examples& examples) {
    for (auto* make :
         {reply, goes_on_after_the_conversation, late_reply, late_reply_after_the_end, idle_late_reply, no_call_backs,
          travel, no_size, down_at_the_beginning, down_during_the_set_up, down_on_the_way, down_on_arrival,
          told_on_arrival, silent_dead_address, next_shift, next_shift_is_later, no_next_shift}) {
        examples.push_back(make().done());
    }
}

}  // namespace hotline
