// Lint's claims about reach and duty, checked by playing thousands of random scenarios. What lint calls impossible
// must not happen. For steps the converse holds, too. The horizon, cycles, carriers and hours off duty:
// lint_findings_test.cpp.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "models/scenario/duty.hpp"
#include "models/scenario/selection.hpp"
#include "models/scenario/timetable.hpp"
#include "sim/escalation/isolated_world.hpp"
#include "sim/runs/drill_player.hpp"
#include "tests/oracle/sketch.hpp"
#include "tests/property/linted_scenario.hpp"
#include "tests/property/random_scenario.hpp"

namespace hotline {
namespace {

/// How often lint said what the test is about.
class Said {
public:
    explicit Said(std::initializer_list<const char*> codes) {
        for (const char* code : codes) counts_[code] = 0;
    }
    void count(const std::string& code) {
        if (const auto counted = counts_.find(code); counted != counts_.end()) ++counted->second;
    }
    bool enough() const {
        return std::all_of(counts_.begin(), counts_.end(), [](const auto& counted) { return counted.second >= 50; });
    }

private:
    std::map<std::string, int> counts_;
};

Index step_of(const Drill& drill, const Attempt& attempt) {
    return line_of_step(drill.search(attempt.search).plan->protocol, attempt.step);
}

/// If lint says that hours never count, they do not count when the attempt's call rings or its message arrives.
void hold_hours_to(const Finding& finding, const Drill& drill, const Attempt& attempt) {
    const Index response = drill.scenario.rows[attempt.row].response;
    const std::vector<When>& all = drill.scenario.responses[response].when;
    for (std::size_t number = 0; attempt.reaches <= drill.scenario.horizon && number < all.size(); ++number) {
        if (line_of_when(response, number) != finding.place.line) continue;
        const Duty* duty = &drill.facts.duty(attempt.row, drill.played().after + attempt.reaches);
        if (says(finding, "on_duty")) RC_ASSERT((!all[number].on_duty || duty != &*all[number].on_duty));
        if (says(finding, "off_duty")) RC_ASSERT((!all[number].off_duty || duty != &*all[number].off_duty));
        if (says(finding, "on_leave")) RC_ASSERT((!all[number].on_leave || duty != &*all[number].on_leave));
    }
}

/// If lint says that no attempt ends so, the caller of this one does not hear that it did.
void hold_follow_up_to(const Finding& finding, const Drill& drill, const Attempt& attempt) {
    const Result heard = heard_of(drill.scenario, attempt);
    const Index protocol = drill.search(attempt.search).plan->protocol;
    if (attempt.leaves == kForever || line_of_follow_up(protocol, attempt.step, heard) != finding.place.line) return;
    RC_FAIL("an attempt that ended so");
}

/// Checks what lint says of a step or row against a drill.
void hold_to(const Finding& finding, const Drill& drill, const Outcome& outcome) {
    const Scenario& scenario = drill.scenario;
    for (std::uint32_t number = 0; number < drill.attempts.size(); ++number) {
        const Attempt& attempt = drill.attempts[number];
        if (finding.code == "unused-official") {
            RC_ASSERT(scenario.officials[scenario.rows[attempt.row].official].place.line != finding.place.line);
        }
        if (finding.code == "next-shift-without-roster" && line_of_row(attempt.row) == finding.place.line) {
            const Official& official = scenario.officials[scenario.rows[attempt.row].official];
            RC_ASSERT(!keeps_shifts(scenario, official));
            RC_ASSERT(!answered(drill, attempt));
        }
        if (line_of_row(attempt.row) == finding.place.line) {
            if (finding.code == "call-back-without-shift")
                RC_ASSERT(!(attempt.call_back && answered(drill, attempt)));
            if (finding.code == "always-taken") RC_ASSERT((!answered(drill, attempt) || attempt.call_back));
        }
        if (finding.code == "on-unseen") hold_follow_up_to(finding, drill, attempt);
        if (finding.code == "when-unseen") hold_hours_to(finding, drill, attempt);
        if (step_of(drill, attempt) != finding.place.line) continue;
        if (finding.code == "empty-selector" || finding.code == "step-left-out") RC_FAIL("an attempt");
        if (finding.code == "stagger-too-long") {
            const Step& step = drill.search(attempt.search).protocol->steps[attempt.step];
            RC_ASSERT(says(finding, " only " + std::to_string(*step.within / step.stagger + 1) + " may be called"));
            RC_ASSERT(attempt.target * step.stagger <= *step.within);
        }
        if (finding.code != "unreachable-step" && finding.code != "step-cut-short") continue;
        if (says(finding, "has a channel of its")) RC_FAIL("an attempt");
        if (says(finding, "ever answers")) RC_ASSERT(!answered(drill, attempt));
        const Search& search = drill.search(attempt.search);
        RC_ASSERT((search.found.at == kForever || search.found.attempt != number));
        for (const Reached& reached : drill.reached)
            RC_ASSERT((reached.search != attempt.search || reached.how.attempt != number));
    }
    for (Index index = 0; index < drill.searches(); ++index) {
        const Search& search = drill.search(index);
        if (finding.code == "unused-protocol")
            RC_ASSERT(line_of_protocol(search.plan->protocol) != finding.place.line);
        const bool is_of_no_use = finding.code == "unreachable-step" || finding.code == "step-cut-short";
        if (is_of_no_use && search.outer != kNone)
            RC_ASSERT(step_of(drill, drill.attempts[search.opened_by]) != finding.place.line);
    }
    if (finding.code == "unreachable-count" || finding.code == "short-hold") RC_ASSERT(outcome.contact == kNever);
    if (outcome.made_by != kNone && finding.code == "unused-official") {
        RC_ASSERT(scenario.officials[scenario.rows[outcome.made_by].official].place.line != finding.place.line);
    }
}

TEST(Lint, what_it_says_cannot_happen_does_not) {
    Said said({"unreachable-step", "empty-selector", "step-cut-short", "next-shift-without-roster", "unused-official",
               "unused-protocol", "call-back-without-shift", "always-taken", "when-unseen", "on-unseen",
               "step-left-out", "stagger-too-long", "unreachable-count"});
    const auto claims_hold = [&](const Scenario& scenario) {
        const std::vector<Finding> findings = findings_of(scenario);
        DrillPlayer player(scenario, 1, make_isolated_world);
        for (std::uint64_t replication = 0; replication < 4; ++replication) {
            player.begin(replication);
            player.play(0, scenario.cases[0].protocols[0]);
            const Outcome outcome = outcome_of(player.drill(), player.ending());
            for (const Finding& finding : findings) {
                said.count(finding.code);
                hold_to(finding, player.drill(), outcome);
            }
        }
    };
    check_until([&] { return said.enough(); },
                [&] { return check_each("lint's claims hold", claims_hold, Days::any); });
}

/// A protocol with only one of its steps, which begins at once, for a case from the drill's start. Luck is
/// favourable, and everything takes the least time.
Scenario reduced_to_step(Scenario scenario, Index case_index, Index protocol, std::size_t step) {
    let_luck_be_kind(scenario);
    for_each_law(scenario, [](Law& law) { law = Law::always(law.ticks(1e-300)); });
    for (Channel& channel : scenario.channels) channel.size = 0;
    scenario.horizon = secs(1000);
    Case& played = scenario.cases[case_index];
    played.after = Ticks{0};
    Protocol& of = scenario.protocols[protocol];
    of.steps = {Step(of.steps[step])};
    of.steps[0].stagger = Ticks{0};
    const Directory directory(scenario);
    const std::vector<Index> called = directory.called(of.steps[0].call, played.caller, played.callee);
    if (!called.empty()) of.steps[0].call = naming(called);
    of.steps[0].before = of.prepare = Law::always(Ticks{0});
    of.rounds = 1;
    return narrowed(std::move(scenario), case_index, protocol);
}

/// The start of the scenario's drills, and every later instant at which an official goes on or off duty, or hours of
/// the row's response begin or end.
std::vector<Instant> changes_of_duty(const Scenario& scenario, const Timetable& timetable, Index row) {
    const Index official = scenario.rows[row].official;
    std::vector<Instant> changes;
    for (Instant at = scenario.start_first; at <= end_of_last_drill(scenario);
         at = std::min(timetable.next_change(official, at), timetable.next_change_of_hours(row, at))) {
        changes.push_back(at);
    }
    return changes;
}

/// What one row can come to if the step tries no other row before it.
struct Comes {
    bool answer = false;
    bool use = false;      // contact, or another search
    bool perhaps = false;  // of use, if drills also began a little earlier than they do
};

Comes what_comes_for_certain(Scenario scenario, Index index) {
    const Index root = scenario.cases[0].protocols[0];
    const Index who = scenario.rows[index].official;
    const Instant end = end_of_last_drill(scenario);
    const Channel& channel = scenario.channels[scenario.rows[index].channel];
    const Ticks set_up = channel.set_up.ticks(0.5);
    Step& step = scenario.protocols[root].steps[0];
    step.call = naming({who});
    step.tries = 1;
    scenario.officials[who].rows = {index};
    const Timetable timetable(scenario);
    const std::vector<Instant> changes = changes_of_duty(scenario, timetable, index);
    // An official who is on duty at some time may be off duty by the time it rings.
    if (std::any_of(changes.begin(), changes.end(), [&](Instant at) { return timetable.on_duty(who, at); })) {
        step.skip_off_duty = false;
    }
    const Index hand_over = scenario.parties[scenario.officials[who].party].hand_over;
    const Index leads_to = step.pass_to != kNone ? step.pass_to : hand_over;
    Comes comes;
    // The next shift may begin after the horizon, at which lint does not look.
    for (const CallBack* call_back : call_backs_of(scenario.responses[scenario.rows[index].response]))
        comes.perhaps |= call_back->from_next_shift;
    const Instant earliest = scenario.start_first - set_up;
    const auto play_from = [&](Instant start) {
        scenario.start_first = scenario.start_last = start;
        scenario.horizon = end - scenario.start_first;
        DrillPlayer player(scenario, 1, make_isolated_world);
        player.begin(0);
        player.play(0, root);
        const Outcome outcome = outcome_of(player.drill(), player.ending());
        const Attempt* first = player.drill().attempts.empty() ? nullptr : player.drill().attempts.data();
        const Ticks lasts = first && first->settles < kForever ? first->settles - first->begins : Ticks{0};
        if (outcome.first_answer == kNever) return lasts;
        const bool in_reach = start >= earliest;
        comes.answer |= in_reach;
        // A protocol that would start inside itself is reported as a cycle.
        const bool found = outcome.contact != kNever || !player.drill().reached.empty();
        const bool use = found || player.drill().searches() > 1 || leads_to == root;
        comes.use |= in_reach && use;
        comes.perhaps |= use;
        return lasts;
    };
    for (const Instant at : changes) {
        // The call rings when that state of duty begins. An official who is always off duty must also be so when his
        // turn begins.
        const Ticks lasts = play_from(step.skip_off_duty ? at : at - set_up);
        // A missed call ends when that state begins, which says how it is returned.
        if (!step.skip_off_duty && channel.kind == Channel::Kind::call) play_from(at - lasts);
    }
    return comes;
}

/// The same for both things that a machine may do, and both things that the caller may do after it.
Comes what_comes_of(const Scenario& scenario, Index index) {
    Comes comes;
    const bool has_machine = scenario.responses[scenario.rows[index].response].voice_mail.has_value();
    for (const double takes : {0.0, 1.0}) {
        for (const double leave : {0.0, 1.0}) {
            Scenario certain = scenario;
            auto& machine = certain.responses[scenario.rows[index].response].voice_mail;
            if (machine && machine->probability > 0 && machine->probability < 1) machine->probability = takes;
            if (machine && machine->leave > 0 && machine->leave < 1) machine->leave = leave;
            const Comes so = what_comes_for_certain(std::move(certain), index);
            comes.answer |= so.answer;
            comes.use |= so.use;
            comes.perhaps |= so.perhaps;
            if (!has_machine) return comes;
        }
    }
    return comes;
}

/// What lint says of a protocol's only step must be so, and what it does not say must not be so.
void hold_to_step(const Scenario& scenario, Index protocol, Said& said) {
    const Step& step = scenario.protocols[protocol].steps[0];
    Comes all;
    for (const Index official : step.call.officials) {
        for (const Index row : rows_tried(scenario, step, official)) {
            const Comes comes = what_comes_of(scenario, row);
            all.answer |= comes.answer;
            all.use |= comes.use;
            all.perhaps |= comes.perhaps;
        }
    }
    bool nothing_comes = false;
    bool impatient = false;
    for (const Finding& finding : findings_of(scenario)) {
        if (finding.place.line != line_of_step(protocol, 0)) continue;
        RC_LOG() << finding.code << ": " << finding.message << '\n';
        said.count(finding.code);
        impatient |= finding.code == "patience-too-short";
        if (finding.code == "empty-selector" || finding.code == "unreachable-step" ||
            finding.code == "step-cut-short") {
            nothing_comes = true;
        }
        if (says(finding, "ever answers") || says(finding, "has a channel of its")) RC_ASSERT(!all.answer);
    }
    if (nothing_comes) {
        RC_ASSERT(!all.use);
    } else if (!impatient) {
        said.count("nothing");
        RC_ASSERT(all.perhaps);
    }
}

TEST(Lint, a_step_without_a_finding_is_of_use) {
    Said said({"nothing", "empty-selector", "unreachable-step", "step-cut-short"});
    const auto is_of_use = [&](std::uint32_t number) {
        for (std::uint32_t offset = 0; offset < kLintedOfANumber; ++offset) {
            const std::uint64_t of = std::uint64_t{number} * kLintedOfANumber + offset;
            const Scenario scenario = with_plain_steps(with_plain_days(random_scenario(of)));
            for (Index protocol = 0; protocol < scenario.protocols.size(); ++protocol) {
                const std::size_t step = of % scenario.protocols[protocol].steps.size();
                RC_LOG() << "scenario " << of << ", protocol " << protocol << ", step " << step << '\n';
                hold_to_step(reduced_to_step(scenario, 0, protocol, step), protocol, said);
            }
        }
    };
    check_until([&] { return said.enough(); },
                [&] { return rc::check("a step is of use unless something is said of it", is_of_use); });
}

}  // namespace
}  // namespace hotline
