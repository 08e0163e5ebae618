// Long because it has an example for each rule.
#include "tests/oracle/contended_examples.hpp"

#include <fmt/format.h>

#include <utility>

#include "tests/oracle/sketch.hpp"

namespace hotline {
namespace {

/// Two more parties call the callee. They come after the caller in the list of parties. Nobody waits unless the
/// example says so. The telephone takes 2 s to set up and rings for 10 s.
class Contended : public Sketch {
public:
    explicit Contended(std::string name) : name_(std::move(name)) {
        scenario.interaction = true;
        for (const char* const id : {"second", "third"}) party(id);
    }

    /// Adds a case of that party, with a protocol of its own that calls those officials.
    Case& also(Index of, std::int64_t after, std::initializer_list<Person> call) {
        const Index by = protocol("protocol-" + std::to_string(scenario.protocols.size()));
        step(by, call);
        Case played;
        played.caller = of;
        played.callee = callee;
        played.protocols = {by};
        played.after = secs(after);
        return scenario.cases.emplace_back(played);
    }
    Protocol& last() { return scenario.protocols.back(); }
    Channel& line() { return scenario.channels[phone]; }

    ContendedExample comes_to(std::string expected) { return {name_, scenario, std::move(expected)}; }

    static constexpr Index kSecond = 2;
    static constexpr Index kThird = 3;

private:
    std::string name_;
};

ContendedExample one_seat() {
    Contended e("two cases ask for a seat at one instant: the earlier party gets it, and the other finds it busy");
    const Person x = e.someone(1, e.phone, e.responds(3));
    e.step({x});
    e.also(Contended::kSecond, 0, {x});
    return e.comes_to(
        "contact 5: official-0 #1 0-5 contact\n"
        "no contact: official-0 #1 0-2 busy\n");
}

ContendedExample a_queue() {
    Contended e("a waiting call rings when the seat is free, also at the last instant of its patience");
    e.line().queue = true;
    const Person x = e.someone(1, e.phone, e.responds(5));
    e.step({x});
    e.also(Contended::kSecond, 0, {x});
    e.also(Contended::kThird, 0, {x});
    // The third would wait until 2 + 10 s, the instant at which the second's call ends.
    return e.comes_to(
        "contact 7: official-0 #1 0-7 contact\n"
        "contact 12: official-0 #1 0-12 contact; waited 5\n"
        "contact 17: official-0 #1 0-17 contact; waited 10\n");
}

ContendedExample out_of_patience() {
    Contended e("a conversation keeps the seat for longer than the next one waits");
    e.line().queue = true;
    e.own().conversation = lasts(6);
    const Person x = e.someone(1, e.phone, e.responds(5));
    e.step({x});
    e.also(Contended::kSecond, 0, {x});
    return e.comes_to(
        "contact 7: official-0 #1 0-7 contact\n"
        "no contact: official-0 #1 0-12 busy; waited 10\n");
}

ContendedExample by_priority() {
    Contended e("the higher priority is served first, though it asked later");
    e.line().queue = true;
    const Person x = e.someone(1, e.phone, e.responds(4));
    e.step({x});
    e.also(Contended::kSecond, 1, {x});
    e.also(Contended::kThird, 2, {x}).priority = 1;
    return e.comes_to(
        "contact 6: official-0 #1 0-6 contact\n"
        "contact 13: official-0 #1 0-13 contact; waited 7\n"
        "contact 8: official-0 #1 0-8 contact; waited 2\n");
}

ContendedExample no_line_without_a_queue() {
    Contended e("without a queue `no line` is known when the set-up would have ended, and brings no call-back");
    e.line().lines = 1;
    const Person x = e.someone(1, e.phone, e.responds(4));
    const Person y = e.someone(1, e.phone, e.calls_back(1));
    e.step({x});
    e.also(Contended::kSecond, 1, {y});
    return e.comes_to(
        "contact 6: official-0 #1 0-6 contact\n"
        "no contact: official-1 #1 0-2 no line\n");
}

ContendedExample short_patience_for_a_line() {
    Contended e(
        "a patience shorter than the set-up: the call leaves the queue, and `no line` is known at the set-up's end");
    e.line().lines = 1;
    e.line().queue = true;
    const Person x = e.someone(1, e.phone, e.responds(9));
    const Person y = e.someone(1, e.phone, e.responds(1));
    e.step({x});
    e.also(Contended::kSecond, 0, {y});
    e.last().steps[0].patience = secs(1);
    return e.comes_to(
        "contact 11: official-0 #1 0-11 contact\n"
        "no contact: official-1 #1 0-2 no line; waited 1\n");
}

ContendedExample the_horizon_ends_a_wait() {
    Contended e("a call that waits at the horizon is cut off");
    e.line().queue = true;
    e.scenario.horizon = secs(8);
    const Person x = e.someone(1, e.phone, e.responds(9));
    e.step({x});
    e.also(Contended::kSecond, 0, {x});
    return e.comes_to(
        "no contact: official-0 #1 0-8 cut off\n"
        "no contact: official-0 #1 0-8 cut off; waited 6\n");
}

ContendedExample what_a_horizon_gives_back() {
    Contended e("what a horizon gives back comes too late for a wait that ends then");
    e.line().queue = true;
    e.scenario.horizon = secs(11);
    const Person x = e.someone(1, e.phone, e.responds(9));
    e.own().steps.clear();
    e.step({x});
    e.line().patience = secs(20);
    e.own().prepare = lasts(1);
    e.own().verify = Hurdle{lasts(100), 0};
    e.also(Contended::kSecond, 2, {x});
    e.last().steps[0].patience = secs(7);
    return e.comes_to(
        "no contact: official-0 #1 1-11 cut off\n"
        "no contact: official-0 #1 0-9 busy; waited 7\n");
}

ContendedExample a_dropped_call() {
    Contended e("a dropped call is tried again, and nobody calls back");
    e.line().preempt = true;
    const Person x = e.someone(1, e.phone, e.calls_back(1));
    Step& step = e.step({x});
    step.tries = 2;
    step.gap = lasts(1);
    e.also(Contended::kSecond, 3, {x}).priority = 1;
    // The second's call rings from 5 to 15, and brings a call-back at 16.
    return e.comes_to(
        "no contact: official-0 #1 0-5 dropped, official-0 #2 6-8 busy\n"
        "contact 13: official-0 #1 0-12 no answer\n");
}

ContendedExample busy_leads_elsewhere() {
    Contended e("a busy desk leads to the next target, though there are tries left");
    const Person x = e.someone(1, e.phone, e.responds(5));
    const Person y = e.someone(1, e.phone, e.responds(3));
    e.own().prepare = lasts(1);
    Step& step = e.step({x, y});
    step.tries = 3;
    step.on = {{Result::busy, FollowUp::Goes::to_next_target, kNone, {}}};
    e.also(Contended::kSecond, 0, {x});
    return e.comes_to(
        "contact 8: official-0 #1 1-3 busy, official-1 #1 3-8 contact\n"
        "contact 7: official-0 #1 0-7 contact\n");
}

ContendedExample two_branches_want_two_callers() {
    Contended e("two callers who are given back at one instant go to the two branches that wait");
    e.scenario.parties[e.caller].callers = 2;
    const Person a = e.someone(1, e.phone, e.never_responds());
    const Person b = e.someone(1, e.phone, e.never_responds());
    const Person c = e.someone_of(Contended::kSecond, 1, e.phone, e.never_responds());
    const Person d = e.someone_of(Contended::kSecond, 1, e.phone, e.never_responds());
    e.step({a, b}).all_at_once = true;
    Case& other = e.also(e.caller, 2, {c, d});
    other.callee = Contended::kSecond;
    e.last().steps[0].all_at_once = true;
    Case& later = e.also(e.caller, 30, {d, c});
    later.callee = Contended::kThird;
    e.last().steps[0].all_at_once = true;
    return e.comes_to(
        "no contact: official-0 #1 0-12 no answer, official-1 #1 0-12 no answer\n"
        "no contact: official-2 #1 10-22 no answer, official-3 #1 10-22 no answer; waited 20\n"
        "no contact: official-2 #1 0-12 no answer, official-3 #1 0-12 no answer\n");
}

/// The duty officer answers after 1 s by telephone, and hands over to the director, who answers after 5 s on another
/// channel.
struct HandedOver : Contended {
    explicit HandedOver(std::string name) : Contended(std::move(name)) {
        other_phone = call_channel("other phone", 0, 20);
        duty = someone(0, phone, responds(1));
        director = someone(1, other_phone, responds(5));
        step({duty}).pass_to = protocol("inside");
        step(1, {director});
        own().hold = secs(60);
    }
    Index other_phone = kNone;
    Person duty;
    Person director;
};

ContendedExample a_conversation_through_a_hand_over() {
    HandedOver e("a conversation through a hand-over keeps the outer line; preempting it frees everything");
    e.line().lines = 1;
    e.line().preempt = true;
    e.scenario.protocols[1].conversation = lasts(100);
    const Person silent = e.someone(1, e.phone, e.never_responds());
    e.also(Contended::kSecond, 8, {e.director});  // finds the director busy
    e.also(Contended::kThird, 20, {silent}).priority = 1;
    e.also(Contended::kSecond, 25, {e.director});
    // He is called at 3 s and found at 8 s.
    return e.comes_to(
        "contact 8: official-0 #1 0-3 handed over, official-1 #1 3-8 contact\n"
        "no contact: official-1 #1 0-0 busy\n"
        "no contact: official-2 #1 0-12 no answer\n"
        "contact 5: official-1 #1 0-5 contact\n");
}

}  // namespace

ContendedExample a_hold_that_ends_in_time() {
    HandedOver e("a hold is in time that ends when the search behind it finds somebody through a connect of no time");
    e.own().hold = secs(6);
    Protocol& inside = e.scenario.protocols[1];
    const Person deputy = e.someone(0, e.other_phone, e.responds(1));
    inside.steps[0].call.officials = {deputy.who};
    inside.connect = lasts(0);
    const Index deep = e.protocol("deep");
    e.scenario.protocols[1].steps[0].pass_to = deep;
    e.step(deep, {e.director});
    const Person next = e.someone(1, e.other_phone, e.responds(9));
    e.own().steps[0].call.officials.push_back(next.who);
    // Handed over at 3 s, and again at 4 s; found at 9 s.
    return e.comes_to(
        "contact 9: official-0 #1 0-3 handed over, official-2 #1 3-4 handed over, official-1 #1 4-9 contact\n");
}

namespace {

ContendedExample a_drop_in_a_hold() {
    HandedOver e("a call that is dropped in a hold stays handed over, and its branch goes on to the next target");
    e.line().lines = 1;
    e.line().preempt = true;
    e.own().connect = lasts(2);
    const Person next = e.someone(1, e.other_phone, e.never_responds());
    e.own().steps[0].call.officials.push_back(next.who);
    const Person silent = e.someone(1, e.phone, e.never_responds());
    e.also(Contended::kSecond, 5, {silent}).priority = 1;
    return e.comes_to(
        "contact 10: official-0 #1 0-3 handed over, official-1 #1 3-8 contact, official-2 #1 5-10 cut off\n"
        "no contact: official-3 #1 0-12 no answer\n");
}

ContendedExample shared_bandwidth() {
    Contended e(
        "two messages that set out at one instant have half of the bandwidth each until the smaller has arrived");
    Channel& mail = e.scenario.channels[e.mail];
    mail.carriers = {e.carrier("net")};
    mail.size = 1000;
    e.scenario.carriers[0].bandwidth = 8000;
    const Index parcels = e.message_channel("parcels", 1, 20);
    e.scenario.channels[parcels].carriers = {0};
    e.scenario.channels[parcels].size = 3000;
    const Person x = e.someone(1, e.mail, e.responds(0));
    const Person y = e.someone(1, parcels, e.responds(0));
    e.step({x});
    e.also(Contended::kSecond, 0, {y});
    // Both are sent at 1 s, with 8 kbit and 24 kbit. At 3 s the first has arrived, and 16 kbit of the second are
    // left.
    return e.comes_to(
        "contact 3: official-0 #1 0-3 contact\n"
        "contact 5: official-1 #1 0-5 contact\n");
}

/// A message that sets out at 1 s shares 1 kbit/s with traffic. At 8 s, the horizon, the traffic ends and the carrier
/// has its 12 kbit/s back. 4 bits are left then. By themselves they take a third of a millisecond, which is less than
/// half a tick. Beside traffic they take two thirds, which is more.
Contended beside_traffic(std::string name) {
    Contended e(std::move(name));
    Channel& mail = e.scenario.channels[e.mail];
    mail.carriers = {e.carrier("net")};
    mail.size = 438;
    Carrier& net = e.scenario.carriers[0];
    net.bandwidth = 12'000;
    net.degraded.push_back({Ticks{0}, lasts(8), 1000, Ticks{0}});
    e.scenario.horizon = secs(8);
    Traffic traffic;
    traffic.carrier = 0;
    traffic.lasts = lasts(8);
    e.scenario.traffic.push_back(traffic);
    e.step({e.someone(1, e.mail, e.responds(0))});
    return e;
}

ContendedExample traffic_that_has_ended() {
    Contended e = beside_traffic("traffic that ends at the instant of another bandwidth has ended before it");
    return e.comes_to("contact 8: official-0 #1 0-8 contact\n");
}

ContendedExample traffic_that_goes_on() {
    Contended e = beside_traffic("traffic that goes on slows a message at the instant of another bandwidth");
    e.scenario.traffic[0].lasts = lasts(9);
    return e.comes_to("no contact: official-0 #1 0-8 cut off\n");
}

}  // namespace

const std::vector<ContendedExample>& contended_examples() {
    static const std::vector<ContendedExample> all = [] {
        std::vector<ContendedExample> examples = {
            one_seat(),
            a_queue(),
            out_of_patience(),
            by_priority(),
            no_line_without_a_queue(),
            short_patience_for_a_line(),
            the_horizon_ends_a_wait(),
            what_a_horizon_gives_back(),
            a_dropped_call(),
            busy_leads_elsewhere(),
            two_branches_want_two_callers(),
            a_conversation_through_a_hand_over(),
            a_hold_that_ends_in_time(),
            a_drop_in_a_hold(),
            shared_bandwidth(),
            traffic_that_has_ended(),
            traffic_that_goes_on(),
        };
        add_contended_counts(examples);
        return examples;
    }();
    return all;
}

std::string summary(const std::vector<DrillRecord>& cases, const Scenario& scenario) {
    std::string text;
    for (const DrillRecord& drill : cases) {
        const Outcome& outcome = drill.outcome;
        text += outcome.contact == kNever ? "no contact" : fmt::format("contact {}", seconds_of(outcome.contact));
        const char* before = ": ";
        for (const AttemptRecord& attempt : drill.attempts) {
            text += fmt::format("{}{} #{} {}-{} {}", std::exchange(before, ", "),
                                scenario.officials[scenario.rows[attempt.row].official].id, attempt.number,
                                seconds_of(attempt.begins), seconds_of(attempt.ends), name_of(attempt.result));
        }
        if (outcome.waited > Ticks{0}) text += fmt::format("; waited {}", seconds_of(outcome.waited));
        text += "\n";
    }
    return text;
}

std::string requests_of_desks(const std::vector<Usage>& usage, const Scenario& scenario) {
    std::string text;
    const std::vector<Resource> resources = resources_of(scenario);
    for (std::size_t i = 0; i < resources.size(); ++i) {
        if (resources[i].kind != Resource::Kind::desk) continue;
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", id_of(scenario, resources[i]), usage[i].asked);
    }
    return text;
}

}  // namespace hotline
