// Where a search goes after a result of an attempt (rule 1.11).
#include "tests/oracle/example.hpp"

namespace hotline {
namespace {

using enum Result;
using Goes = FollowUp::Goes;

FollowUp on(Result after, Goes goes, Index step = kNone) {
    return {after, goes, step, {}};
}

void works_at(Example& e, std::initializer_list<Person> people, const char* organisation) {
    for (const Person person : people) e.scenario.officials[person.who].organisation = organisation;
}

Example next_target_leaves_out_the_rest() {
    Example e("next-target leaves out the other tries and rows of the target");
    const Index x = e.official(e.callee, 1);
    const Index by_phone = e.row(x, e.phone, e.never_responds());
    e.row(x, e.mail, e.responds(0));
    const Person y = e.someone(1, e.phone, e.responds(3));
    Step& step = e.step({{x}, y});
    step.tries = 3;
    step.on = {on(no_answer, Goes::to_next_target)};
    e.first_answer(17).contact(17, y.row);
    e.attempt(0, 12, by_phone, 1, no_answer).attempt(12, 17, y.row, 1, contact);
    return e;
}

Example only_after_that_result() {
    Example e("on says nothing of other results: a dead number leads to the next row, no answer to the next target");
    e.let_addresses_rot(e.phone);
    const Index x = e.official(e.callee, 1);
    const Index by_phone = e.row(x, e.phone, e.responds(3));
    const Index by_mail = e.row(x, e.mail, e.never_responds());
    const Person y = e.someone(1, e.mail, e.responds(1));
    Step& step = e.step({{x}, y});
    step.tries = 2;
    step.on = {on(no_answer, Goes::to_next_target)};
    e.first_answer(25).contact(25, y.row);
    e.attempt(0, 2, by_phone, 1, stale).attempt(2, 23, by_mail, 1, no_answer).attempt(23, 25, y.row, 1, contact);
    return e;
}

Example voice_mail_and_call_back() {
    Example e("after the voice mail the search is over, but the message is returned");
    const Person x = e.someone(1, e.phone, e.never_responds());
    const Person y = e.someone(1, e.phone, e.responds(3));
    VoiceMail& machine = e.scenario.responses[0].voice_mail.emplace();
    machine.probability = 1;
    machine.after = lasts(4);
    machine.greeting = lasts(1);
    machine.leave = 1;
    machine.message = lasts(5);
    machine.call_back = CallBack{1, lasts(60)};
    e.own().rounds = 2;
    e.step({x, y}).on = {on(voice_mail, Goes::to_end)};
    e.step({y});
    e.first_answer(72).contact(72, x.row).attempt(0, 12, x.row, 1, voice_mail);
    return e;
}

/// "cert" has a and c, "ministry" b, and d and f work alone. Nobody but f has the authority. Each answers after 3 s.
struct Organisations : Example {
    explicit Organisations(std::string name) : Example(std::move(name)) {
        for (Person* who : {&a, &b, &c, &d}) *who = someone(0, phone, responds(3));
        f = someone(1, phone, responds(3));
        works_at(*this, {a, c}, "cert");
        works_at(*this, {b}, "ministry");
        first_answer(5);
    }
    Person a, b, c, d, f;
};

Example next_organisation() {
    Organisations e("next-organisation passes over all further targets of the organisation, not those without one");
    e.step({e.a, e.b, e.c, e.d, e.f}).on = {on(no_authority, Goes::to_next_organisation)};
    e.contact(20, e.f.row).attempt(0, 5, e.a.row, 1, no_authority).attempt(5, 10, e.b.row, 1, no_authority);
    e.attempt(10, 15, e.d.row, 1, no_authority).attempt(15, 20, e.f.row, 1, contact);
    return e;
}

Example organisation_of_another_party() {
    Organisations e("an organisation of the same name in another party is another one");
    const Person other = e.someone_of(e.caller, 0, e.phone, e.responds(3));
    works_at(e, {other}, "cert");
    e.step({e.a, other, e.c}).on = {on(no_authority, Goes::to_next_organisation)};
    e.attempt(0, 5, e.a.row, 1, no_authority).attempt(5, 10, other.row, 1, no_authority);
    return e;
}

Example next_organisation_in_the_next_step() {
    Organisations e("in the next step, and in the next round, the organisation is called again");
    e.own().rounds = 2;
    e.step({e.a, e.c}).on = {on(no_authority, Goes::to_next_organisation)};
    e.step({e.c});
    e.attempt(0, 5, e.a.row, 1, no_authority).attempt(5, 10, e.c.row, 1, no_authority);
    e.attempt(10, 15, e.a.row, 2, no_authority).attempt(15, 20, e.c.row, 2, no_authority);
    return e;
}

Example next_step() {
    Example e("next-step leaves the step, and its linger follows");
    const Person x = e.someone(1, e.phone, e.never_responds());
    const Person y = e.someone(1, e.phone, e.responds(3));
    Step& step = e.step({x, y});
    step.linger = lasts(8);
    step.on = {on(no_answer, Goes::to_next_step)};
    e.step({y}).before = lasts(1);
    e.first_answer(26).contact(26, y.row);
    e.attempt(0, 12, x.row, 1, no_answer).attempt(21, 26, y.row, 1, contact);
    return e;
}

Example a_named_step() {
    Example e("a later step comes next, those between are left out, in each round anew");
    const Person x = e.someone(1, e.phone, e.never_responds());
    const Person y = e.someone(1, e.phone, e.never_responds());
    const Person z = e.someone(1, e.phone, e.never_responds());
    e.own().rounds = 2;
    e.step({x}).on = {on(no_answer, Goes::to_step, 2)};
    e.step({y}).before = lasts(100);
    e.step({z});
    e.attempt(0, 12, x.row, 1, no_answer).attempt(12, 24, z.row, 1, no_answer);
    e.attempt(24, 36, x.row, 2, no_answer).attempt(36, 48, z.row, 2, no_answer);
    return e;
}

Example next_round() {
    Example e("next-round: the gap between rounds follows, and none after the last");
    const Person x = e.someone(1, e.phone, e.never_responds());
    const Person y = e.someone(1, e.phone, e.responds(3));
    e.own().rounds = 2;
    e.own().round_gap = lasts(30);
    e.step({x}).on = {on(no_answer, Goes::to_next_round)};
    e.step({y});
    e.attempt(0, 12, x.row, 1, no_answer).attempt(42, 54, x.row, 2, no_answer);
    return e;
}

Example dead_address_of_which_nobody_tells() {
    Example e("nobody tells the caller of a dead number: it is no answer, and rings for the patience of its row");
    e.let_addresses_rot(e.phone);
    e.scenario.channels[e.phone].told = false;
    const Person x = e.someone(1, e.phone, e.responds(3));
    const Person y = e.someone(1, e.mail, e.responds(1));
    e.scenario.rows[x.row].patience = secs(4);
    Step& step = e.step({x, y});
    step.on = {on(stale, Goes::to_end), on(no_answer, Goes::to_next_step)};
    e.step({y});
    e.first_answer(8).contact(8, y.row).attempt(0, 6, x.row, 1, stale).attempt(6, 8, y.row, 1, contact);
    return e;
}

Example dead_address_that_is_told() {
    Example e("a dead number of which the caller is told is stale");
    e.let_addresses_rot(e.phone);
    const Index x = e.official(e.callee, 1);
    const Index by_phone = e.row(x, e.phone, e.responds(3));
    e.row(x, e.mail, e.responds(0));
    const Person y = e.someone(1, e.mail, e.responds(1));
    e.step({{x}, y}).on = {on(stale, Goes::to_next_target)};
    e.first_answer(4).contact(4, y.row).attempt(0, 2, by_phone, 1, stale).attempt(2, 4, y.row, 1, contact);
    return e;
}

Example hold_comes_first() {
    Example e("after a hand-over the hold comes first; then the step is left");
    const Person x = e.someone(0, e.phone, e.responds(3));
    const Person y = e.someone(1, e.phone, e.never_responds());
    const Person z = e.someone(1, e.phone, e.responds(3));
    const Index inner = e.protocol("inner");
    e.scenario.parties[e.callee].hand_over = inner;
    e.own().hold = secs(30);
    e.step({x, y}).on = {on(handed_over, Goes::to_next_step)};
    e.step({z});
    e.step(inner, {y});
    e.first_answer(5).contact(22, z.row).attempt(0, 5, x.row, 1, handed_over);
    e.attempt_in(e.path(x.row), 5, 17, y.row, 1, no_answer).attempt(17, 22, z.row, 1, contact);
    return e;
}

Example after_a_long_conversation() {
    Example e("the result of a conversation counts even where it ends after within");
    const Person x = e.someone(0, e.phone, e.responds(3));
    const Person y = e.someone(1, e.phone, e.never_responds());
    const Person z = e.someone(1, e.phone, e.responds(3));
    e.own().verify = Hurdle{lasts(20), 0};
    Step& step = e.step({x, y});
    step.within = secs(8);
    step.on = {on(no_authority, Goes::to_step, 2)};
    e.step({y});
    e.step({z});
    e.first_answer(5).contact(50, z.row);
    e.attempt(0, 25, x.row, 1, no_authority).attempt(25, 50, z.row, 1, contact);
    return e;
}

Example cut_off_is_no_result() {
    Example e("what within cuts off is no result for on; what ends at its last instant is one");
    const Person x = e.someone(1, e.phone, e.never_responds());
    const Person y = e.someone(1, e.phone, e.never_responds());
    Step& first = e.step({x});
    first.within = secs(11);
    first.on = {on(no_answer, Goes::to_end)};
    Step& second = e.step({y});
    second.within = secs(12);
    second.on = {on(no_answer, Goes::to_end)};
    e.step({x});
    e.attempt(0, 11, x.row, 1, cut_off).attempt(11, 23, y.row, 1, no_answer);
    return e;
}

Example a_branch_of_its_own() {
    Example e("all at once, next-target ends the branch of the target, and the step goes on");
    const Index x = e.official(e.callee, 1);
    const Index by_phone = e.row(x, e.phone, e.never_responds());
    e.row(x, e.mail, e.responds(0));
    const Person y = e.someone(1, e.mail, e.never_responds());
    Step& step = e.step({{x}, y});
    step.all_at_once = true;
    step.on = {on(no_answer, Goes::to_next_target)};
    e.step({{x}}).on = {on(no_answer, Goes::to_end)};
    e.attempt(0, 12, by_phone, 1, no_answer).attempt(0, 21, y.row, 1, no_answer);
    e.attempt(21, 33, by_phone, 2, no_answer);
    return e;
}

Example a_late_reply_leads_nowhere_else() {
    Example e("a late reply without authority does not change where the search goes");
    const Person x = e.someone(0, e.mail, e.responds(25));
    const Person y = e.someone(1, e.phone, e.never_responds());
    Step& step = e.step({x, y});
    step.on = {on(no_authority, Goes::to_end)};
    e.step({y});
    e.first_answer(26).attempt(0, 26, x.row, 1, no_authority);
    e.attempt(21, 33, y.row, 1, no_answer).attempt(33, 45, y.row, 2, no_answer);
    return e;
}

}  // namespace

void add_follow_up_examples(Examples& examples) {
    for (auto* make :
         {next_target_leaves_out_the_rest, only_after_that_result, voice_mail_and_call_back, next_organisation,
          organisation_of_another_party, next_organisation_in_the_next_step, next_step, a_named_step, next_round,
          dead_address_of_which_nobody_tells, dead_address_that_is_told, hold_comes_first, after_a_long_conversation,
          cut_off_is_no_result, a_branch_of_its_own, a_late_reply_leads_nowhere_else}) {
        examples.push_back(make().done());
    }
}

}  // namespace hotline
