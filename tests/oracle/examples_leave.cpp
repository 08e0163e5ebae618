// Leave: who takes a place, and how somebody on leave responds (rule 1.7).
#include "tests/oracle/example.hpp"

namespace hotline {
namespace {

using enum Result;

/// On leave from the start on, for that long.
void goes_on_leave(Example& e, Person who, std::int64_t for_seconds, Person deputy = {}) {
    Leave& leave = e.scenario.leaves.emplace_back();
    leave.official = who.who;
    leave.deputy = deputy.who;
    leave.from = e.scenario.start_first;
    leave.until = leave.from + secs(for_seconds);
}

Example deputy_takes_the_place() {
    Example e("a deputy takes the place of a target on leave");
    const Person x = e.someone(1, e.phone, e.responds(3));
    const Person y = e.someone(1, e.phone, e.responds(4));
    e.step({x});
    goes_on_leave(e, x, 100, y);
    e.first_answer(6).contact(6, y.row).attempt(0, 6, y.row, 1, contact);
    return e;
}

Example deputy_of_a_deputy() {
    Example e("the deputy of a deputy on leave takes the place; the last of the chain does even on leave");
    const Person x = e.someone(1, e.phone, e.responds(3));
    const Person y = e.someone(1, e.phone, e.responds(3));
    const Person z = e.someone(1, e.phone, e.responds(3));
    e.step({x});
    goes_on_leave(e, x, 100, y);
    goes_on_leave(e, y, 100, z);
    goes_on_leave(e, z, 100);
    e.first_answer(5).contact(5, z.row).attempt(0, 5, z.row, 1, contact);
    return e;
}

Example circle() {
    Example e("where deputies form a circle, the target keeps the place");
    const Person x = e.someone(1, e.phone, e.responds(3));
    const Person y = e.someone(1, e.phone, e.responds(3));
    const Person z = e.someone(1, e.phone, e.responds(3));
    e.step({x});
    goes_on_leave(e, x, 100, y);
    goes_on_leave(e, y, 100, z);
    goes_on_leave(e, z, 100, y);
    e.first_answer(5).contact(5, x.row).attempt(0, 5, x.row, 1, contact);
    return e;
}

Example deputy_is_a_target() {
    Example e("a place is passed over in no time where the deputy is a target too");
    const Person x = e.someone(1, e.phone, e.responds(3));
    const Person y = e.someone(1, e.phone, e.responds(3));
    const Person z = e.someone(1, e.phone, e.never_responds());
    e.step({x, z, y});
    goes_on_leave(e, x, 100, y);
    e.first_answer(17).contact(17, y.row);
    e.attempt(0, 12, z.row, 1, no_answer).attempt(12, 17, y.row, 1, contact);
    return e;
}

Example one_deputy_for_two() {
    Example e("a deputy takes one place of a step, the earlier one");
    const Person x = e.someone(1, e.phone, e.responds(3));
    const Person y = e.someone(1, e.phone, e.responds(3));
    const Person z = e.someone(1, e.phone, e.never_responds());
    e.step({x, y}).all_at_once = true;
    goes_on_leave(e, x, 100, z);
    goes_on_leave(e, y, 100, z);
    e.attempt(0, 12, z.row, 1, no_answer);
    return e;
}

Example the_turn_decides() {
    Example e("the instant at which a target's turn begins decides; a leave's last instant is not in it");
    const Person x = e.someone(1, e.phone, e.never_responds());
    const Person y = e.someone(1, e.phone, e.responds(3));
    const Person z = e.someone(1, e.phone, e.responds(3));
    e.step({x, y});
    goes_on_leave(e, y, 12, z);
    e.first_answer(17).contact(17, y.row);
    e.attempt(0, 12, x.row, 1, no_answer).attempt(12, 17, y.row, 1, contact);
    return e;
}

Example off_duty_on_leave() {
    Example e("whoever is on leave is off duty, also without a roster, and responds as on_leave says");
    const Index response = e.responds(3);
    const Person x = e.someone(1, e.phone, response);
    e.scenario.responses[response].on_leave = Duty{};
    e.step({x}).tries = 2;
    goes_on_leave(e, x, 13);
    e.first_answer(17).contact(17, x.row);
    e.attempt(0, 12, x.row, 1, no_answer).attempt(12, 17, x.row, 2, contact);
    return e;
}

Example skipped_on_leave() {
    Example e("skip_off_duty passes over who is on leave");
    const Person x = e.someone(1, e.phone, e.responds(3));
    e.step({x}).skip_off_duty = true;
    goes_on_leave(e, x, 100);
    return e;
}

}  // namespace

void add_leave_examples(Examples& examples) {
    for (auto* make : {deputy_takes_the_place, deputy_of_a_deputy, circle, deputy_is_a_target, one_deputy_for_two,
                       the_turn_decides, off_duty_on_leave, skipped_on_leave}) {
        examples.push_back(make().done());
    }
}

}  // namespace hotline
