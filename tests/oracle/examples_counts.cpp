// Cases whose goal counts several officials or organisations (rule 16).
#include "tests/oracle/example.hpp"

namespace hotline {
namespace {

using enum Result;

/// The telephone takes 2 s to set up. x and y answer after 3 s; z never does.
struct Counting : Example {
    Counting(std::string name, std::uint32_t count) : Example(std::move(name)) {
        own().goal->count = count;
        x = someone(1, phone, responds(3));
        y = someone(1, phone, responds(3));
        z = someone(1, phone, never_responds());
        first_answer(5);
    }
    /// x has no authority, and the party hands over to "inner", which calls y after 4 s.
    void hand_over(std::int64_t hold, std::int64_t connect) {
        scenario.officials[x.who].authority = 0;
        inner = protocol("inner");
        scenario.parties[callee].hand_over = inner;
        scenario.protocols[inner].prepare = lasts(4);
        own().hold = secs(hold);
        own().connect = lasts(connect);
        step(inner, {y});
    }
    Person x, y, z;
    Index inner = kNone;
};

Example goes_on_at_each_find() {
    Counting e("in turn: the branch goes on when somebody is found, and the last one is the contact", 2);
    e.step({e.x, e.y, e.z});
    e.contact(10, e.y.row).attempt(0, 5, e.x.row, 1, reached).attempt(5, 10, e.y.row, 1, contact);
    return e;
}

Example too_few() {
    Counting e("too few: they have been reached, but there is no contact", 3);
    e.step({e.x, e.y, e.z});
    e.attempt(0, 5, e.x.row, 1, reached).attempt(5, 10, e.y.row, 1, reached);
    e.attempt(10, 22, e.z.row, 1, no_answer);
    return e;
}

Example passes_over() {
    Counting e("whoever was reached a step before is passed over at that very instant", 2);
    e.step({e.z, e.x});
    e.step({e.x, e.y});
    e.first_answer(17).contact(22, e.y.row).attempt(0, 12, e.z.row, 1, no_answer);
    e.attempt(12, 17, e.x.row, 1, reached).attempt(17, 22, e.y.row, 1, contact);
    return e;
}

Example passes_over_after_a_call_back() {
    Counting e("whoever has called back is passed over later", 2);
    const Person c = e.someone(1, e.phone, e.calls_back(5));
    e.step({c}).linger = lasts(6);
    e.step({c, e.y});
    e.first_answer(17).contact(23, e.y.row).attempt(0, 12, c.row, 1, no_answer);
    e.attempt(18, 23, e.y.row, 1, contact);
    return e;
}

Example calls_whoever_calls_back_now() {
    Counting e("whoever calls back at the very instant of the turn is not passed over", 2);
    const Person c = e.someone(1, e.phone, e.calls_back(5));
    e.step({c}).linger = lasts(5);
    e.step({c, e.y});
    e.first_answer(17).contact(34, e.y.row).attempt(0, 12, c.row, 1, no_answer);
    e.attempt(17, 29, c.row, 2, no_answer).attempt(29, 34, e.y.row, 1, contact);
    return e;
}

Example all_at_one_instant() {
    Counting e("at one instant the earlier targets count, and whoever comes after the last of them does not", 2);
    const Person w = e.someone(1, e.phone, e.responds(3));
    e.step({e.x, e.y, w}).all_at_once = true;
    e.contact(5, e.y.row).attempt(0, 5, e.x.row, 1, reached).attempt(0, 5, e.y.row, 1, contact);
    e.attempt(0, 5, w.row, 1, cut_off);
    return e;
}

Example organisations() {
    Counting e("of organisations: another official of one that counts is passed over", 2);
    e.own().goal->of_organisations = true;
    const Person w = e.someone(1, e.phone, e.responds(3));
    for (const Person of : {e.x, e.y}) e.scenario.officials[of.who].organisation = "cert";
    e.scenario.officials[w.who].organisation = "ministry";
    e.step({e.x, e.y, w});
    e.contact(10, w.row).attempt(0, 5, e.x.row, 1, reached).attempt(5, 10, w.row, 1, contact);
    return e;
}

Example no_organisation() {
    Counting e("officials without an organisation are one each", 2);
    e.own().goal->of_organisations = true;
    for (const Person of : {e.x, e.y}) e.scenario.officials[of.who].organisation.clear();
    e.step({e.x, e.y});
    e.contact(10, e.y.row).attempt(0, 5, e.x.row, 1, reached).attempt(5, 10, e.y.row, 1, contact);
    return e;
}

Example organisations_at_one_instant() {
    Counting e("of organisations: a second one of the same counts nothing, found at the same instant or later", 2);
    e.own().goal->of_organisations = true;
    const Person w = e.someone(1, e.phone, e.responds(9));
    const Person v = e.someone(1, e.phone, e.responds(7));
    for (const Person of : {e.x, e.y, v}) e.scenario.officials[of.who].organisation = "cert";
    e.step({e.x, e.y, v, w}).all_at_once = true;
    e.contact(11, w.row).attempt(0, 5, e.x.row, 1, reached).attempt(0, 5, e.y.row, 1, reached);
    e.attempt(0, 9, v.row, 1, reached).attempt(0, 11, w.row, 1, contact);
    return e;
}

Example counts_within_hold() {
    Counting e("through a hand-over that the caller waits for: the caller goes on at that instant", 2);
    const Person w = e.someone(1, e.phone, e.responds(3));
    e.hand_over(60, 7);
    e.step({e.x, e.y, w});
    // y has been reached, and is passed over.
    e.contact(19, w.row).attempt(0, 5, e.x.row, 1, handed_over);
    e.attempt_in(e.path(e.x.row), 9, 14, e.y.row, 1, reached).attempt(14, 19, w.row, 1, contact);
    return e;
}

Example found_at_the_end_of_the_hold() {
    Counting e("found at the last instant of the hold, the caller goes on once", 2);
    const Person w = e.someone(1, e.phone, e.responds(3));
    e.hand_over(9, 7);
    e.step({e.x, w});
    e.contact(19, w.row).attempt(0, 5, e.x.row, 1, handed_over);
    e.attempt_in(e.path(e.x.row), 9, 14, e.y.row, 1, reached).attempt(14, 19, w.row, 1, contact);
    return e;
}

Example counts_beyond_hold() {
    Counting e("found later: counts after connect, while the caller goes on", 2);
    e.hand_over(5, 7);
    const Person w = e.someone(1, e.phone, e.responds(3));
    e.step({e.x, e.z, w});
    e.contact(27, w.row).attempt(0, 5, e.x.row, 1, handed_over).attempt(10, 22, e.z.row, 1, no_answer);
    e.attempt_in(e.path(e.x.row), 9, 14, e.y.row, 1, reached).attempt(22, 27, w.row, 1, contact);
    return e;
}

Example completed_by_connect() {
    Counting e("the last one may come through a connect, and cuts off what is under way", 2);
    e.hand_over(0, 20);
    const Person w = e.someone(1, e.phone, e.responds(3));
    e.step({e.x, w, e.z});
    e.contact(34, e.y.row).attempt(0, 5, e.x.row, 1, handed_over).attempt(5, 10, w.row, 1, reached);
    e.attempt(10, 22, e.z.row, 1, no_answer).attempt_in(e.path(e.x.row), 9, 14, e.y.row, 1, contact);
    return e;
}

Example second_answer() {
    Counting e("a second answer of somebody counts nothing, and has been reached, too", 2);
    const Person m = e.someone(1, e.mail, e.responds(30));
    const Index by_phone = e.row(m.who, e.phone, e.responds(3));
    e.step({m}).via = {e.mail};
    e.step({m, e.z}).via = {e.phone};
    e.step({e.y});
    // The reply comes at 31, after the patience.
    e.first_answer(26).contact(43, e.y.row).attempt(0, 31, m.row, 1, reached);
    e.attempt(21, 26, by_phone, 1, reached).attempt(26, 38, e.z.row, 1, no_answer);
    e.attempt(38, 43, e.y.row, 1, contact);
    return e;
}

Example in_no_time() {
    Counting e("in no time: whoever counts has been called, and nobody after the last", 2);
    e.scenario.channels[e.phone].set_up = lasts(0);
    for (const Person of : {e.x, e.y}) e.scenario.rows[of.row].response = e.responds(0);
    e.step({e.x});
    e.step({e.y, e.z});
    e.first_answer(0).contact(0, e.y.row).attempt(0, 0, e.x.row, 1, reached).attempt(0, 0, e.y.row, 1, contact);
    return e;
}

Example in_no_time_in_a_hold() {
    Counting e("in no time: whoever holds the line goes on at that instant, when the search found somebody at once",
               2);
    e.hand_over(60, 7);
    e.scenario.protocols[e.inner].prepare = lasts(0);
    e.scenario.channels[e.phone].set_up = lasts(0);
    const Person w = e.someone(1, e.phone, e.responds(0));
    for (const Person of : {e.x, e.y}) e.scenario.rows[of.row].response = e.responds(0);
    e.step({e.x, w});
    e.first_answer(0).contact(0, w.row).attempt(0, 0, e.x.row, 1, handed_over);
    e.attempt_in(e.path(e.x.row), 0, 0, e.y.row, 1, reached).attempt(0, 0, w.row, 1, contact);
    return e;
}

Example beyond_within() {
    Counting e("somebody found beyond the end of the step counts, and the step is over", 2);
    const Index soon = e.responds(1);
    for (const Person of : {e.x, e.y}) e.scenario.rows[of.row].response = soon;
    e.own().verify = Hurdle{lasts(3), 0};
    e.step({e.x, e.z}).within = secs(4);
    e.step({e.y});
    e.first_answer(3).contact(12, e.y.row).attempt(0, 6, e.x.row, 1, reached).attempt(6, 12, e.y.row, 1, contact);
    return e;
}

Example together_with_those_known() {
    Counting e("all at once: who was reached before the calls began is passed over", 3);
    const Person w = e.someone(1, e.phone, e.responds(4));
    e.step({e.x});
    e.step({e.x, e.y, w}).all_at_once = true;
    e.contact(11, w.row).attempt(0, 5, e.x.row, 1, reached).attempt(5, 10, e.y.row, 1, reached);
    e.attempt(5, 11, w.row, 1, contact);
    return e;
}

}  // namespace

void add_count_examples(Examples& examples) {
    for (const Example& example :
         {goes_on_at_each_find(), too_few(), passes_over(), passes_over_after_a_call_back(),
          calls_whoever_calls_back_now(), all_at_one_instant(), organisations(), no_organisation(),
          organisations_at_one_instant(), counts_within_hold(), found_at_the_end_of_the_hold(), counts_beyond_hold(),
          completed_by_connect(), second_answer(), in_no_time(), in_no_time_in_a_hold(), beyond_within(),
          together_with_those_known()})
        examples.push_back(Example(example).done());
}

}  // namespace hotline
