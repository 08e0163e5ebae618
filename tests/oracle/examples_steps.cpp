// The patience of rows (rule 2.3), staggered turns (rule 1.10) and costs (rule 7.3).
#include "tests/oracle/example.hpp"

namespace hotline {
namespace {

using enum Result;

// ---- Patience

Example patience_of_a_row() {
    Example e("a row has a patience of its own, shorter or longer than the channel's");
    const Person x = e.someone(1, e.phone, e.responds(8));
    const Person y = e.someone(1, e.phone, e.responds(14));
    e.scenario.rows[x.row].patience = secs(5);
    e.scenario.rows[y.row].patience = secs(14);
    e.step({x, y});
    e.first_answer(23).contact(23, y.row);
    e.attempt(0, 7, x.row, 1, no_answer).attempt(7, 23, y.row, 1, contact);
    return e;
}

Example patience_of_the_step_comes_first() {
    Example e("the patience of the step comes before that of the row");
    const Person x = e.someone(1, e.phone, e.responds(11));
    e.scenario.rows[x.row].patience = secs(5);
    e.step({x}).patience = secs(12);
    e.first_answer(13).contact(13, x.row).attempt(0, 13, x.row, 1, contact);
    return e;
}

Example patience_of_a_row_for_messages() {
    Example e("the patience of a row for messages counts from the arrival; the reply comes late");
    const Person x = e.someone(1, e.mail, e.responds(8));
    const Person y = e.someone(1, e.phone, e.never_responds());
    e.scenario.rows[x.row].patience = secs(3);
    e.step({x, y});
    e.first_answer(9).contact(9, x.row);
    e.attempt(0, 9, x.row, 1, contact).attempt(4, 9, y.row, 1, cut_off);
    return e;
}

// ---- Stagger

/// All at once, with so many seconds from turn to turn.
Step& staggered(Example& e, std::initializer_list<Person> people, std::int64_t stagger) {
    Step& step = e.step(people);
    step.all_at_once = true;
    step.stagger = secs(stagger);
    return step;
}

Example stagger_counts_from_turn_to_turn() {
    Example e("each target begins so much after the one before, while that one still rings");
    const Person x = e.someone(1, e.phone, e.never_responds());
    const Person y = e.someone(1, e.phone, e.never_responds());
    const Person z = e.someone(1, e.phone, e.responds(3));
    staggered(e, {x, y, z}, 4).before = lasts(1);
    e.first_answer(14).contact(14, z.row);
    e.attempt(1, 13, x.row, 1, no_answer).attempt(5, 14, y.row, 1, cut_off).attempt(9, 14, z.row, 1, contact);
    return e;
}

Example nobody_begins_when_somebody_is_found() {
    Example e("a turn that would begin at the instant of contact does not");
    const Person x = e.someone(1, e.phone, e.responds(3));
    const Person y = e.someone(1, e.phone, e.responds(3));
    staggered(e, {x, y}, 5);
    e.first_answer(5).contact(5, x.row).attempt(0, 5, x.row, 1, contact);
    return e;
}

Example passed_over_keeps_its_turn() {
    Example e("a target that is passed over, or has ended, shortens nobody's wait");
    const Index x = e.official(e.callee, 1);
    e.row(x, e.mail, e.responds(0));  // not in `via`
    const Person y = e.someone(1, e.phone, e.responds(3));
    Step& step = staggered(e, {{x}, y}, 30);
    step.via = {e.phone};
    e.first_answer(35).contact(35, y.row).attempt(30, 35, y.row, 1, contact);
    return e;
}

Example turn_at_the_last_instant_of_within() {
    Example e("a turn may begin at the last instant of within, and is cut off there; a later one never begins");
    const Person w = e.someone(1, e.phone, e.never_responds());
    const Person x = e.someone(1, e.phone, e.never_responds());
    const Person y = e.someone(1, e.phone, e.never_responds());
    const Person z = e.someone(1, e.phone, e.never_responds());
    staggered(e, {w, x, y, z}, 5).within = secs(10);
    e.step({z}).before = lasts(1);
    e.attempt(0, 10, w.row, 1, cut_off).attempt(5, 10, x.row, 1, cut_off).attempt(10, 10, y.row, 1, cut_off);
    e.attempt(11, 23, z.row, 1, no_answer);
    return e;
}

Example a_turn_beyond_within_lasts_until_its_end() {
    Example e("a step lasts until the end of within where a turn would come later");
    const Person x = e.someone(1, e.phone, e.never_responds());
    const Person y = e.someone(1, e.phone, e.never_responds());
    e.scenario.rows[x.row].patience = secs(1);
    staggered(e, {x, y}, 50).within = secs(20);
    e.step({x});
    e.attempt(0, 3, x.row, 1, no_answer).attempt(20, 23, x.row, 2, no_answer);
    return e;
}

Example leave_by_the_turn() {
    Example e("who takes a place, and whether somebody is off duty, is judged when the turn begins");
    const Person x = e.someone(1, e.phone, e.never_responds());
    const Person y = e.someone(1, e.phone, e.responds(3));
    const Person deputy = e.someone(1, e.phone, e.responds(6));
    Leave& leave = e.scenario.leaves.emplace_back();
    leave.official = y.who;
    leave.deputy = deputy.who;
    leave.from = e.scenario.start_first + secs(4);
    leave.until = leave.from + secs(50);
    staggered(e, {x, y}, 4);
    e.first_answer(12).contact(12, deputy.row);
    e.attempt(0, 12, x.row, 1, no_answer).attempt(4, 12, deputy.row, 1, contact);
    return e;
}

Example deputy_of_an_earlier_turn() {
    Example e("a deputy who took an earlier turn is not called again for a later one");
    const Person x = e.someone(1, e.phone, e.never_responds());
    const Person y = e.someone(1, e.phone, e.never_responds());
    const Person deputy = e.someone(1, e.phone, e.never_responds());
    for (const Person who : {x, y}) {
        Leave& leave = e.scenario.leaves.emplace_back();
        leave.official = who.who;
        leave.deputy = deputy.who;
        leave.from = e.scenario.start_first;
        leave.until = leave.from + secs(who.who == x.who ? 1 : 50);  // x is back before the second turn
    }
    staggered(e, {x, y}, 4);
    e.attempt(0, 12, deputy.row, 1, no_answer);
    return e;
}

// ---- Costs

Example costs_of_all_searches() {
    Example e(
        "attempts cost what their channels cost, those of inner searches and the last one too, not a call-back");
    const Person x = e.someone(0, e.phone, e.responds(3));
    const Person y = e.someone(0, e.mail, e.responds(5));
    const Person z = e.someone(1, e.phone, e.calls_back(40));
    const Index inner = e.protocol("inner");
    e.scenario.parties[e.callee].hand_over = inner;
    e.scenario.channels[e.phone].cost = 1'250'000;
    e.scenario.channels[e.mail].cost = 100'000;
    e.step({x, z});
    e.step(inner, {y});
    e.first_answer(5).contact(57, z.row).cost(1.25 + 0.1 + 1.25);
    e.attempt(0, 5, x.row, 1, handed_over).attempt(5, 17, z.row, 1, no_answer);
    e.attempt_in(e.path(x.row), 5, 11, y.row, 1, no_authority);
    return e;
}

Example attempts_that_do_not_happen_cost_nothing() {
    Example e("an attempt that would begin at the instant of contact costs nothing");
    const Person x = e.someone(1, e.phone, e.responds(3));
    const Person y = e.someone(1, e.phone, e.responds(3));
    e.scenario.channels[e.phone].cost = 2'000'000;
    staggered(e, {x, y}, 5);
    e.first_answer(5).contact(5, x.row).cost(2).attempt(0, 5, x.row, 1, contact);
    return e;
}

}  // namespace

void add_step_examples(Examples& examples) {
    for (auto* make :
         {patience_of_a_row, patience_of_the_step_comes_first, patience_of_a_row_for_messages,
          stagger_counts_from_turn_to_turn, nobody_begins_when_somebody_is_found, passed_over_keeps_its_turn,
          turn_at_the_last_instant_of_within, a_turn_beyond_within_lasts_until_its_end, leave_by_the_turn,
          deputy_of_an_earlier_turn, costs_of_all_searches, attempts_that_do_not_happen_cost_nothing}) {
        examples.push_back(make().done());
    }
}

}  // namespace hotline
