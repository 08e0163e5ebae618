// What lint claims of reach, duty and time is played: on thousands of random scenarios what it says cannot happen
// does not happen. Of steps, the horizon, cycles, carriers and hours off duty, what it does not say is not so either.

#include "models/lint/lint.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "models/scenario/drill_bounds.hpp"
#include "models/scenario/duty.hpp"
#include "models/scenario/selection.hpp"
#include "models/scenario/timetable.hpp"
#include "sim/escalation/isolated_world.hpp"
#include "sim/runs/drill_player.hpp"
#include "tests/oracle/sketch.hpp"
#include "tests/property/random_scenario.hpp"

namespace hotline {
namespace {

constexpr std::uint32_t kLintedOfANumber = 20;

// Lines of things in a scenario that stands in no file.
constexpr std::uint32_t line_of_step(Index protocol, std::size_t step) {
    return 1000 + 100 * protocol + static_cast<std::uint32_t>(step);
}
constexpr std::uint32_t line_of_row(Index row) {
    return 10'000 + row;
}
constexpr std::uint32_t line_of_protocol(Index protocol) {
    return 20'000 + protocol;
}

/// The scenario with one case and one of its protocols, each thing on a line of its own.
Scenario narrowed(Scenario scenario, Index case_index, Index protocol) {
    const Case played = scenario.cases[case_index];
    scenario.cases = {played};
    scenario.cases[0].protocols = {protocol};
    for (Index index = 0; index < scenario.protocols.size(); ++index) {
        scenario.protocols[index].place = {0, line_of_protocol(index), 1};
        for (std::size_t step = 0; step < scenario.protocols[index].steps.size(); ++step)
            scenario.protocols[index].steps[step].place = {0, line_of_step(index, step), 1};
    }
    for (Index row = 0; row < scenario.rows.size(); ++row) scenario.rows[row].place = {0, line_of_row(row), 1};
    for (Official& official : scenario.officials) {
        if (!official.rows.empty()) official.place = scenario.rows[official.rows.front()].place;
    }
    return scenario;
}

std::vector<Finding> findings_of(const Scenario& scenario) {
    Diagnostics diagnostics;
    lint(scenario, diagnostics);
    return diagnostics.findings();
}

bool says(const Finding& finding, std::string_view part) {
    return finding.message.find(part) != std::string::npos;
}

/// Without leave and without days that have hours of their own: lint's claims take them into account where they are
/// claims that nothing comes, but it does not look at deputies, or at single days, for what else it says.
Scenario with_plain_days(Scenario scenario) {
    scenario.leaves.clear();
    for (Response& response : scenario.responses) response.on_leave.reset();
    std::erase_if(scenario.holidays,
                  [](const Holiday& day) { return day.hours || !day.organisation.empty() || day.site != kNone; });
    return scenario;
}

/// Each case and protocol of random scenarios, by itself.
enum class Days : unsigned char { plain, any };
bool check_each(const char* what, const std::function<void(Scenario)>& check, Days with = Days::plain) {
    return rc::check(what, [&](std::uint32_t number) {
        for (std::uint32_t offset = 0; offset < kLintedOfANumber; ++offset) {
            Scenario scenario = random_scenario(std::uint64_t{number} * kLintedOfANumber + offset);
            if (with == Days::plain) scenario = with_plain_days(std::move(scenario));
            for (Index index = 0; index < scenario.cases.size(); ++index) {
                for (const Index protocol : scenario.cases[index].protocols)
                    check(narrowed(scenario, index, protocol));
            }
        }
    });
}

void for_each_law(Scenario& scenario, const std::function<void(Law&)>& change) {
    for (Response& response : scenario.responses) {
        for (Law* law : {&response.on_duty.latency, &response.off_duty.latency, &response.call_back_delay})
            change(*law);
    }
    for (Channel& channel : scenario.channels) change(channel.set_up);
    for (Protocol& protocol : scenario.protocols) {
        for (Law* law : {&protocol.prepare, &protocol.round_gap, &protocol.connect}) change(*law);
        for (Step& step : protocol.steps) {
            for (Law* law : {&step.gap, &step.before, &step.linger}) change(*law);
        }
    }
}

/// What luck could hinder is as good as it can be; what never comes still never comes.
void let_luck_be_kind(Scenario& scenario) {
    const auto best = [](double probability) { return probability > 0 ? 1.0 : 0.0; };
    for (Response& response : scenario.responses) {
        response.present = best(response.present);
        response.spell = Ticks{0};
        response.screened = response.screened < 1 ? 0 : 1;
        response.on_duty.answer = best(response.on_duty.answer);
        response.off_duty.answer = best(response.off_duty.answer);
        response.call_back = best(response.call_back);
    }
    for (Stance& stance : scenario.stances) stance.willing = best(stance.willing);
    for (Carrier& carrier : scenario.carriers) {
        carrier.availability = best(carrier.availability);
        carrier.degraded.clear();
    }
    for (Site& site : scenario.sites) site.availability = best(site.availability);
    scenario.outages.clear();
    for (Official& official : scenario.officials) official.staleness = kNone;
    for (Channel& channel : scenario.channels) channel.staleness = kNone;
    for (Protocol& protocol : scenario.protocols) protocol.verify = protocol.interpreter = std::nullopt;
}

Index step_of(const Drill& drill, const Attempt& attempt) {
    return line_of_step(drill.search(attempt.search).plan->protocol, attempt.step);
}

bool answered(const Drill& drill, const Attempt& attempt) {
    return attempt.answered <= drill.scenario.horizon;
}

/// What is said of a step, or a row, and what comes of it in a drill.
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
        if (step_of(drill, attempt) != finding.place.line) continue;
        if (finding.code == "empty-selector") RC_FAIL("an attempt");
        if (finding.code != "unreachable-step" && finding.code != "step-cut-short") continue;
        if (says(finding, "has a channel of its")) RC_FAIL("an attempt");
        if (says(finding, "ever answers")) RC_ASSERT(!answered(drill, attempt));
        const Search& search = drill.search(attempt.search);
        RC_ASSERT((search.found.at == kForever || search.found.attempt != number));
    }
    for (Index index = 0; index < drill.searches(); ++index) {
        const Search& search = drill.search(index);
        if (finding.code == "unused-protocol")
            RC_ASSERT(line_of_protocol(search.plan->protocol) != finding.place.line);
        const bool is_of_no_use = finding.code == "unreachable-step" || finding.code == "step-cut-short";
        if (is_of_no_use && search.outer != kNone)
            RC_ASSERT(step_of(drill, drill.attempts[search.opened_by]) != finding.place.line);
    }
    if (outcome.made_by != kNone && finding.code == "unused-official") {
        RC_ASSERT(scenario.officials[scenario.rows[outcome.made_by].official].place.line != finding.place.line);
    }
}

