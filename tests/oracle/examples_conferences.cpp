// Cases whose goal needs several on the line at once (rules 16.5 to 16.8).
#include "tests/oracle/example.hpp"

namespace hotline {
namespace {

using enum Result;

/// The telephone takes 2 s to set up. x and y answer after 3 s; z never does.
struct Conference : Example {
    Conference(std::string name, std::uint32_t count, std::int64_t hold) : Example(std::move(name)) {
        Goal& goal = *own().goal;
        goal.count = count;
        goal.conference = true;
        goal.hold = secs(hold);
        x = someone(1, phone, responds(3));
        y = someone(1, phone, responds(3));
        z = someone(1, phone, never_responds());
        first_answer(5);
    }
    void of_organisations(std::initializer_list<Person> cert, Person ministry) {
        own().goal->of_organisations = true;
        for (const Person of : cert) scenario.officials[of.who].organisation = "cert";
        scenario.officials[ministry.who].organisation = "ministry";
    }
    Person x, y, z;
};

Example together_at_the_last_instant() {
    Conference e("on the line at once: the last instant of a hold is in time", 2, 5);
    e.step({e.x, e.y, e.z});
    e.contact(10, e.y.row).attempt(0, 5, e.x.row, 1, reached).attempt(5, 10, e.y.row, 1, contact);
    return e;
}

Example left_too_early() {
    Conference e("whoever has left counts no more, and is called again in the next round", 2, 4);
    e.own().rounds = 2;
    e.step({e.x, e.y});
    e.attempt(0, 5, e.x.row, 1, reached).attempt(5, 10, e.y.row, 1, reached);
    e.attempt(10, 15, e.x.row, 2, reached).attempt(15, 20, e.y.row, 2, reached);
    return e;
}

Example joins_again_after_leaving() {
    Conference e("whoever has left joins again, and those who have joined since still hold", 2, 10);
    e.own().rounds = 2;
    e.step({e.x, e.z, e.y});
    // x leaves at the end of 15 s. y holds from 22 s until the end of 32 s.
    e.contact(27, e.x.row).attempt(0, 5, e.x.row, 1, reached).attempt(5, 17, e.z.row, 1, no_answer);
    e.attempt(17, 22, e.y.row, 1, reached).attempt(22, 27, e.x.row, 2, contact);
    return e;
}

Example nobody_calls_who_holds() {
    Conference e("nobody calls those who hold; at the last instant of a hold, either", 3, 10);
    e.own().rounds = 2;
    e.own().round_gap = lasts(5);
    e.step({e.x, e.y});
    // The second round begins at 15 s, when x leaves.
    e.attempt(0, 5, e.x.row, 1, reached).attempt(5, 10, e.y.row, 1, reached);
    return e;
}

Example holds_without_limit() {
    Conference e("without a hold, everybody stays", 2, 0);
    e.own().goal->hold.reset();
    e.step({e.x, e.z, e.y}).linger = lasts(100);
    e.step({e.y});
    e.contact(22, e.y.row).attempt(0, 5, e.x.row, 1, reached).attempt(5, 17, e.z.row, 1, no_answer);
    e.attempt(17, 22, e.y.row, 1, contact);
    return e;
}

Example another_of_the_organisation() {
    Conference e("a second official of an organisation holds for it when the first has left", 2, 6);
    const Person v = e.someone(1, e.phone, e.responds(6));
    const Person w = e.someone(1, e.phone, e.responds(10));
    e.of_organisations({e.x, v}, w);
    e.step({e.x, v, w}).all_at_once = true;
    e.contact(12, w.row).attempt(0, 5, e.x.row, 1, reached).attempt(0, 8, v.row, 1, reached);
    e.attempt(0, 12, w.row, 1, contact);
    return e;
}

Example the_organisation_is_on_the_line() {
    Conference e(
        "of organisations: a colleague of somebody who holds is passed over, and called when that one has left", 2,
        6);
    e.own().rounds = 2;
    e.of_organisations({e.x, e.y}, e.z);
    e.step({e.x, e.y, e.z});
    // x holds until 11 s, and the next round begins at 17 s. y is called when x holds again.
    e.attempt(0, 5, e.x.row, 1, reached).attempt(5, 17, e.z.row, 1, no_answer);
    e.attempt(17, 22, e.x.row, 2, reached).attempt(22, 34, e.z.row, 2, no_answer);
    return e;
}

Example a_call_back_joins_the_line() {
    Conference e("a call-back joins the line at the very instant, and in the order of targets", 2, 0);
    const Person c = e.someone(1, e.phone, e.calls_back(5));
    e.step({c, e.x});
    e.first_answer(17).contact(17, e.x.row).attempt(0, 12, c.row, 1, no_answer);
    e.attempt(12, 17, e.x.row, 1, contact);
    return e;
}

Example whoever_calls_back_holds_anew() {
    Conference e("whoever calls back while on the line holds anew", 2, 12);
    // c calls back at 14 s, and has answered at 13 s.
    const Person c = e.someone(1, e.phone, e.calls_back(2));
    const Index by_mail = e.row(c.who, e.mail, e.responds(12));
    Step& first = e.step({c});
    first.via = {e.mail};
    first.patience = secs(1);
    e.step({c}).via = {e.phone};
    e.step({e.y}).before = lasts(7);
    // Written to at 0 s, called from 2 s to 14 s. The call-back comes at 16 s, and the hold until then lasts to 25 s.
    e.first_answer(13).contact(26, e.y.row).attempt(0, 13, by_mail, 1, reached).attempt(2, 14, c.row, 1, no_answer);
    e.attempt(21, 26, e.y.row, 1, contact);
    return e;
}

Example joins_through_a_connect() {
    Conference e("through a hand-over and a connect: the hold counts from when the caller is reached", 2, 5);
    const Person w = e.someone(1, e.phone, e.responds(3));
    e.scenario.officials[e.x.who].authority = 0;
    const Index inner = e.protocol("inner");
    e.scenario.parties[e.callee].hand_over = inner;
    e.scenario.protocols[inner].prepare = lasts(4);
    e.step(inner, {e.y});
    e.own().connect = lasts(5);
    e.step({e.x, w}).linger = lasts(9);
    e.step({w});
    // y is found at 14 s, and joins at 19 s. w has held from 10 s to 15 s, and joins again at 24 s.
    e.contact(24, w.row).attempt(0, 5, e.x.row, 1, handed_over).attempt(5, 10, w.row, 1, reached);
    e.attempt_in(e.path(e.x.row), 9, 14, e.y.row, 1, reached).attempt(19, 24, w.row, 2, contact);
    return e;
}

Example leaves_with_the_site() {
    Conference e("whose site goes down leaves the tick before", 2, 60);
    Site& site = e.scenario.sites.emplace_back();
    site.id = site.name = "bunker";
    site.identity = identity_of(site.id);
    e.scenario.officials[e.x.who].site = 0;
    Outage& outage = e.scenario.outages.emplace_back();
    outage.site = 0;
    outage.from = secs(10);
    outage.lasts = lasts(1);
    e.own().rounds = 2;
    e.step({e.x, e.y});
    e.contact(15, e.x.row).attempt(0, 5, e.x.row, 1, reached).attempt(5, 10, e.y.row, 1, reached);
    e.attempt(10, 15, e.x.row, 2, contact);
    return e;
}

Example joins_in_waves() {
    Conference e("at one instant, one after the other, and all at once", 3, 0);
    e.scenario.channels[e.phone].set_up = lasts(0);
    const Index at_once = e.responds(0);
    const Person w = e.someone(1, e.phone, at_once);
    for (const Person of : {e.x, e.y}) e.scenario.rows[of.row].response = at_once;
    e.step({e.x, w, e.y, e.z});
    e.first_answer(0).contact(0, e.y.row).attempt(0, 0, e.x.row, 1, reached).attempt(0, 0, w.row, 1, reached);
    e.attempt(0, 0, e.y.row, 1, contact);
    return e;
}

}  // namespace

void add_conference_examples(Examples& examples) {
    for (const Example& example :
         {together_at_the_last_instant(), left_too_early(), joins_again_after_leaving(), nobody_calls_who_holds(),
          holds_without_limit(), another_of_the_organisation(), the_organisation_is_on_the_line(),
          a_call_back_joins_the_line(), whoever_calls_back_holds_anew(), joins_through_a_connect(),
          leaves_with_the_site(), joins_in_waves()})
        examples.push_back(Example(example).done());
}

}  // namespace hotline
