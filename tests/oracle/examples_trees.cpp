// Phone trees: whoever has been reached calls others (rule 17).
#include "tests/oracle/example.hpp"

namespace hotline {
namespace {

using enum Result;

/// The telephone takes 2 s to set up. x, y and w answer after 3 s; z never does. "tree" begins after 4 s.
struct PhoneTree : Example {
    PhoneTree(std::string name, std::uint32_t count) : Example(std::move(name)) {
        own().goal->count = count;
        x = someone(1, phone, responds(3));
        y = someone(1, phone, responds(3));
        w = someone(1, phone, responds(3));
        z = someone(1, phone, never_responds());
        tree = protocol("tree");
        scenario.protocols[tree].prepare = lasts(4);
        first_answer(5);
    }
    /// A step of the case's own search, through which whoever counts calls others.
    Step& calling_on(std::initializer_list<Person> call) {
        Step& added = step(call);
        added.then_calls = tree;
        return added;
    }
    Person x, y, w, z;
    Index tree = kNone;
};

Example calls_others() {
    PhoneTree e("whoever has been reached calls others while the caller goes on", 3);
    e.calling_on({e.x, e.z});
    e.step({e.w});
    e.step(e.tree, {e.y});
    e.contact(22, e.w.row).attempt(0, 5, e.x.row, 1, reached).attempt(5, 17, e.z.row, 1, no_answer);
    e.attempt_in(e.path(e.x.row), 9, 14, e.y.row, 1, reached).attempt(17, 22, e.w.row, 1, contact);
    return e;
}

Example without_then_calls() {
    PhoneTree e("nobody calls others through a step without then_calls", 2);
    e.step({e.x, e.z});
    e.step(e.tree, {e.y});
    e.attempt(0, 5, e.x.row, 1, reached).attempt(5, 17, e.z.row, 1, no_answer);
    return e;
}

Example several_levels() {
    PhoneTree e("a tree of one protocol: it knows nothing of whom others have reached, who count nothing more", 3);
    e.scenario.protocols[e.tree].prepare = lasts(0);
    e.calling_on({e.x});
    e.step(e.tree, {e.x, e.y, e.w}).then_calls = e.tree;
    const Identity first = e.path(e.x.row);
    // y calls x from 15 s on, and has him on the line when w completes the count.
    e.contact(20, e.w.row).attempt(0, 5, e.x.row, 1, reached);
    e.attempt_in(first, 5, 10, e.x.row, 1, reached).attempt_in(first, 10, 15, e.y.row, 1, reached);
    e.attempt_in(first, 15, 20, e.w.row, 1, contact);
    e.attempt_in(e.path(first, e.y.row), 15, 20, e.x.row, 1, cut_off);
    return e;
}

Example two_searches_at_one_instant() {
    PhoneTree e("at one instant whom the earlier search finds counts first, and the last to count calls nobody", 2);
    e.scenario.protocols[e.tree].prepare = lasts(0);
    e.calling_on({e.x, e.y});
    e.step(e.tree, {e.w});
    e.contact(10, e.y.row).attempt(0, 5, e.x.row, 1, reached).attempt(5, 10, e.y.row, 1, contact);
    e.attempt_in(e.path(e.x.row), 5, 10, e.w.row, 1, cut_off);
    return e;
}

Example in_the_order_of_counting() {
    PhoneTree e("those who count together call in that order", 4);
    e.scenario.protocols[e.tree].prepare = lasts(0);
    const Person v = e.someone(1, e.phone, e.responds(3));
    e.calling_on({e.x, e.y}).all_at_once = true;
    e.step(e.tree, {e.w, v});
    // Both call w, who counts through x; then both call v.
    e.contact(15, v.row).attempt(0, 5, e.x.row, 1, reached).attempt(0, 5, e.y.row, 1, reached);
    e.attempt_in(e.path(e.x.row), 5, 10, e.w.row, 1, reached).attempt_in(e.path(e.x.row), 10, 15, v.row, 1, contact);
    e.attempt_in(e.path(e.y.row), 5, 10, e.w.row, 1, reached).attempt_in(e.path(e.y.row), 10, 15, v.row, 1, cut_off);
    return e;
}

Example found_through_a_hand_over() {
    PhoneTree e("whoever was found through a hand-over calls others, by the step whose answer led there", 3);
    e.scenario.officials[e.x.who].authority = 0;
    const Index inner = e.protocol("inner");
    e.scenario.parties[e.callee].hand_over = inner;
    e.own().hold = secs(60);
    const Person v = e.someone(1, e.phone, e.responds(3));
    e.calling_on({e.x, e.z});
    e.step(inner, {e.y});
    e.step(e.tree, {e.w, v});
    const Identity handed = e.path(e.x.row);
    const Identity called = e.path(handed, e.y.row);
    e.contact(24, v.row).attempt(0, 5, e.x.row, 1, handed_over).attempt_in(handed, 5, 10, e.y.row, 1, reached);
    e.attempt(10, 22, e.z.row, 1, no_answer);
    e.attempt_in(called, 14, 19, e.w.row, 1, reached).attempt_in(called, 19, 24, v.row, 1, contact);
    return e;
}

Example within_a_hand_over() {
    PhoneTree e("then_calls of a step in a hand-over does nothing: the step of the search that counts does", 2);
    e.scenario.officials[e.x.who].authority = 0;
    const Index inner = e.protocol("inner");
    e.scenario.parties[e.callee].hand_over = inner;
    e.step({e.x});
    e.step(inner, {e.y}).then_calls = e.tree;
    e.step(e.tree, {e.w});
    e.attempt(0, 5, e.x.row, 1, handed_over).attempt_in(e.path(e.x.row), 5, 10, e.y.row, 1, reached);
    return e;
}

Example through_a_late_reply() {
    PhoneTree e("whoever replies late calls others, too", 2);
    const Person m = e.someone(1, e.mail, e.responds(30));
    e.calling_on({m}).via = {e.mail};
    e.step(e.tree, {e.y});
    e.first_answer(31).contact(40, e.y.row).attempt(0, 31, m.row, 1, reached);
    e.attempt_in(e.path(m.row), 35, 40, e.y.row, 1, contact);
    return e;
}

Example hands_over_in_the_tree() {
    PhoneTree e("a hand-over in the tree may play the protocol of the case, but none of the tree", 3);
    const Person v = e.someone(0, e.phone, e.responds(3));
    const Index inner = e.protocol("inner");
    e.scenario.protocols[e.tree].prepare = lasts(0);
    e.calling_on({e.x});
    e.step(e.tree, {v}).pass_to = inner;
    e.step(inner, {v}).pass_to = e.tree;
    e.step(inner, {v}).pass_to = 0;
    const Identity called = e.path(e.x.row);
    const Identity passed = e.path(called, v.row);
    e.attempt(0, 5, e.x.row, 1, reached).attempt_in(called, 5, 10, v.row, 1, handed_over);
    e.attempt_in(passed, 10, 15, v.row, 1, no_authority).attempt_in(passed, 15, 20, v.row, 2, handed_over);
    // x is found again, and with him "inner" and the tree have found somebody. He counts nothing more.
    e.attempt_in(e.path(passed, v.row, 2), 20, 25, e.x.row, 1, cut_off);
    return e;
}

}  // namespace

void add_tree_examples(Examples& examples) {
    for (const Example& example :
         {calls_others(), without_then_calls(), several_levels(), two_searches_at_one_instant(),
          in_the_order_of_counting(), found_through_a_hand_over(), within_a_hand_over(), through_a_late_reply(),
          hands_over_in_the_tree()})
        examples.push_back(Example(example).done());
}

}  // namespace hotline
