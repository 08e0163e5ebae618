// What an answer goes through: interpreter, verification, authority, the goal's channel (rule 5).
#include "tests/oracle/example.hpp"

namespace hotline {
namespace {

using enum Result;

/// The callee's officials speak another language than the caller.
Example foreign(std::string name, Hurdle interpreter) {
    Example e(std::move(name));
    e.scenario.parties[e.callee].languages = {"zh"};
    e.own().interpreter = interpreter;
    const Person x = e.someone(1, e.phone, e.responds(3));
    const Person y = e.someone(1, e.phone, e.responds(3));
    e.scenario.officials[y.who].languages = {"fr", "en"};
    e.step({x, y});
    e.first_answer(5);
    return e;
}

Example interpreter() {
    Example e = foreign("an interpreter where there is no common language", {lasts(4), 0});
    e.contact(9, 0).attempt(0, 9, 0, 1, contact);
    return e;
}

Example no_interpreter_to_be_had() {
    Example e =
        foreign("no interpreter: known after its latency, and the next target speaks the language", {lasts(4), 1});
    e.contact(14, 1).attempt(0, 9, 0, 1, no_interpreter).attempt(9, 14, 1, 1, contact);
    return e;
}

Example protocol_without_interpreter() {
    Example e = foreign("a protocol without an interpreter does not ask for a common language", {});
    e.own().interpreter.reset();
    e.contact(5, 0).attempt(0, 5, 0, 1, contact);
    return e;
}

Example interpreter_then_verification() {
    Example e = foreign("the interpreter comes before the verification", {lasts(4), 0});
    e.own().verify = Hurdle{lasts(6), 0};
    e.contact(15, 0).attempt(0, 15, 0, 1, contact);
    return e;
}

Example not_verified_example() {
    Example e("not verified: the branch goes on to the next target, not to the next row");
    const Index x = e.official(e.callee, 1);
    const Index by_phone = e.row(x, e.phone, e.responds(3));
    e.row(x, e.mail, e.responds(3));
    const Person y = e.someone(1, e.phone, e.responds(3));
    e.own().verify = Hurdle{lasts(6), 1};
    Step& step = e.step({{x}, y});
    step.tries = 2;
    step.gap = lasts(50);
    e.first_answer(5).attempt(0, 11, by_phone, 1, not_verified).attempt(11, 22, y.row, 1, not_verified);
    return e;
}

Example authority() {
    Example e("only an official of the callee with enough authority is contact");
    e.own().goal = Goal{.authority = 3};
    const Person x = e.someone(2, e.phone, e.responds(3));
    const Person y = e.someone_of(e.party("third"), 5, e.phone, e.responds(3));
    const Person z = e.someone(3, e.phone, e.responds(3));
    e.step({x, y, z});
    e.first_answer(5).contact(15, z.row).attempt(0, 5, x.row, 1, no_authority);
    e.attempt(5, 10, y.row, 1, no_authority).attempt(10, 15, z.row, 1, contact);
    return e;
}

Example screened() {
    Example e("an answer that somebody else at the desk gives has no authority");
    const Index response = e.responds(3);
    e.scenario.responses[response].screened = 1;
    const Person x = e.someone(1, e.phone, response);
    const Person y = e.someone(1, e.phone, e.responds(3));
    e.step({x, y});
    e.first_answer(5).contact(10, y.row).attempt(0, 5, x.row, 1, no_authority).attempt(5, 10, y.row, 1, contact);
    return e;
}

Example by_call() {
    Example e("if the goal is a call, a written reply is not enough, and a call-back is");
    e.own().goal = Goal{.authority = 1, .by_call = true};
    const Index x = e.official(e.callee, 1);
    const Index by_mail = e.row(x, e.mail, e.responds(5));
    const Index by_phone = e.row(x, e.phone, e.calls_back(3));
    e.step({{x}}).via = {e.mail};
    e.step({{x}}).via = {e.phone};
    e.first_answer(6).contact(21, by_phone);
    e.attempt(0, 6, by_mail, 1, no_authority).attempt(6, 18, by_phone, 1, no_answer);
    return e;
}

}  // namespace

void add_conversation_examples(Examples& examples) {
    for (auto* make : {interpreter, no_interpreter_to_be_had, protocol_without_interpreter,
                       interpreter_then_verification, not_verified_example, authority, screened, by_call}) {
        examples.push_back(make().done());
    }
}

}  // namespace hotline
