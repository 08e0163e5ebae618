// Lint's claims about the horizon, cycles, carriers and hours off duty, checked by playing thousands of random
// scenarios. What lint says must be so, and what it does not say must not be so.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "models/scenario/drill_bounds.hpp"
#include "models/scenario/selection.hpp"
#include "models/scenario/timetable.hpp"
#include "sim/escalation/isolated_world.hpp"
#include "sim/runs/drill_player.hpp"
#include "tests/oracle/sketch.hpp"
#include "tests/property/linted_scenario.hpp"

namespace hotline {
namespace {

/// Adds calls to an official of its own to every step. They take no time, and he never answers.
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
        let_nobody_answer(scenario);
        for (Carrier& carrier : scenario.carriers) carrier.availability = 1;
        for (Party& party : scenario.parties) party.site = kNone;
        for (Step& step : scenario.protocols[root].steps) {
            if (step.skip_off_duty) step.skip_off_duty = false;
        }
        // Not before: selectors must call the same people as before.
        const Directory directory(scenario);
        for (Step& step : scenario.protocols[root].steps) {
            step.call = naming(directory.called(step.call, scenario.cases[0].caller, scenario.cases[0].callee));
        }
        auto& steps = scenario.protocols[root].steps;
        std::erase_if(steps, [](const Step& step) { return step.call.officials.empty(); });
        if (steps.empty()) return;
        const auto count = static_cast<std::uint32_t>(steps.size());
        const std::vector<Finding> findings = findings_of(scenario);
        const Finding* found = finding_of(findings, "protocol-exceeds-horizon");
        add_marks(scenario, scenario.protocols[root]);
        DrillPlayer player(scenario, 1, make_isolated_world);
        const DrillRecord record = player.record(0, root, 0);
        const auto mark = static_cast<Index>(scenario.rows.size() - 1);
        const auto marks = static_cast<std::uint32_t>(
            std::count_if(record.attempts.begin(), record.attempts.end(),
                          [&](const AttemptRecord& attempt) { return attempt.row == mark; }));
        const std::uint32_t rounds = scenario.protocols[root].rounds;
        if (!found) {
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
    int unseen = 0;
    EXPECT_TRUE(check_each("hand-overs that lead back", [&](Scenario scenario) {
        const Index root = scenario.cases[0].protocols[0];
        const Goal goal = *scenario.protocols[root].goal;
        let_luck_be_kind(scenario);
        for_each_law(scenario, [](Law& law) { law = Law::always(Ticks{0}); });
        scenario.horizon = secs(1000);
        for (Channel& channel : scenario.channels) channel.size = 0;
        // Contact would end the drill too soon, so those who would make contact never answer.
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
        // One drill shows all that may happen: it need not meet other hours, and its machines have no choice.
        for (Response& response : scenario.responses) {
            for (CallBack* call_back : call_backs_of(response)) {
                // Somebody else answers each call, but the official calls back.
                if (response.screened >= 1) call_back->probability = 0;
                // Without rosters there is no next shift. The promise would keep later ones from being made.
                call_back->from_next_shift = false;
            }
            response.when.clear();
            auto& machine = response.voice_mail;
            if (machine && machine->probability < 1) machine.reset();
            if (machine && machine->leave > 0) machine->leave = 1;
        }
        for (Protocol& protocol : scenario.protocols) {
            // A later step does not call somebody again whom an earlier step has reached.
            protocol.steps = {protocol.steps[scenario.rows.size() % protocol.steps.size()]};
            protocol.rounds = 1;
            protocol.hold = Ticks{0};
            for (Step& step : protocol.steps) {
                step.tries = 1;
                step.within = std::nullopt;
                step.stagger = Ticks{0};
                step.skip_off_duty = false;
            }
        }
        const bool said = finding_of(findings_of(scenario), "hand-over-cycle") != nullptr;
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
        RC_ASSERT((said || !seen));
        (said ? cycles : without) += 1;
        if (said && !seen) ++unseen;
    }));
    EXPECT_GT(cycles, 500);
    // It may say so in vain where an earlier promise to call back keeps the one that would lead back from being made.
    EXPECT_LT(unseen, cycles / 100);
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
        let_nobody_answer(scenario);
        for (Step& step : scenario.protocols[root].steps) {
            step.within = std::nullopt;
            step.skip_off_duty = false;
        }
        for (Index down = 0; down < scenario.carriers.size(); ++down) {
            for (Index carrier = 0; carrier < scenario.carriers.size(); ++carrier)
                scenario.carriers[carrier].availability = carrier == down ? 0 : 1;
            const bool said = finding_of(findings_of(scenario), "single-carrier",
                                         "runs over carrier \"" + scenario.carriers[down].id + "\"") != nullptr;
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

/// Any shifts, perhaps none.
std::vector<Shift> any_shifts() {
    const auto below = [](int end) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, end)); };
    std::vector<Shift> shifts;
    for (int more = below(5); more > 0; --more) {
        const int begins = below(24 * 60);
        shifts.push_back({static_cast<std::uint8_t>(1 + below(127)), std::chrono::minutes{begins},
                          std::chrono::minutes{begins + 1 + below(24 * 60)}});
    }
    return shifts;
}

/// A rota of people who are not called by name, in layers of any hours.
Index any_rota(Sketch& sketch, Index response, const std::string& zone) {
    const auto below = [](int end) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, end)); };
    const Index rota = sketch.rota({}, 0);
    std::vector<RotaLayer> layers;
    for (int more = 1 + below(2); more > 0; --more) {
        RotaLayer& layer = layers.emplace_back();
        for (int members = 1 + below(2); members > 0; --members) {
            const Index who = sketch.someone(1, sketch.phone, response).who;
            sketch.scenario.officials[who].takes_turns = true;
            layer.members.push_back(who);
        }
        layer.turn = {TurnLength::Unit::hours, static_cast<std::uint32_t>(1 + below(30))};
        layer.first = std::chrono::sys_days{std::chrono::year{2012} / 1 / 1};
        layer.hours = sketch.office_hours(0, 1);
        sketch.scenario.rosters.back().shifts = any_shifts();
    }
    sketch.scenario.rotas[rota].layers = std::move(layers);
    sketch.scenario.rotas[rota].time_zone = zone;
    return rota;
}