TEST(Lint, what_it_says_cannot_happen_does_not) {
    std::map<std::string, int> said;
    EXPECT_TRUE(check_each(
        "lint's claims hold",
        [&](const Scenario& scenario) {
            const std::vector<Finding> findings = findings_of(scenario);
            DrillPlayer player(scenario, 1, make_isolated_world);
            for (std::uint64_t replication = 0; replication < 4; ++replication) {
                player.begin(replication);
                player.play(0, scenario.cases[0].protocols[0]);
                const Outcome outcome = outcome_of(player.drill(), player.ending());
                for (const Finding& finding : findings) {
                    ++said[finding.code];
                    hold_to(finding, player.drill(), outcome);
                }
            }
        },
        Days::any));
    for (const char* code : {"unreachable-step", "empty-selector", "step-cut-short", "next-shift-without-roster",
                             "unused-official", "unused-protocol"}) {
        EXPECT_GE(said[code], 50) << code;
    }
}

/// A protocol of one of its steps alone, which is taken at once, for a case from the drill's start; luck is kind, and
/// all takes the least time.
Scenario reduced_to_step(Scenario scenario, Index case_index, Index protocol, std::size_t step) {
    let_luck_be_kind(scenario);
    for_each_law(scenario, [](Law& law) { law = Law::always(law.ticks(1e-300)); });
    for (Channel& channel : scenario.channels) channel.size = 0;
    scenario.horizon = secs(1000);
    Case& played = scenario.cases[case_index];
    played.after = Ticks{0};
    Protocol& of = scenario.protocols[protocol];
    of.steps = {Step(of.steps[step])};
    const Directory directory(scenario);
    of.steps[0].call.officials = directory.called(of.steps[0].call, played.caller, played.callee);
    of.steps[0].before = of.prepare = Law::always(Ticks{0});
    of.rounds = 1;
    return narrowed(std::move(scenario), case_index, protocol);
}

