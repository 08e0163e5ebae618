#include "sim/cli/next_tests.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <iostream>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/write/next_tests.hpp"
#include "models/changes/parts_in_use.hpp"
#include "models/scenario/instant_text.hpp"
#include "sim/cli/case_options.hpp"
#include "sim/cli/exit_code.hpp"
#include "sim/cli/log_options.hpp"
#include "sim/cli/result_writer.hpp"
#include "sim/cli/session.hpp"

namespace hotline::cli {
namespace {

namespace po = boost::program_options;

constexpr std::uint64_t kMostCallsPlanned = 10'000;
constexpr Ticks kLongestPeriod = std::chrono::days{366};
constexpr Ticks kShortestPeriod = std::chrono::hours{1};
constexpr Ticks kPeriod = std::chrono::weeks{4};
constexpr Ticks kApart = std::chrono::days{3};
constexpr double kTooAlike = 1e-9;
// A world has fewer drills than a run, as there are many worlds.
constexpr std::uint64_t kShareOfWorld = 10;
constexpr std::uint64_t kFewestOfWorld = 400;

Instant instant_of_option(const Arguments& arguments, const std::string& option) {
    const auto at = parse_utc(arguments.text(option));
    if (!at)
        throw UsageError(fmt::format("--{} takes an instant such as 2012-10-04T02:30Z, not \"{}\"", option,
                                     arguments.text(option)));
    return *at;
}

/// What is played: whose contact counts, and by when.
struct WhatCounts {
    std::vector<bool> counts;  // by case
    Ticks within{0};
    RunPlan plan;
};

/// The shares of drills in contact in time, by case and protocol.
std::optional<std::vector<NextTests::Figure>> figures_of(const Scenario& scenario, const WhatCounts& played,
                                                         const RunPlan& plan) {
    const auto all = run(scenario, plan);
    if (!all) return {};
    std::vector<NextTests::Figure> figures;
    for (const Outcomes& one : *all) {
        if (!played.counts[one.case_index]) continue;
        const auto reached = std::count_if(one.contact.begin(), one.contact.end(),
                                           [&](Ticks contact) { return in_time(contact, played.within); });
        figures.push_back({one.case_index,
                           one.protocol,
                           static_cast<double>(reached) / static_cast<double>(std::max<std::size_t>(one.size(), 1)),
                           {}});
    }
    return figures;
}

/// A question to the simulation: the figures with less and with more of an entry's answers.
struct SlopeAsked {
    std::size_t entry = 0;
    std::size_t state = 0;
    double low = 0;
    double high = 0;
};

/// One standard deviation to either side: exact for figures that are linear in the probability, and for others about
/// what a beta law makes of them (Rosenblueth, 1975, on point estimates of moments).
std::vector<SlopeAsked> slopes_to_ask(const std::vector<Testable>& entries) {
    std::vector<SlopeAsked> asked;
    for (std::size_t index = 0; index < entries.size(); ++index) {
        const EntryBelieved& believed = entries[index].believed;
        if (believed.dead) continue;
        const Spread spread = expected_spread(believed, {});
        for (std::size_t state = 0; state < kStatesOfDuty.size(); ++state) {
            if (!believed.states[state] || !entries[index].open[state]) continue;
            const double deviation = std::sqrt(spread.of[state]), mean = believed.answers(state);
            const double low = std::max(mean - deviation, 0.0), high = std::min(mean + deviation, 1.0);
            if (high - low > kTooAlike) asked.push_back({index, state, low, high});
        }
    }
    return asked;
}

/// Plays worlds of what is believed, which say where contact lies, and the scenario for each slope. False if
/// interrupted.
bool find_figures(const Scenario& believed, const WhatCounts& played, const RunPlan& with, NextTests& tests) {
    const std::vector<SlopeAsked> asked = slopes_to_ask(tests.entries);
    const std::uint64_t of_world =
        std::min(with.replications, std::max(with.replications / kShareOfWorld, kFewestOfWorld));
    const auto steps = static_cast<double>(kWorldsOfFacts * of_world + 2 * asked.size() * with.replications);
    double done = 0;
    const auto one_play = [&](const Scenario& scenario, std::uint64_t drills) {
        RunPlan plan = with;
        plan.replications = drills;
        plan.progress = [&](double share) { with.progress((done + share * static_cast<double>(drills)) / steps); };
        auto of_play = figures_of(scenario, played, plan);
        done += static_cast<double>(drills);
        return of_play;
    };
    const double seconds = seconds_of(played.within);
    std::vector<std::vector<double>> worlds;  // by figure
    for (std::size_t world = 0; world < kWorldsOfFacts; ++world) {
        const std::vector<EntryFacts> facts = facts_of_world(tests.entries, with.seed, world);
        const auto figures = one_play(with_facts(believed, tests.entries, facts, seconds), of_world);
        if (!figures) return false;
        if (world == 0) tests.figures = *figures;
        worlds.resize(figures->size());
        for (std::size_t figure = 0; figure < figures->size(); ++figure)
            worlds[figure].push_back((*figures)[figure].contact);
    }
    for (std::size_t figure = 0; figure < worlds.size(); ++figure) {
        const std::vector<double>& values = worlds[figure];
        tests.figures[figure].contact =
            std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
        tests.figures[figure].interval = interval_of_worlds(values);
    }
    for (Testable& entry : tests.entries) {
        for (std::vector<double>& slopes : entry.slopes) slopes.assign(tests.figures.size(), 0);
    }
    for (const SlopeAsked& one : asked) {
        Testable& entry = tests.entries[one.entry];
        const Index row = entry.believed.row;
        const FoundOn state = kStatesOfDuty[one.state];
        const auto low = one_play(with_answers(believed, row, state, seconds, one.low), with.replications);
        if (!low) return false;
        const auto high = one_play(with_answers(believed, row, state, seconds, one.high), with.replications);
        if (!high) return false;
        for (std::size_t figure = 0; figure < tests.figures.size(); ++figure) {
            entry.slopes[one.state][figure] =
                ((*high)[figure].contact - (*low)[figure].contact) / (one.high - one.low);
        }
    }
    return true;
}

/// Chooses and places calls. Those without an hour are chosen anew elsewhere.
void choose_and_place(NextTests& tests, const CallCalendar& calendar) {
    std::vector<std::size_t> most = calendar.room();
    for (;;) {
        tests.chosen = choose_tests(tests.entries, tests.budget, most);
        std::vector<CallCalendar::Asked> asked;
        asked.reserve(tests.entries.size());
        for (std::size_t index = 0; index < tests.entries.size(); ++index)
            asked.push_back({tests.entries[index].believed.row, tests.chosen.calls[index]});
        CallCalendar::Placed placed = calendar.place(asked);
        tests.calls = std::move(placed.calls);
        if (placed.complete()) return;
        // What found no hour this time has to find another ear.
        std::vector<std::size_t> heard(most.size(), 0);
        for (const PlannedCall& call : tests.calls) ++heard[calendar.ears()[call.row]];
        for (std::size_t ear = 0; ear < most.size(); ++ear) {
            if (placed.without[ear] > 0) most[ear] = heard[ear];
        }
    }
}

}  // namespace

void add_next_tests_options(po::options_description& options) {
    options.add_options()  //
        ("budget", po::value<std::string>()->value_name("N"),
         "say which entries of a SCENARIO to test next with so many calls, and when")  //
        ("within", po::value<std::string>()->value_name("TIME"),
         "with --budget: the deadline for contact; default: the horizon")  //
        ("on", po::value<std::string>()->value_name("INSTANT"),
         "for which entries are as old as they are; default: that of the last test, or the first start of the "
         "scenario")  //
        ("from", po::value<std::string>()->value_name("INSTANT"),
         "when calls may begin, such as 2012-10-04T00:00Z; default: the day after --on")  //
        ("over", po::value<std::string>()->value_name("TIME"),
         "within how long all calls are made; default: 4w")  //
        ("apart", po::value<std::string>()->value_name("TIME"),
         "from one call of an official to the next, at least; default: 3d")                  //
        ("nights", "call at night, from 22:00 to 07:00, where somebody is tested off duty")  //
        ("protocol,p", po::value<std::vector<std::string>>()->value_name("PROTOCOL"),
         "only contact by this protocol counts; may be repeated; default: those of each case");
}

std::vector<std::string> options_of_next_tests() {
    return {"within",       "on",   "from",   "over",  "apart",    "nights", "protocol", "caller",
            "callee",       "unit", "column", "zone",  "given-up", "set",    "root",     "allow-outside",
            "replications", "seed", "jobs",   "world", "out",      "quiet"};
}

int plan_next_tests(const Arguments& arguments, const std::string& format) {
    const auto budget = static_cast<std::size_t>(arguments.number("budget", 1, kMostCallsPlanned).value());
    const PingLayout layout = log_layout(arguments);
    std::vector<std::string> logs = arguments.words();
    if (logs.empty()) throw UsageError("--budget needs a scenario: hotline plan SCENARIO --budget 20");
    const std::string path = logs.back();
    logs.pop_back();
    refuse_scenarios(logs);
    ResultNames names = result_names("plan");
    if (arguments.has("out")) {
        std::vector<std::string> files{names.begin(), names.end()};
        files.insert(files.end(), {"calls.csv", "calls.ics"});
        require_writable_folder(arguments.text("out"), files);
    }
    CallHours hours;
    hours.apart = arguments.duration("apart", {}).value_or(kApart);
    const Ticks over = arguments.duration("over", {}).value_or(kPeriod);
    if (over < kShortestPeriod || over > kLongestPeriod) throw UsageError("--over takes a time from 1h to 366d");
    if (hours.apart > kLongestPeriod) throw UsageError("--apart takes at most 366d");
    hours.nights = arguments.has("nights");

    Diagnostics diagnostics;
    const auto log = load_logs(logs, layout, diagnostics);
    if (!log) {
        std::cerr << diagnostics.text(colours(STDERR_FILENO));
        return kWrongInput;
    }
    CalendarReach reach = reach_of(*log);
    for (const char* option : {"on", "from"}) {
        if (!arguments.has(option)) continue;
        const Instant at = instant_of_option(arguments, option);
        reach.first = std::min(reach.first.value_or(at), at);
        reach.last = std::max(reach.last.value_or(at), at);
    }
    reach.beyond = over + std::chrono::days{2};
    Diagnostics of_scenario;
    auto scenario = load_for_use(arguments, path, of_scenario, reach);
    if (!scenario) return kWrongInput;
    choose_protocols(*scenario, arguments.texts("protocol"));
    WhatCounts played;
    played.within = arguments.duration("within", scenario->horizon).value_or(scenario->horizon);
    played.plan = playing_plan(arguments, *scenario);
    played.counts.assign(scenario->cases.size(), false);
    for (const Index chosen : chosen_cases(*scenario, arguments)) played.counts[chosen] = true;
    const ClassedLog classed = classify(*log, &*scenario, diagnostics);
    std::cerr << diagnostics.text(colours(STDERR_FILENO));
    const LogFit fit = fit_log(logs, classed);
    const double seconds = seconds_of(played.within);

    NextTests tests{*scenario, logs, budget, seconds, {}, played.plan.replications, hours, {}, {}, {}, {}};
    tests.on =
        arguments.has("on") ? instant_of_option(arguments, "on") : classed.last.value_or(scenario->start_first);
    tests.hours.from = arguments.has("from") ? instant_of_option(arguments, "from")
                                             : std::chrono::floor<std::chrono::days>(tests.on) + std::chrono::days{1};
    tests.hours.until = tests.hours.from + over;
    tests.hours.seed = played.plan.seed;
    const CallCalendar calendar(*scenario, tests.hours);
    const PartsInUse in_use(*scenario);
    for (const EntryBelieved& entry : believe_entries(*scenario, classed, fit, seconds, tests.on)) {
        if (!in_use.rows.contains(entry.row)) continue;
        Testable& testable = tests.entries.emplace_back();
        testable.ear = calendar.ears()[entry.row];
        testable.open = {calendar.open(entry.row, 0), calendar.open(entry.row, 1)};
        testable.believed = entry;
    }
    if (tests.entries.empty()) throw UsageError("no step of the cases calls an entry of the list");
    const Scenario believed = as_believed(*scenario, classed, fit, seconds);
    const auto found = play_with_progress("playing what calls may tell", played.plan, [&](const RunPlan& with) {
        return find_figures(believed, played, with, tests) ? std::optional(true) : std::nullopt;
    });
    if (!found) return kInterrupted;
    choose_and_place(tests, calendar);
    OutputFiles calls;
    if (arguments.has("out")) {
        const std::filesystem::path folder = arguments.text("out");
        make_folder(folder);
        calls.write(folder / "calls.csv", [&](std::ostream& out) { write_calls_csv(out, tests); });
        calls.write(folder / "calls.ics", [&](std::ostream& out) { write_calendar(out, tests); });
    }
    write_result(
        arguments, format, names, tests, [&](std::ostream& out) { write_csv(out, tests); }, std::move(calls));
    return kFine;
}

}  // namespace hotline::cli