/// A case whose officials keep any rosters, or have the duty of a rota in any hours, some without shifts, by clocks
/// that do not change in that week. A step passes over who is off duty, in no time.
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
        scenario.rosters.back().shifts = any_shifts();
    }
    if (below(3) == 0) {
        const Selector turn =
            on_turn(any_rota(sketch, response, *rc::gen::element<std::string>("Asia/Tokyo", "UTC")));
        Selector mixed;
        mixed.parts = {step.call, turn};
        step.call = below(2) == 0 ? turn : mixed;
    }
    step.skip_off_duty = true;
    scenario.protocols[0].steps = {step};
    return narrowed(scenario, 0, 0);
}

TEST(Lint, nobody_has_the_duty_of_a_rota_in_the_hours_that_it_names_and_somebody_has_in_others) {
    int gaps = 0;
    EXPECT_TRUE(rc::check("gaps of rotas", [&] {
        Scenario scenario = any_rosters();
        if (scenario.rotas.empty()) return;
        std::set<int> off;
        for (const Finding& finding : findings_of(scenario)) {
            if (finding.code != "rota-gap") continue;
            RC_LOG() << finding.message << '\n';
            const std::string before = "rota-0\" ";
            const std::size_t from = finding.message.find(before) + before.size();
            off = minutes_of(finding.message.substr(from, finding.message.find(" by the clocks of ") - from));
            ++gaps;
        }
        const Instant monday = std::chrono::sys_days{std::chrono::year{2012} / 1 / 16};
        const Timetable timetable(scenario, monday - std::chrono::weeks{1}, monday + std::chrono::weeks{2});
        for (int minute = 0; minute < 7 * 24 * 60; minute += 7) {
            const Instant at = monday + std::chrono::minutes{minute};
            const auto local = local_time(scenario.rotas[0].time_zone, at) - monday + std::chrono::weeks{1};
            const auto of_week = std::chrono::floor<std::chrono::minutes>(local).count() % (7 * 24 * 60);
            RC_ASSERT((timetable.rota(0).who(0, at) == kNone) == off.contains(static_cast<int>(of_week)));
        }
    }));
    EXPECT_GT(gaps, 5);
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