/// All instants of the scenario's drills from which an official is on duty, or off duty.
std::vector<Instant> changes_of_duty(const Scenario& scenario, const Timetable& timetable, Index official) {
    std::vector<Instant> changes;
    for (Instant at = scenario.start_first; at <= end_of_last_drill(scenario);
         at = timetable.next_change(official, at)) {
        changes.push_back(at);
    }
    return changes;
}

/// What can come of one row that the step tries, where no other is tried before it.
struct Comes {
    bool answer = false;
    bool use = false;  // contact, or another search
};

Comes what_comes_of(Scenario scenario, Index index) {
    const Index root = scenario.cases[0].protocols[0];
    const Index who = scenario.rows[index].official;
    const Instant end = end_of_last_drill(scenario);
    const Ticks set_up = scenario.channels[scenario.rows[index].channel].set_up.ticks(0.5);
    Step& step = scenario.protocols[root].steps[0];
    step.call.officials = {who};
    step.tries = 1;
    scenario.officials[who].rows = {index};
    const Timetable timetable(scenario);
    const std::vector<Instant> changes = changes_of_duty(scenario, timetable, who);
    // Whoever is on duty at some time may have gone off duty when it rings.
    if (std::any_of(changes.begin(), changes.end(), [&](Instant at) { return timetable.on_duty(who, at); })) {
        step.skip_off_duty = false;
    }
    const Index hand_over = scenario.parties[scenario.officials[who].party].hand_over;
    const Index leads_to = step.pass_to != kNone ? step.pass_to : hand_over;
    Comes comes;
    for (const Instant at : changes) {
        // It rings when that state of duty begins; but who is always off duty is to be so when his turn begins, too.
        scenario.start_first = scenario.start_last = step.skip_off_duty ? at : at - set_up;
        scenario.horizon = end - scenario.start_first;
        DrillPlayer player(scenario, 1, make_isolated_world);
        player.begin(0);
        player.play(0, root);
        const Outcome outcome = outcome_of(player.drill(), player.ending());
        if (outcome.first_answer == kNever) continue;
        comes.answer = true;
        // What would be started inside itself is told as a cycle.
        comes.use |= outcome.contact != kNever || player.drill().searches() > 1 || leads_to == root;
    }
    return comes;
}

/// What lint says of a protocol's only step is so, and what it does not say is not so either.
void hold_to_step(const Scenario& scenario, Index protocol, std::map<std::string, int>& said) {
    const Step& step = scenario.protocols[protocol].steps[0];
    Comes all;
    for (const Index official : step.call.officials) {
        for (const Index row : rows_tried(scenario, step, official)) {
            const Comes comes = what_comes_of(scenario, row);
            all.answer |= comes.answer;
            all.use |= comes.use;
        }
    }
    bool nothing_comes = false;
    bool impatient = false;
    for (const Finding& finding : findings_of(scenario)) {
        if (finding.place.line != line_of_step(protocol, 0)) continue;
        RC_LOG() << finding.code << ": " << finding.message << '\n';
        ++said[finding.code];
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
        ++said["nothing"];
        RC_ASSERT(all.use);
    }
}

TEST(Lint, who_it_is_silent_about_can_be_reached) {
    std::map<std::string, int> said;
    EXPECT_TRUE(rc::check("a step is of use unless something is said of it", [&](std::uint32_t number) {
        for (std::uint32_t offset = 0; offset < kLintedOfANumber; ++offset) {
            const std::uint64_t of = std::uint64_t{number} * kLintedOfANumber + offset;
            const Scenario scenario = with_plain_days(random_scenario(of));
            for (Index protocol = 0; protocol < scenario.protocols.size(); ++protocol) {
                const std::size_t step = of % scenario.protocols[protocol].steps.size();
                RC_LOG() << "scenario " << of << ", protocol " << protocol << ", step " << step << '\n';
                hold_to_step(reduced_to_step(scenario, 0, protocol, step), protocol, said);
            }
        }
    }));
    for (const char* code : {"nothing", "empty-selector", "unreachable-step", "step-cut-short"}) {
        EXPECT_GE(said[code], 50) << code;
    }
}

