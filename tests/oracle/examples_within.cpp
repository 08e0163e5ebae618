// `within`: what it cuts off, what goes on, and what may still begin at its last instant (rule 1.5).
#include "tests/oracle/example.hpp"

namespace hotline {
namespace {

using enum Result;

Example ringing() {
    Example e("within cuts off a ringing call; the linger follows; no call-back is promised");
    const Person x = e.someone(1, e.phone, e.calls_back(10));
    Step& step = e.step({x});
    step.within = secs(8);
    step.linger = lasts(3);
    const Person y = e.someone(0, e.phone, e.never_responds());
    e.step({y});
    e.attempt(0, 8, x.row, 1, cut_off).attempt(11, 23, y.row, 1, no_answer);
    return e;
}

Example counted_from_before() {
    Example e("within runs from the end of before");
    const Person x = e.someone(1, e.phone, e.never_responds());
    Step& step = e.step({x});
    step.before = lasts(5);
    step.within = secs(1);
    e.attempt(5, 6, x.row, 1, cut_off);
    return e;
}

Example gap() {
    Example e("a gap is cut at the end of within");
    const Person x = e.someone(1, e.phone, e.never_responds());
    Step& step = e.step({x});
    step.tries = 2;
    step.gap = lasts(10);
    step.within = secs(15);
    e.step({x});
    e.attempt(0, 12, x.row, 1, no_answer).attempt(15, 27, x.row, 2, no_answer);
    return e;
}

Example conversation() {
    Example e("a conversation under way goes on to its end, and nothing new begins after it");
    const Person x = e.someone(1, e.phone, e.responds(3));
    const Person y = e.someone(1, e.mail, e.responds(3));
    e.own().verify = Hurdle{lasts(20), 1};
    e.step({x, y}).within = secs(8);
    e.step({y});
    e.first_answer(5).attempt(0, 25, x.row, 1, not_verified).attempt(25, 49, y.row, 1, not_verified);
    return e;
}

Example at_its_last_instant() {
    Example e("what is settled at the last instant stands, and what begins then is cut off");
    const Person x = e.someone(1, e.phone, e.never_responds());
    const Person y = e.someone(1, e.phone, e.responds(3));
    e.step({x, y}).within = secs(12);
    e.step({x});
    e.attempt(0, 12, x.row, 1, no_answer).attempt(12, 12, y.row, 1, cut_off).attempt(12, 24, x.row, 2, no_answer);
    return e;
}

Example no_time_at_its_last_instant() {
    Example e("what begins at the last instant and takes no time happens");
    const Person x = e.someone(1, e.phone, e.never_responds());
    const Person y = e.someone(1, e.call_channel("red", 0, 10), e.responds(0));
    e.step({x, y}).within = secs(12);
    e.first_answer(12).contact(12, y.row);
    e.attempt(0, 12, x.row, 1, no_answer).attempt(12, 12, y.row, 1, contact);
    return e;
}

Example answered_at_its_last_instant() {
    Example e("answered at the last instant: the conversation goes on");
    const Person x = e.someone(1, e.phone, e.responds(3));
    e.own().verify = Hurdle{lasts(4), 0};
    e.step({x}).within = secs(5);
    e.first_answer(5).contact(9, x.row).attempt(0, 9, x.row, 1, contact);
    return e;
}

Example not_yet_sent() {
    Example e("a message not yet sent at the end of within is never sent");
    const Person x = e.someone(1, e.message_channel("slow", 4, 20), e.responds(3));
    e.step({x}).within = secs(3);
    e.attempt(0, 3, x.row, 1, cut_off);
    return e;
}

Example reply_after_it() {
    Example e("a message that was sent may bring a reply after the end of within");
    const Person x = e.someone(1, e.mail, e.responds(10));
    const Person y = e.someone(1, e.phone, e.never_responds());
    e.step({x}).within = secs(5);
    e.step({y});
    e.first_answer(11).contact(11, x.row);
    e.attempt(0, 11, x.row, 1, contact).attempt(5, 11, y.row, 1, cut_off);
    return e;
}

Example reply_after_it_without_authority() {
    Example e("a reply after the end of within settles its attempt, though the branch has long gone on");
    const Person x = e.someone(0, e.mail, e.responds(10));
    const Person y = e.someone(1, e.phone, e.never_responds());
    e.step({x}).within = secs(5);
    e.step({y});
    e.first_answer(11).attempt(0, 11, x.row, 1, no_authority).attempt(5, 17, y.row, 1, no_answer);
    return e;
}

Example sent_at_its_last_instant() {
    Example e("a message sent at the last instant has been sent");
    const Person x = e.someone(1, e.mail, e.responds(10));
    e.step({x}).within = secs(1);
    e.first_answer(11).contact(11, x.row).attempt(0, 11, x.row, 1, contact);
    return e;
}

Example dead_address_after_it() {
    Example e("a dead address whose notice would come after the end of within is not learned");
    e.let_addresses_rot(e.mail);
    Channel& mail = e.scenario.channels[e.mail];
    mail.told = true;
    mail.size = 1000;
    mail.carriers = {e.carrier("net")};
    e.scenario.carriers[0].latency = secs(6);
    const Person x = e.someone(1, e.mail, e.responds(3));
    e.step({x}).within = secs(5);
    e.step({x});
    e.step({x});
    e.attempt(0, 5, x.row, 1, cut_off).attempt(5, 12, x.row, 2, stale);
    return e;
}

}  // namespace

void add_within_examples(Examples& examples) {
    for (auto* make : {ringing, counted_from_before, gap, conversation, at_its_last_instant,
                       no_time_at_its_last_instant, answered_at_its_last_instant, not_yet_sent, reply_after_it,
                       reply_after_it_without_authority, sent_at_its_last_instant, dead_address_after_it}) {
        examples.push_back(make().done());
    }
}

}  // namespace hotline
