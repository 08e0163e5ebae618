#include <fmt/format.h>
#include <fmt/ostream.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "analysis/write/figures.hpp"
#include "models/base/duration.hpp"
#include "models/loading/load.hpp"
#include "models/scenario/instant_text.hpp"
#include "models/scenario/timetable.hpp"
#include "sim/cli/case_options.hpp"
#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/exit_code.hpp"
#include "sim/cli/session.hpp"
#include "sim/draws/plan.hpp"
#include "sim/draws/validity.hpp"

namespace hotline::cli {
namespace {

namespace po = boost::program_options;

constexpr std::chrono::days kLookahead{60};  // for "until when"

CommandHelp who_help() {
    CommandHelp help{
        "who",
        "SCENARIO",
        "Shows the list as a caller would meet it at an instant: whom each step calls, in which order and through\n"
        "what; on duty or not and until when, by the official's own clocks; how old the entry is, and how likely it\n"
        "is still right.",
        "  hotline who scenarios/uk-china-2012 --at 2012-10-04T02:30:00Z\n"
        "  hotline who scenarios/un-directory/pairs.toml --at 2012-10-04T02:30:00Z --caller fr --callee jp\n",
        {"Options"}};
    help.options.add_options()                                                                        //
        ("at", po::value<std::string>()->value_name("INSTANT"), "UTC, such as 2012-10-04T02:30:00Z")  //
        ("protocol,p", po::value<std::vector<std::string>>()->value_name("PROTOCOL"), "only this protocol");
    add_case_options(help.options);
    help.options.add_options()                                                                //
        ("format", po::value<std::string>()->value_name("FORMAT"), "text (default) or json")  //
        ("help,h", "this text");
    return help;
}

/// One row of the list, met at an instant.
struct Entry {
    const Official& official;
    const Party& party;
    const Row& row;
    bool on_duty;
    Instant duty_changes;  // Instant::max(): not in sight
    Ticks age;
    double still_right;
};

Entry meet(const Scenario& scenario, const Timetable& timetable, Index index, Instant at) {
    const Row& row = scenario.rows[index];
    const Official& official = scenario.officials[row.official];
    return {official,
            scenario.parties[official.party],
            row,
            timetable.on_duty(row.official, at),
            timetable.next_change(row.official, at),
            age_of_row(scenario, index, at),
            holder_valid_probability(scenario, row.official, at) * address_valid_probability(scenario, index, at)};
}

std::string duty_text(const Entry& entry) {
    const char* state = entry.on_duty ? "on duty" : "off duty";
    if (entry.duty_changes == Instant::max()) return state;
    return fmt::format("{} until {}", state, local_date_text(entry.party, entry.duty_changes));
}

std::string described(const Official& official) {
    std::string text = official.id;
    for (const std::string& part : {official.role, official.organisation, official.name}) {
        if (!part.empty()) text += ", " + part;
    }
    return text;
}

void write_text(const Scenario& scenario, const Timetable& timetable, const Plan& plan, Index case_index,
                Instant at) {
    const Party& caller = scenario.parties[scenario.cases[case_index].caller];
    const Party& callee = scenario.parties[scenario.cases[case_index].callee];
    fmt::print(std::cout, "{}, {}\nat {} UTC: {} in {}, {} in {}\n", case_text(scenario, case_index),
               scenario.protocols[plan.protocol].title, utc_text(at), local_text(caller, at), clock_place(caller),
               local_text(callee, at), clock_place(callee));
    for (std::size_t number = 0; number < plan.steps.size(); ++number) {
        const PlannedStep& step = plan.steps[number];
        fmt::print(std::cout, "\nStep {}{}{}\n", number + 1, step.step->all_at_once ? ", all at once" : "",
                   step.targets.empty() ? ": nobody is on the list" : "");
        for (const Target& target : step.targets) {
            const bool passed_over = step.step->skip_off_duty && !timetable.on_duty(target.official, at);
            fmt::print(std::cout, "  {}{}\n", described(scenario.officials[target.official]),
                       passed_over ? " (passed over: off duty)" : "");
            if (target.rows.empty()) fmt::print(std::cout, "    no channel of this step\n");
            for (const PlannedRow& row : target.rows) {
                const Entry entry = meet(scenario, timetable, row.row, at);
                fmt::print(std::cout, "    {:12} {:24} {}, {} in {}; {} {} old, {} % still right\n",
                           scenario.channels[entry.row.channel].id, entry.row.address, duty_text(entry),
                           local_text(entry.party, at), clock_place(entry.party),
                           entry.row.last_verified ? "entry" : "never verified, taken as",
                           rough_duration_text(entry.age), whole_percent(entry.still_right));
            }
        }
    }
}

nlohmann::ordered_json to_json(const Scenario& scenario, const Timetable& timetable, const Plan& plan,
                               const Case& played, Instant at) {
    auto list = nlohmann::ordered_json::array();
    for (std::size_t number = 0; number < plan.steps.size(); ++number) {
        for (const Target& target : plan.steps[number].targets) {
            for (const PlannedRow& row : target.rows) {
                const Entry entry = meet(scenario, timetable, row.row, at);
                nlohmann::ordered_json line{{"step", number + 1},
                                            {"official", entry.official.id},
                                            {"role", entry.official.role},
                                            {"organisation", entry.official.organisation},
                                            {"channel", scenario.channels[entry.row.channel].id},
                                            {"address", entry.row.address},
                                            {"local", local_date_text(entry.party, at)},
                                            {"on_duty", entry.on_duty},
                                            {"until", nullptr},
                                            {"verified", entry.row.last_verified.has_value()},
                                            {"age", seconds_of(entry.age)},
                                            {"still_right", entry.still_right}};
                if (entry.duty_changes != Instant::max()) line["until"] = utc_text(entry.duty_changes);
                list.push_back(std::move(line));
            }
        }
    }
    return {{"caller", scenario.parties[played.caller].id},
            {"callee", scenario.parties[played.callee].id},
            {"after", seconds_of(played.after)},
            {"protocol", scenario.protocols[plan.protocol].id},
            {"list", std::move(list)}};
}

}  // namespace

int who_command(const Words& words) {
    const Arguments arguments(who_help(), words, 1, 1);
    if (arguments.helped()) return kFine;
    if (!arguments.has("at")) throw UsageError("when? --at INSTANT, such as --at 2012-10-04T02:30:00Z");
    const auto at = parse_utc(arguments.text("at"));
    if (!at) {
        throw UsageError(fmt::format("--at takes an instant in UTC such as 2012-10-04T02:30:00Z, not \"{}\"",
                                     arguments.text("at")));
    }
    if (*at < kEarliestStart || *at > kLatestStart) {
        throw UsageError(
            fmt::format("--at takes an instant between the years 1970 and 2200, as drills start then, not \"{}\"",
                        arguments.text("at")));
    }
    const bool json = arguments.choice("format", {"text", "json"}, "text") == "json";
    auto scenario = load_for_use(arguments.words().front());
    if (!scenario) return kWrongInput;
    choose_protocols(*scenario, arguments.texts("protocol"));
    const std::vector<Index> cases = chosen_cases(*scenario, arguments);

    const Timetable timetable(*scenario, *at, *at + kLookahead);
    const Plans plans(*scenario);
    nlohmann::ordered_json told{
        {"scenario", scenario->title}, {"at", utc_text(*at)}, {"cases", nlohmann::ordered_json::array()}};
    bool first = true;
    for (const Index index : cases) {
        for (const Index protocol : scenario->cases[index].protocols) {
            const Plan& plan = plans.plan(index, protocol);
            if (json) {
                told["cases"].push_back(to_json(*scenario, timetable, plan, scenario->cases[index], *at));
                continue;
            }
            if (!std::exchange(first, false)) std::cout << "\n";
            write_text(*scenario, timetable, plan, index, *at);
        }
    }
    if (json) std::cout << told.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << '\n';
    return kFine;
}

}  // namespace hotline::cli