/// Calls somebody of his own, whom it costs no time and who never answers.
void add_marks(Scenario& scenario, Protocol& protocol) {
    Response response;
    response.id = "nobody";
    Channel channel;
    channel.id = "mark";
    channel.patience = Ticks{0};
    channel.identity = identity_of(channel.id);
    Official official;
    official.id = "mark";
    official.party = scenario.cases[0].callee;
    official.identity = identity_of(official.id);
    official.rows = {static_cast<Index>(scenario.rows.size())};
    Row row;
    row.official = static_cast<Index>(scenario.officials.size());
    row.response = static_cast<Index>(scenario.responses.size());
    row.channel = static_cast<Index>(scenario.channels.size());
    row.identity = combine(official.identity, 0);
    Step mark;
    mark.call.officials = {row.official};
    scenario.responses.push_back(response);
    scenario.channels.push_back(channel);
    scenario.officials.push_back(official);
    scenario.rows.push_back(row);
    std::vector<Step> steps;
    for (const Step& step : protocol.steps) {
        steps.push_back(step);
        steps.push_back(mark);
    }
    protocol.steps = steps;
}

TEST(Lint, a_protocol_exceeds_the_horizon_where_it_says_so) {
    int exceeding = 0;
    int fitting = 0;
    EXPECT_TRUE(check_each("the step in which the horizon falls", [&](Scenario scenario) {
        const Index root = scenario.cases[0].protocols[0];
        let_luck_be_kind(scenario);
        for_each_law(scenario, [](Law& law) { law = Law::always(law.ticks(0.5)); });
        for (Response& response : scenario.responses) {
            response.on_duty.answer = response.off_duty.answer = response.call_back = 0;
        }
        for (Carrier& carrier : scenario.carriers) carrier.availability = 1;
        for (Party& party : scenario.parties) party.site = kNone;
        for (Step& step : scenario.protocols[root].steps) {
            if (step.skip_off_duty) step.skip_off_duty = false;
        }
        // Only now: selectors are to call the same people.
        const Directory directory(scenario);
        for (Step& step : scenario.protocols[root].steps) {
            step.call.officials = directory.called(step.call, scenario.cases[0].caller, scenario.cases[0].callee);
        }
        auto& steps = scenario.protocols[root].steps;
        std::erase_if(steps, [](const Step& step) { return step.call.officials.empty(); });
        if (steps.empty()) return;
        const auto count = static_cast<std::uint32_t>(steps.size());
        const std::vector<Finding> findings = findings_of(scenario);
        const auto found = std::find_if(findings.begin(), findings.end(), [](const Finding& finding) {
            return finding.code == "protocol-exceeds-horizon";
        });
        add_marks(scenario, scenario.protocols[root]);
        DrillPlayer player(scenario, 1, make_isolated_world);
        const DrillRecord record = player.record(0, root, 0);
        const auto mark = static_cast<Index>(scenario.rows.size() - 1);
        const auto marks = static_cast<std::uint32_t>(
            std::count_if(record.attempts.begin(), record.attempts.end(),
                          [&](const AttemptRecord& attempt) { return attempt.row == mark; }));
        const std::uint32_t rounds = scenario.protocols[root].rounds;
        if (found == findings.end()) {
            ++fitting;
            RC_ASSERT(marks == rounds * count);
            return;
        }
        ++exceeding;
        const std::string step = " before the end of step " + std::to_string(marks % count + 1) +
                                 (rounds > 1 ? " of round " + std::to_string(marks / count + 1) : "");
        RC_LOG() << found->message << '\n' << marks << " marks\n";
        RC_ASSERT(says(*found, step));
    }));
    EXPECT_GT(exceeding, 500);
    EXPECT_GT(fitting, 500);
}

