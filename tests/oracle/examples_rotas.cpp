// Rotas: who takes their places, waiting for somebody to have the duty, and duty by turns (rules 1.8, 1.9, 15). Turns
// last an hour.
#include "tests/oracle/example.hpp"

namespace hotline {
namespace {

using enum Result;

constexpr std::int64_t kHour = 3600;

void mix(Step& step, std::initializer_list<Selector> parts) {
    step.call = Selector{};
    step.call.parts = parts;
}

Example has_the_duty() {
    Example e("whoever has the duty of the rota takes the place");
    const Person x = e.someone(1, e.phone, e.never_responds());
    const Person y = e.someone(1, e.phone, e.responds(3));
    const Index rota = e.rota({x, y}, -kHour - 60);
    e.step({}).call = on_turn(rota);
    e.first_answer(5).contact(5, y.row).attempt(0, 5, y.row, 1, contact);
    return e;
}

Example a_hand_off() {
    Example e("a turn begins at its hand-off: the instant at which the place's turn begins decides");
    const Person x = e.someone(1, e.phone, e.never_responds());
    const Person y = e.someone(1, e.phone, e.responds(3));
    const Person z = e.someone(1, e.phone, e.never_responds());
    const Index rota = e.rota({x, y}, 12 - kHour);
    mix(e.step({}), {naming({z.who}), on_turn(rota)});
    e.first_answer(17).contact(17, y.row);
    e.attempt(0, 12, z.row, 1, no_answer).attempt(12, 17, y.row, 1, contact);
    return e;
}

Example the_next() {
    Example e("the next and the one after are the members of the next turns");
    const Person x = e.someone(1, e.phone, e.never_responds());
    const Person y = e.someone(1, e.phone, e.never_responds());
    const Person z = e.someone(1, e.phone, e.responds(3));
    const Index rota = e.rota({x, y, z}, -60);
    mix(e.step({}), {on_turn(rota, 1), on_turn(rota, 2), on_turn(rota)});
    e.first_answer(17).contact(17, z.row);
    e.attempt(0, 12, y.row, 1, no_answer).attempt(12, 17, z.row, 1, contact);
    return e;
}

Example nobody_yet() {
    Example e("where nobody has the duty yet, the place is passed over in no time");
    const Person x = e.someone(1, e.phone, e.never_responds());
    const Person z = e.someone(1, e.phone, e.responds(3));
    const Index rota = e.rota({x}, 30);
    mix(e.step({}), {on_turn(rota), on_turn(rota, 1), naming({z.who})});
    e.first_answer(5).contact(5, z.row).attempt(0, 5, z.row, 1, contact);
    return e;
}

Example waits() {
    Example e("a step waits until somebody has the duty");
    const Person x = e.someone(1, e.phone, e.responds(3));
    Step& step = e.step({});
    step.call = on_turn(e.rota({x}, 30));
    step.waits_for_duty = true;
    e.first_answer(35).contact(35, x.row).attempt(30, 35, x.row, 1, contact);
    return e;
}

Example waits_to_the_end() {
    Example e("within ends the wait for somebody to have the duty, its last instant included");
    const Person x = e.someone(1, e.phone, e.responds(3));
    const Person y = e.someone(1, e.phone, e.never_responds());
    const Person z = e.someone(1, e.phone, e.responds(3));
    Step& never = e.step({});
    mix(never, {on_turn(e.rota({x}, 30)), naming({z.who})});
    never.within = secs(10);
    never.waits_for_duty = true;
    Step& step = e.step({});
    step.call = on_turn(e.rota({y}, 20));
    step.within = secs(10);
    step.waits_for_duty = true;
    e.step({z});
    e.first_answer(25).contact(25, z.row).attempt(20, 20, y.row, 1, cut_off).attempt(20, 25, z.row, 1, contact);
    return e;
}

Example overridden() {
    Example e("an override goes before turns, for somebody who is no member, too; the later one counts");
    const Person x = e.someone(1, e.phone, e.responds(3));
    const Person y = e.someone(1, e.phone, e.responds(3));
    const Person z = e.someone(1, e.phone, e.never_responds());
    const Index rota = e.rota({x, y}, -60);
    e.overrides(rota, y, -100, 100);
    e.overrides(rota, z, -100, 12);
    e.step({}).call = on_turn(rota);
    e.step({}).call = on_turn(rota);
    e.first_answer(17).contact(17, y.row);
    e.attempt(0, 12, z.row, 1, no_answer).attempt(12, 17, y.row, 1, contact);
    return e;
}

Example next_beside_an_override() {
    Example e(
        "the next has the turn after the present one, whoever has this one; nobody comes next where no layer is");
    const Person x = e.someone(1, e.phone, e.responds(3));
    const Person y = e.someone(1, e.phone, e.never_responds());
    const Person z = e.someone(1, e.phone, e.responds(3));
    const Index rota = e.rota({x, y}, -60);
    const Index later = e.rota({x}, 500);
    e.overrides(rota, z, -100, 100);
    e.overrides(later, z, -100, 100);
    mix(e.step({}), {on_turn(rota, 1), on_turn(rota, 2), on_turn(later, 1), on_turn(later)});
    e.first_answer(17).contact(17, z.row);
    e.attempt(0, 12, y.row, 1, no_answer).attempt(12, 17, z.row, 1, contact);
    return e;
}

Example on_leave() {
    Example e("a deputy has the duty of whoever is on leave, and is on duty by it");
    const Index response = e.responds(3);
    e.scenario.responses[response].off_duty.answer = 0;
    const Person x = e.someone(1, e.phone, e.responds(3));
    const Person z = e.someone(1, e.phone, response);
    const Index rota = e.rota({x}, -60);
    e.scenario.officials[z.who].roster = e.office_hours(0, 1);
    Leave& leave = e.scenario.leaves.emplace_back();
    leave.official = x.who;
    leave.deputy = z.who;
    leave.from = e.scenario.start_first;
    leave.until = leave.from + secs(100);
    e.step({}).call = on_turn(rota);
    e.first_answer(5).contact(5, z.row).attempt(0, 5, z.row, 1, contact);
    return e;
}

Example called_already() {
    Example e("the place is passed over where whoever has the duty is a target too, or takes an earlier place");
    const Person x = e.someone(1, e.phone, e.responds(3));
    const Person y = e.someone(1, e.phone, e.never_responds());
    const Person z = e.someone(1, e.phone, e.never_responds());
    const Index rota = e.rota({x, y}, -60);
    const Index other = e.rota({y, z}, -60);
    mix(e.step({}), {on_turn(rota), on_turn(rota, 1), on_turn(other), on_turn(other, 1), naming({x.who})});
    e.first_answer(29).contact(29, x.row);
    e.attempt(0, 12, y.row, 1, no_answer).attempt(12, 24, z.row, 1, no_answer).attempt(24, 29, x.row, 1, contact);
    return e;
}

Example taken_before() {
    Example e("all at once, whoever has taken a place takes no other after a wait");
    const Person x = e.someone(1, e.phone, e.never_responds());
    const Person y = e.someone(1, e.phone, e.responds(3));
    Step& step = e.step({});
    mix(step, {on_turn(e.rota({x}, 5)), on_turn(e.rota({x}, -60)), on_turn(e.rota({y}, 20))});
    step.all_at_once = step.waits_for_duty = true;
    e.first_answer(25).contact(25, y.row);
    e.attempt(0, 12, x.row, 1, no_answer).attempt(20, 25, y.row, 1, contact);
    return e;
}

Example duty_by_turns() {
    Example e("a member without a roster is on duty in the own turns alone");
    const Index response = e.responds(3);
    e.scenario.responses[response].off_duty.answer = 0;
    const Person x = e.someone(1, e.phone, response);
    const Person y = e.someone(1, e.phone, response);
    e.rota({x, y}, 14 - kHour);
    e.step({y, x}).skip_off_duty = true;
    e.first_answer(5).contact(5, x.row).attempt(0, 5, x.row, 1, contact);
    return e;
}

Example off_duty_after_the_turn() {
    Example e("when it rings, the turn may be another's");
    const Index response = e.responds(3);
    e.scenario.responses[response].off_duty.answer = 0;
    const Person x = e.someone(1, e.phone, response);
    const Person y = e.someone(1, e.phone, response);
    const Index rota = e.rota({x, y}, 2 - kHour);
    e.step({}).call = on_turn(rota);
    e.step({x}).skip_off_duty = true;
    e.step({y}).skip_off_duty = true;
    e.first_answer(17).contact(17, y.row);
    e.attempt(0, 12, x.row, 1, no_answer).attempt(12, 17, y.row, 1, contact);
    return e;
}

Example upper_layer() {
    Example e("the later layer counts, in its hours");
    const Person x = e.someone(1, e.phone, e.never_responds());
    const Person y = e.someone(1, e.phone, e.responds(3));
    const Index rota = e.rota({x}, -60);
    RotaLayer layer = e.scenario.rotas[rota].layers[0];
    layer.members = {y.who};
    layer.hours = e.office_hours(151, 200);  // from 60 s on
    e.scenario.rotas[rota].layers.push_back(layer);
    e.scenario.officials[y.who].takes_turns = true;
    e.step({}).call = on_turn(rota);
    Step& later = e.step({});
    later.before = lasts(48);
    later.call = on_turn(rota);
    e.first_answer(65).contact(65, y.row);
    e.attempt(0, 12, x.row, 1, no_answer).attempt(60, 65, y.row, 1, contact);
    return e;
}

Example turns_of_a_calendar() {
    Example e(
        "of the turns of a calendar that hold, the last to begin counts, and of those that begin together the first");
    const Person x = e.someone(1, e.phone, e.never_responds());
    const Person y = e.someone(1, e.phone, e.never_responds());
    const Person z = e.someone(1, e.phone, e.responds(3));
    const Index rota = e.rota({x, y, z}, 0);
    const Instant start = e.scenario.start_first;
    // In the file: x from -60 s to 100 s, z from 30 s to 40 s, y from 30 s to 50 s. Those that begin together stand
    // in the order of rota.hpp, the later in the file first.
    e.scenario.rotas[rota].layers[0].calendar = {{x.who, start - secs(60), start + secs(100)},
                                                 {y.who, start + secs(30), start + secs(50)},
                                                 {z.who, start + secs(30), start + secs(40)}};
    e.step({}).call = on_turn(rota);
    Step& later = e.step({});
    later.before = lasts(20);
    later.call = on_turn(rota);
    e.first_answer(37).contact(37, z.row);
    e.attempt(0, 12, x.row, 1, no_answer).attempt(32, 37, z.row, 1, contact);
    return e;
}

Example reply_with_the_turn() {
    Example e("a reply from the next shift waits for the turn of whoever takes turns");
    const Index response = e.responds(3);
    e.scenario.responses[response].off_duty.from_next_shift = true;
    const Person x = e.someone(1, e.mail, response);
    const Person y = e.someone(1, e.mail, response);
    e.rota({x, y}, 40 - kHour);
    e.step({y});
    e.first_answer(43).contact(43, y.row).attempt(0, 43, y.row, 1, contact);
    return e;
}

}  // namespace

void add_rota_examples(Examples& examples) {
    for (auto* make : {has_the_duty, a_hand_off, the_next, nobody_yet, waits, waits_to_the_end, overridden,
                       next_beside_an_override, on_leave, called_already, taken_before, duty_by_turns,
                       off_duty_after_the_turn, upper_layer, turns_of_a_calendar, reply_with_the_turn}) {
        examples.push_back(make().done());
    }
}

}  // namespace hotline
