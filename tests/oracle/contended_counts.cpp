// Contended drills of cases that count, worked out by hand (rules 16, 17, I5.4 and I5.5).
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
    void confers(std::int64_t hold) {
        own().goal->conference = true;
        own().goal->hold = secs(hold);
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

// With a conference (I5.5).

ContendedExample one_caller_for_a_conference() {
    Counted e("the only caller calls on while others hold; they keep their seats, and all talk after the contact");
    e.confers(60);
    e.own().conversation = lasts(6);
    e.scenario.parties[e.caller].callers = 1;
    const Person x = e.someone(1, e.phone, e.responds(3));
    const Person y = e.someone(1, e.phone, e.responds(3));
    e.step({x, y});
    // Both seats are free again at 16 s.
    e.also(9, {x, y});
    e.scenario.protocols.back().rounds = 2;
    return e.comes_to(
        "contact 10: official-0 #1 0-5 reached, official-1 #1 5-10 contact\n"
        "contact 11: official-0 #1 0-2 busy, official-1 #1 2-4 busy, official-0 #2 4-6 busy, official-1 #2 6-11 "
        "contact\n");
}

ContendedExample a_seat_at_the_end_of_a_hold() {
    Counted e("whoever leaves the line gives the seat to somebody who asks for it at that instant");
    e.confers(5);
    const Person x = e.someone(1, e.phone, e.responds(3));
    const Person z = e.someone(1, e.phone, e.never_responds());
    e.step({x, z});
    e.also(7, {x});
    e.also(8, {x});
    // x holds from 5 s to 10 s.
    return e.comes_to(
        "no contact: official-0 #1 0-5 reached, official-1 #1 5-17 no answer\n"
        "no contact: official-0 #1 0-2 busy\n"
        "contact 5: official-0 #1 0-5 contact\n");
}

ContendedExample dropped_from_the_line() {
    Counted e("whoever is dropped while holding counts no more, and is called again");
    e.confers(60);
    e.scenario.channels[e.phone].preempt = true;
    e.own().rounds = 2;
    const Person x = e.someone(1, e.phone, e.responds(3));
    const Person y = e.someone(1, e.phone, e.responds(9));
    e.step({x, y});
    e.also(6, {x});
    e.scenario.cases.back().priority = 1;
    // x is dropped at 8 s, and talks to the other party from 11 s on, in no time.
    return e.comes_to(
        "contact 21: official-0 #1 0-5 reached, official-1 #1 5-16 reached, official-0 #2 16-21 contact\n"
        "contact 5: official-0 #1 0-5 contact\n");
}

ContendedExample let_go_at_the_horizon() {
    Counted e("a case that ends without contact lets go of those who hold");
    e.confers(60);
    e.scenario.horizon = secs(20);
    e.own().goal->hold.reset();
    const Person x = e.someone(1, e.phone, e.responds(3));
    e.step({x});
    e.also(17, {x});
    e.also(18, {x});
    e.also(19, {x});
    // The seat is given back at the horizon, too late for whoever asks then without a queue.
    return e.comes_to(
        "no contact: official-0 #1 0-5 reached\n"
        "no contact: official-0 #1 0-2 busy\n"
        "no contact: official-0 #1 0-2 busy\n"
        "contact 5: official-0 #1 0-5 contact\n");
}

}  // namespace

void add_contended_counts(std::vector<ContendedExample>& examples) {
    for (auto* make : {one_caller, two_conversations, nobody_talks_twice, through_a_hand_over,
                       calls_others_without_a_caller, the_earlier_search_first, one_caller_for_a_conference,
                       a_seat_at_the_end_of_a_hold, dropped_from_the_line, let_go_at_the_horizon})
        examples.push_back(make());
}

}  // namespace hotline