TEST(Lint, protocols_start_themselves_where_it_says_so) {
    int cycles = 0;
    int without = 0;
    EXPECT_TRUE(check_each("hand-overs that lead back", [&](Scenario scenario) {
        const Index root = scenario.cases[0].protocols[0];
        const Goal goal = *scenario.protocols[root].goal;
        let_luck_be_kind(scenario);
        for_each_law(scenario, [](Law& law) { law = Law::always(Ticks{0}); });
        scenario.horizon = secs(1000);
        for (Channel& channel : scenario.channels) channel.size = 0;
        // Who makes contact would end what is to be seen: he never answers.
        const auto silent = static_cast<Index>(scenario.responses.size());
        scenario.responses.emplace_back().id = "silent";
        for (Row& row : scenario.rows) {
            const Official& official = scenario.officials[row.official];
            const bool in_the_right_way = !goal.by_call || scenario.channels[row.channel].kind == Channel::Kind::call;
            if (official.party == scenario.cases[0].callee && official.authority >= goal.authority &&
                in_the_right_way && scenario.responses[row.response].screened < 1)
                row.response = silent;
        }
        for (Official& official : scenario.officials) official.roster = kNone;
        for (Protocol& protocol : scenario.protocols) {
            // Whom an earlier step has reached no later one calls again.
            protocol.steps = {protocol.steps[scenario.rows.size() % protocol.steps.size()]};
            protocol.rounds = 1;
            protocol.hold = Ticks{0};
            for (Step& step : protocol.steps) {
                step.tries = 1;
                step.within = std::nullopt;
                step.skip_off_duty = false;
            }
        }
        const std::vector<Finding> findings = findings_of(scenario);
        const bool said = std::any_of(findings.begin(), findings.end(),
                                      [](const Finding& finding) { return finding.code == "hand-over-cycle"; });
        if (DrillBounds(scenario).of(0, root).attempts >= kMostAttempts) return;
        DrillPlayer player(scenario, 1, make_isolated_world);
        player.begin(0);
        player.play(0, root);
        const Drill& drill = player.drill();
        const bool seen = std::any_of(drill.attempts.begin(), drill.attempts.end(), [&](const Attempt& attempt) {
            if (!answered(drill, attempt) || attempt.by_answer != Result::no_authority) return false;
            const Search& search = drill.search(attempt.search);
            const Step& step = search.protocol->steps[attempt.step];
            const Official& official = scenario.officials[scenario.rows[attempt.row].official];
            return step.pass_to != kNone || scenario.parties[official.party].hand_over != kNone;
        });
        RC_ASSERT(seen == said);
        (said ? cycles : without) += 1;
    }));
    EXPECT_GT(cycles, 500);
    EXPECT_GT(without, 500);
}

TEST(Lint, nobody_can_be_reached_while_the_one_carrier_is_down) {
    int single = 0;
    int several = 0;
    EXPECT_TRUE(check_each("one carrier under everything", [&](Scenario scenario) {
        const Index root = scenario.cases[0].protocols[0];
        let_luck_be_kind(scenario);
        scenario.horizon = std::chrono::days{1};
        for (Party& party : scenario.parties) party.site = kNone;
        for (Response& response : scenario.responses) {
            response.on_duty.answer = response.off_duty.answer = response.call_back = 0;
        }
        for (Step& step : scenario.protocols[root].steps) {
            step.within = std::nullopt;
            step.skip_off_duty = false;
        }
        for (Index down = 0; down < scenario.carriers.size(); ++down) {
            for (Index carrier = 0; carrier < scenario.carriers.size(); ++carrier)
                scenario.carriers[carrier].availability = carrier == down ? 0 : 1;
            const std::vector<Finding> findings = findings_of(scenario);
            const bool said = std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
                return finding.code == "single-carrier" &&
                       says(finding, "runs over carrier \"" + scenario.carriers[down].id + "\"");
            });
            const DrillRecord record = DrillPlayer(scenario, 1, make_isolated_world).record(0, root, 0);
            if (record.attempts.empty()) continue;
            RC_ASSERT(said == std::all_of(record.attempts.begin(), record.attempts.end(), [](const auto& attempt) {
                          return attempt.result == Result::channel_down;
                      }));
            (said ? single : several) += 1;
        }
    }));
    EXPECT_GT(single, 100);
    EXPECT_GT(several, 500);
}

