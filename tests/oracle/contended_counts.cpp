// Contended drills of cases that count, worked out by hand (rules 16, 17 and I5.4).
#include <string>
#include <utility>

#include "tests/oracle/contended_examples.hpp"
#include "tests/oracle/sketch.hpp"

namespace hotline {
namespace {

/// A case that counts two, and one of a second party. The telephone takes 2 s to set up and rings for 10 s.
class Counted : public Sketch {
public:
    explicit Counted(std::string name) : name_(std::move(name)) {
        scenario.interaction = true;
        own().goal->count = 2;
        party("second");
    }
    Step& also(std::int64_t after, std::initializer_list<Person> call) {
        const Index by = protocol("also");
        Case played;
        played.caller = 2;
        played.callee = callee;
        played.protocols = {by};
        played.after = secs(after);
        scenario.cases.push_back(played);
        return step(by, call);
    }
    ContendedExample comes_to(std::string expected) { return {name_, scenario, std::move(expected)}; }

private:
    std::string name_;
};

ContendedExample one_caller() {
    Counted e("the only caller talks to the first one, and calls the next one when the conversation is over");
    e.own().conversation = lasts(6);
    e.scenario.parties[e.caller].callers = 1;
    e.step({e.someone(1, e.phone, e.responds(3)), e.someone(1, e.phone, e.responds(3))});
    return e.comes_to("contact 16: official-0 #1 0-5 reached, official-1 #1 11-16 contact; waited 6\n");
}

ContendedExample two_conversations() {
    Counted e("those who count talk beside each other, and each keeps the seat");
    e.own().conversation = lasts(7);
    const Person x = e.someone(1, e.phone, e.responds(3));
    const Person y = e.someone(1, e.phone, e.responds(3));
    e.step({x, y});
    // The seat of x is free again at 12 s, and that of y, found at 10 s, at 17 s.
    e.also(9, {x, y, x});
    e.scenario.protocols.back().rounds = 2;
    return e.comes_to(
        "contact 10: official-0 #1 0-5 reached, official-1 #1 5-10 contact\n"
        "contact 9: official-0 #1 0-2 busy, official-1 #1 2-4 busy, official-0 #2 4-9 contact\n");
}

ContendedExample nobody_talks_twice() {
    Counted e("somebody who counts already does not talk again: the call ends, and the seat is free");
    e.own().conversation = lasts(30);
    const Person x = e.someone(1, e.mail, e.responds(24));
    const Person by_phone{x.who, e.row(x.who, e.phone, e.responds(9))};
    const Person y = e.someone(1, e.phone, e.responds(3));
    e.step({x}).via = {e.mail};
    e.step({by_phone, y}).via = {e.phone};
    e.also(31, {by_phone}).via = {e.phone};
    return e.comes_to(
        "contact 37: official-0 #1 0-25 reached, official-0 #1 21-32 reached, official-1 #1 32-37 contact\n"
        "contact 11: official-0 #1 0-11 contact\n");
}

ContendedExample through_a_hand_over() {
    Counted e("a conversation through a hand-over keeps the line, and the branch goes on without it");
    e.scenario.channels[e.phone].lines = 2;
    e.own().conversation = lasts(40);
    e.own().hold = secs(60);
    const Person x = e.someone(0, e.phone, e.responds(3));
    const Person y = e.someone(1, e.phone, e.responds(3));
    const Person z = e.someone(1, e.phone, e.responds(3));
    const Index inner = e.protocol("inner");
    e.scenario.parties[e.callee].hand_over = inner;
    e.scenario.protocols[inner].conversation = lasts(20);
    e.step(inner, {y});
    e.step({x, z}).tries = 3;
    e.own().steps.back().gap = lasts(8);
    // y is found at 10 s; until 30 s both lines are taken. z is called at 10, 20 and 30 s.
    return e.comes_to(
        "contact 35: official-0 #1 0-5 handed over, official-1 #1 5-10 reached, official-2 #1 10-12 no line, "
        "official-2 #2 20-22 no line, official-2 #3 30-35 contact\n");
}

ContendedExample calls_others_without_a_caller() {
    Counted e("whoever has been reached needs no caller to call others");
    e.own().conversation = lasts(20);
    e.scenario.parties[e.caller].callers = 1;
    const Person x = e.someone(1, e.phone, e.responds(3));
    const Person y = e.someone(1, e.phone, e.responds(3));
    const Index tree = e.protocol("tree");
    e.step({x, y}).then_calls = tree;
    e.step(tree, {y});
    return e.comes_to("contact 10: official-0 #1 0-5 reached, official-1 #1 5-10 contact; waited 5\n");
}

ContendedExample the_earlier_search_first() {
    Counted e("the case's own search gets a line before that of somebody who was reached");
    e.scenario.channels[e.phone].lines = 2;
    e.own().conversation = lasts(20);
    const Person x = e.someone(1, e.phone, e.responds(3));
    const Person y = e.someone(1, e.phone, e.responds(4));
    const Person z = e.someone(1, e.phone, e.responds(3));
    const Index tree = e.protocol("tree");
    e.step({x, y}).then_calls = tree;
    e.step(tree, {z});
    // The conversation with x keeps one line.
    return e.comes_to(
        "contact 11: official-0 #1 0-5 reached, official-2 #1 5-7 no line, official-1 #1 5-11 contact\n");
}

}  // namespace

void add_contended_counts(std::vector<ContendedExample>& examples) {
    for (auto* make : {one_caller, two_conversations, nobody_talks_twice, through_a_hand_over,
                       calls_others_without_a_caller, the_earlier_search_first})
        examples.push_back(make());
}

}  // namespace hotline
