// The flow of a search: preparation, rounds, steps, targets, channels, tries (rule 1).
#include "tests/oracle/example.hpp"

namespace hotline {
namespace {

using enum Result;

Example preparation() {
    Example e("the preparation comes before the first attempt");
    const Person x = e.someone(1, e.phone, e.responds(3));
    e.own().prepare = lasts(5);
    e.step({x});
    e.first_answer(10).contact(10, x.row).attempt(5, 10, x.row, 1, contact);
    return e;
}

Example next_target() {
    Example e("after a call without an answer the next target is called at once");
    const Person x = e.someone(1, e.phone, e.never_responds());
    const Person y = e.someone(1, e.phone, e.responds(3));
    e.step({x, y});
    e.first_answer(17).contact(17, y.row);
    e.attempt(0, 12, x.row, 1, no_answer).attempt(12, 17, y.row, 1, contact);
    return e;
}

Example tries() {
    Example e("tries, with a gap between the end of one and the beginning of the next, none after the last");
    const Person x = e.someone(1, e.phone, e.never_responds());
    const Person y = e.someone(1, e.phone, e.never_responds());
    Step& step = e.step({x, y});
    step.tries = 3;
    step.gap = lasts(4);
    e.attempt(0, 12, x.row, 1, no_answer).attempt(16, 28, x.row, 2, no_answer).attempt(32, 44, x.row, 3, no_answer);
    e.attempt(44, 56, y.row, 1, no_answer).attempt(60, 72, y.row, 2, no_answer).attempt(76, 88, y.row, 3, no_answer);
    return e;
}

Example rounds() {
    Example e("rounds, with before, linger and round gap; numbers of attempts run through the search");
    const Person x = e.someone(1, e.phone, e.never_responds());
    e.own().rounds = 2;
    e.own().round_gap = lasts(30);
    Step& step = e.step({x});
    step.before = lasts(1);
    step.linger = lasts(5);
    e.attempt(1, 13, x.row, 1, no_answer).attempt(49, 61, x.row, 2, no_answer);
    return e;
}

Example same_target_in_two_steps() {
    Example e("the same target in two steps: the number of the attempt runs on");
    const Person x = e.someone(1, e.phone, e.never_responds());
    e.step({x});
    e.step({x}).before = lasts(3);
    e.attempt(0, 12, x.row, 1, no_answer).attempt(15, 27, x.row, 2, no_answer);
    return e;
}

Example via_in_its_own_order() {
    Example e("channels in the order of via");
    const Index x = e.official(e.callee, 1);
    const Index by_phone = e.row(x, e.phone, e.responds(3));
    const Index by_mail = e.row(x, e.mail, e.never_responds());
    e.step({{x}}).via = {e.mail, e.phone};
    e.first_answer(26).contact(26, by_phone);
    e.attempt(0, 21, by_mail, 1, no_answer).attempt(21, 26, by_phone, 1, contact);
    return e;
}

Example rows_in_list_order() {
    Example e("without via the rows in list order, each with its tries");
    const Index x = e.official(e.callee, 1);
    const Index by_phone = e.row(x, e.phone, e.never_responds());
    const Index by_mail = e.row(x, e.mail, e.never_responds());
    Step& step = e.step({{x}});
    step.tries = 2;
    step.gap = lasts(1);
    e.attempt(0, 12, by_phone, 1, no_answer).attempt(13, 25, by_phone, 2, no_answer);
    e.attempt(25, 46, by_mail, 1, no_answer).attempt(47, 68, by_mail, 2, no_answer);
    return e;
}

Example several_rows_of_one_channel() {
    Example e("a channel that stands on several rows: each is a row of its own");
    const Index x = e.official(e.callee, 1);
    const Index first = e.row(x, e.phone, e.never_responds());
    e.row(x, e.mail, e.responds(0));
    const Index second = e.row(x, e.phone, e.responds(3));
    e.step({{x}}).via = {e.phone};
    e.first_answer(17).contact(17, second);
    e.attempt(0, 12, first, 1, no_answer).attempt(12, 17, second, 1, contact);
    return e;
}

Example no_channel_in_via() {
    Example e("a target without a channel of via is passed over in no time, before and linger are spent");
    const Person x = e.someone(1, e.mail, e.responds(3));
    const Person y = e.someone(1, e.phone, e.responds(3));
    Step& step = e.step({x});
    step.via = {e.phone};
    step.before = lasts(7);
    step.linger = lasts(9);
    e.step({x, y}).via = {e.phone};
    e.first_answer(21).contact(21, y.row).attempt(16, 21, y.row, 1, contact);
    return e;
}

Example no_target() {
    Example e("a step without any target takes no time");
    const Person x = e.someone(1, e.phone, e.responds(3));
    Step& nobody = e.step({});
    nobody.call.role = "nobody";
    nobody.before = lasts(100);
    nobody.linger = lasts(100);
    e.step({x});
    e.first_answer(5).contact(5, x.row).attempt(0, 5, x.row, 1, contact);
    return e;
}

Example selector() {
    Example e("a selector takes all that match, in list order");
    const Person other_role = e.someone(1, e.phone, e.responds(3));
    const Person other_party = e.someone_of(e.caller, 1, e.phone, e.responds(3));
    const Person x = e.someone(0, e.phone, e.responds(3));
    const Person y = e.someone(1, e.phone, e.responds(3));
    for (const Person& person : {other_party, x, y}) e.scenario.officials[person.who].role = "duty";
    e.scenario.officials[other_role.who].role = "press";
    e.step({}).call.role = "duty";
    e.first_answer(5).contact(10, y.row);
    e.attempt(0, 5, x.row, 1, no_authority).attempt(5, 10, y.row, 1, contact);
    return e;
}

Example selector_of_the_caller() {
    Example e("a selector of the caller's side, by organisation");
    e.someone(1, e.phone, e.responds(3));
    e.someone_of(e.caller, 1, e.phone, e.responds(3));
    const Person z = e.someone_of(e.caller, 1, e.phone, e.responds(3));
    e.scenario.officials[z.who].organisation = "cert";
    Step& step = e.step({});
    step.call.side = Selector::Side::caller;
    step.call.organisation = "cert";
    e.first_answer(5).attempt(0, 5, z.row, 1, no_authority);
    return e;
}

Example all_at_once() {
    Example e("all at once: the first to answer makes contact, the other call is cut off");
    const Person x = e.someone(1, e.phone, e.responds(8));
    const Person y = e.someone(1, e.phone, e.responds(3));
    e.step({x, y}).all_at_once = true;
    e.first_answer(5).contact(5, y.row);
    e.attempt(0, 5, x.row, 1, cut_off).attempt(0, 5, y.row, 1, contact);
    return e;
}

Example all_at_once_ends_with_the_last() {
    Example e("all at once: the step ends when the last branch has");
    const Person x = e.someone(1, e.phone, e.never_responds());
    const Person y = e.someone(1, e.mail, e.never_responds());
    e.step({x, y}).all_at_once = true;
    e.step({x});
    e.attempt(0, 12, x.row, 1, no_answer).attempt(0, 21, y.row, 1, no_answer);
    e.attempt(21, 33, x.row, 2, no_answer);
    return e;
}

Example told_stale() {
    Example e("a dead number is left at once and not used again");
    e.let_addresses_rot(e.phone);
    const Index x = e.official(e.callee, 1);
    const Index by_phone = e.row(x, e.phone, e.responds(3));
    const Index by_mail = e.row(x, e.mail, e.never_responds());
    e.own().rounds = 2;
    Step& step = e.step({{x}});
    step.tries = 2;
    step.gap = lasts(5);
    e.attempt(0, 2, by_phone, 1, stale);
    e.attempt(2, 23, by_mail, 1, no_answer).attempt(28, 49, by_mail, 2, no_answer);
    e.attempt(49, 70, by_mail, 3, no_answer).attempt(75, 96, by_mail, 4, no_answer);
    return e;
}

Example silent_stale() {
    Example e("a silent dead number costs the patience, and is tried again");
    e.let_addresses_rot(e.phone);
    e.scenario.channels[e.phone].told = false;
    const Person x = e.someone(1, e.phone, e.responds(3));
    Step& step = e.step({x});
    step.tries = 2;
    step.gap = lasts(1);
    e.attempt(0, 12, x.row, 1, stale).attempt(13, 25, x.row, 2, stale);
    return e;
}

/// The drill starts at 02:29:50; y is on duty from 02:30.
Example skipping(std::string name, bool all_at_once) {
    Example e(std::move(name));
    e.scenario.start_first -= secs(10);
    e.scenario.start_last -= secs(10);
    const Person x = e.someone(1, e.phone, e.never_responds());
    const Person y = e.someone(1, e.phone, e.responds(3));
    e.scenario.officials[y.who].roster = e.office_hours(150, 600);
    Step& step = e.step({x, y});
    step.skip_off_duty = true;
    step.all_at_once = all_at_once;
    e.attempt(0, 12, x.row, 1, no_answer);
    return e;
}

Example skip_in_turn() {
    Example e = skipping("skip_off_duty is judged when the target's turn begins", false);
    e.first_answer(17).contact(17, 1).attempt(12, 17, 1, 1, contact);
    return e;
}

Example skip_all_at_once() {
    return skipping("skip_off_duty, all at once: judged at the beginning of the step", true);
}

}  // namespace

void add_flow_examples(Examples& examples) {
    for (auto* make :
         {preparation, next_target, tries, rounds, same_target_in_two_steps, via_in_its_own_order, rows_in_list_order,
          several_rows_of_one_channel, no_channel_in_via, no_target, selector, selector_of_the_caller, all_at_once,
          all_at_once_ends_with_the_last, told_stale, silent_stale, skip_in_turn, skip_all_at_once}) {
        examples.push_back(make().done());
    }
}

}  // namespace hotline