/// The minutes of "Mon-Fri 12:00-13:30, Fri 17:30 to Mon 09:00".
std::set<int> minutes_of(std::string text) {
    const std::vector<std::string> names{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    const auto day = [&](const std::string& name) {
        return static_cast<int>(std::find(names.begin(), names.end(), name) - names.begin());
    };
    const auto clock = [](const std::string& at) {
        return 60 * std::stoi(at.substr(0, 2)) + std::stoi(at.substr(3, 2));
    };
    std::set<int> off_duty;
    if (text == "at any hour of the week") text = "Mon-Sun 00:00-24:00";
    const auto add = [&](int first, int last) {
        for (int at = first; at < last; ++at) off_duty.insert(at % (7 * 24 * 60));
    };
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t end = std::min(text.find(", ", from), text.size());
        const std::string part = text.substr(from, end - from);
        from = end + 2;
        if (const auto to = part.find(" to "); to != part.npos) {
            const int first = 24 * 60 * day(part.substr(0, 3)) + clock(part.substr(4, 5));
            int last = 24 * 60 * day(part.substr(to + 4, 3)) + clock(part.substr(to + 8, 5));
            if (last <= first) last += 7 * 24 * 60;
            add(first, last);
            continue;
        }
        const bool several = part[3] == '-';
        const std::string hours = part.substr(several ? 8 : 4);
        const int begins = clock(hours.substr(0, 5));
        int ends = clock(hours.substr(6, 5));
        if (ends <= begins) ends += 24 * 60;
        const int last = day(part.substr(several ? 4 : 0, 3));
        for (int on = day(part.substr(0, 3));; on = (on + 1) % 7) {
            add(24 * 60 * on + begins, 24 * 60 * on + ends);
            if (on == last) break;
        }
    }
    return off_duty;
}

/// A case whose officials keep any rosters, some without shifts, by clocks that do not change in that week. A step
/// passes over who is off duty, in no time.
Scenario any_rosters() {
    Sketch sketch;
    const auto below = [](int end) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, end)); };
    Scenario& scenario = sketch.scenario;
    scenario.start_first = scenario.start_last =
        std::chrono::sys_days{std::chrono::year{2012} / 1 / 16} + std::chrono::minutes{below(7 * 24 * 60)};
    scenario.horizon = secs(10);
    for (Party& party : scenario.parties) {
        party.time_zone = *rc::gen::element<std::string>("Asia/Kathmandu", "UTC", "America/Caracas", "Asia/Tokyo");
    }
    scenario.channels[sketch.phone].set_up = lasts(0);
    scenario.channels[sketch.phone].patience = Ticks{0};
    const Index response = sketch.never_responds();
    Step step;
    for (int people = 1 + below(3); people > 0; --people) {
        const Person person =
            sketch.someone_of(*rc::gen::element(sketch.caller, sketch.callee), 1, sketch.phone, response);
        step.call.officials.push_back(person.who);
        if (below(8) == 0) continue;  // without a roster
        scenario.officials[person.who].roster = sketch.office_hours(0, 1);
        Roster& roster = scenario.rosters.back();
        roster.shifts.clear();
        for (int shifts = below(5); shifts > 0; --shifts) {
            const int begins = below(24 * 60);
            roster.shifts.push_back({static_cast<std::uint8_t>(1 + below(127)), std::chrono::minutes{begins},
                                     std::chrono::minutes{begins + 1 + below(24 * 60)}});
        }
    }
    step.skip_off_duty = true;
    scenario.protocols[0].steps = {step};
    return narrowed(scenario, 0, 0);
}

TEST(Lint, nobody_is_on_duty_in_the_hours_that_it_names_and_somebody_is_in_others) {
    EXPECT_TRUE(rc::check("hours off duty", [] {
        for (int more = 0; more < 5; ++more) {
            Scenario scenario = any_rosters();
            std::set<int> off;
            for (const Finding& finding : findings_of(scenario)) {
                if (finding.code != "nobody-on-duty") continue;
                RC_LOG() << finding.message << '\n';
                const std::string before = " is on duty ";
                const std::size_t from = finding.message.find(before) + before.size();
                off = minutes_of(finding.message.substr(
                    from, std::min(finding.message.find(" by the clocks of "), finding.message.find(" (")) - from));
            }
            const std::string& zone = scenario.parties[scenario.cases[0].callee].time_zone;
            const Instant monday = std::chrono::sys_days{std::chrono::year{2012} / 1 / 16};
            for (int minute = *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, 61)); minute < 7 * 24 * 60;
                 minute += 61) {
                scenario.start_first = scenario.start_last = monday + std::chrono::minutes{minute};
                const auto local = local_time(zone, scenario.start_first) - monday + std::chrono::weeks{1};
                const auto at = std::chrono::floor<std::chrono::minutes>(local).count() % (7 * 24 * 60);
                const bool called = !DrillPlayer(scenario, 1, make_isolated_world).record(0, 0, 0).attempts.empty();
                RC_ASSERT(called == !off.contains(static_cast<int>(at)));
            }
        }
    }));
}

}  // namespace
}  // namespace hotline
