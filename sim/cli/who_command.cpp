#include <fmt/format.h>
#include <fmt/ostream.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "analysis/write/figures.hpp"
#include "models/base/alike.hpp"
#include "models/base/duration.hpp"
#include "models/documents/diagnostics.hpp"
#include "models/loading/load.hpp"
#include "models/scenario/calendar.hpp"
#include "models/scenario/instant_text.hpp"
#include "models/scenario/zone_hint.hpp"
#include "sim/cli/case_options.hpp"
#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/exit_code.hpp"
#include "sim/cli/session.hpp"
#include "sim/reading/who.hpp"

namespace hotline::cli {
namespace {

namespace po = boost::program_options;

CommandHelp who_help() {
    CommandHelp help{
        "who",
        "SCENARIO",
        "Shows the contact list at an instant: whom each step would call, in what order and on which channels; "
        "whether\n"
        "each official is on duty and until when, in local time; how old each entry is, and how likely it is still\n"
        "right.",
        "  hotline who scenarios/uk-china-2012 --at 2012-10-04T02:30:00Z\n"
        "  hotline who scenarios/uk-china-2012 --at '2012-10-04 03:30 uk'\n"
        "  hotline who scenarios/un-directory/pairs.toml --at 2012-10-04T02:30:00Z --caller fr --callee jp\n",
        {"Options"}};
    help.options.add_options()  //
        ("at", po::value<std::string>()->value_name("INSTANT"),
         "UTC, such as 2012-10-04T02:30:00Z, or a local time with a party or time zone, such as "
         "\"2012-10-04 03:30 uk\" or \"2012-10-04 03:30 Europe/London\"")  //
        ("protocol,p", po::value<std::vector<std::string>>()->value_name("PROTOCOL"), "only this protocol");
    add_case_options(help.options);
    help.options.add_options()  //
        ("format", po::value<std::string>()->value_name("FORMAT"), "text (default) or json");
    add_reading_options(help.options);
    help.options.add_options()("help,h", "show this help");
    return help;
}

/// Which answer `answers` is where it differs: "the median", "the mean".
const char* which_answer(const Between& between) {
    return between.answers == Between::Answers::beta ? "mean" : "median";
}

std::string duty_text(const Party& party, const Response& response, const MetRow& met) {
    std::string state = met.on_leave ? "on leave, off duty" : met.on_duty ? "on duty" : "off duty";
    if (met.duty_changes != Instant::max()) state += " until " + local_date_text(party, met.duty_changes);
    if (met.answers) state += fmt::format(", answers {} %", exact_percent(*met.answers));
    if (met.answers && !response.when.empty()) state += " at this hour";
    if (response.moves_answers())
        state += fmt::format(" (the {} of {})", which_answer(*response.between), several(response.between->each));
    return state;
}

std::string described(const Official& official) {
    std::string text = official.id;
    for (const std::string& part : {official.role, official.organisation, official.name}) {
        if (!part.empty()) text += ", " + part;
    }
    return text;
}

/// " (has the duty of rota desk until Mon 08 Oct 09:00, in place of cert, on leave)"; empty for somebody who is
/// called by name and there.
std::string how_called(const Scenario& scenario, const MetOfficial& called) {
    std::string how;
    if (called.rota != kNone) {
        const Rota& rota = scenario.rotas[called.rota];
        how = rota_turn_text(rota, called.ahead);
        if (called.duty_changes < Instant::max())
            how += fmt::format(" until {}", local_date_text(with_clocks_of(scenario, rota), called.duty_changes));
    }
    if (called.official != called.listed) {
        how +=
            fmt::format("{}in place of {}, on leave", how.empty() ? "" : ", ", scenario.officials[called.listed].id);
    }
    return how.empty() ? how : fmt::format(" ({})", how);
}

/// The place of a rota of which nobody has the duty.
std::string nobody_text(const Scenario& scenario, const MetOfficial& called) {
    const Rota& rota = scenario.rotas[called.rota];
    const bool comes = called.duty_changes < Instant::max();
    return fmt::format("nobody {}{} ({})", rota_turn_text(rota, called.ahead),
                       comes ? " until " + local_date_text(with_clocks_of(scenario, rota), called.duty_changes) : "",
                       called.waits ? "the step waits" : "passed over");
}

/// "Step 2, desk, all at once, each 30 s after the one before", where it goes after which results, and by which
/// protocol whoever has been reached calls others.
std::string step_text(const Scenario& scenario, const MetStep& met) {
    const Step& step = *met.step;
    std::string text = fmt::format("Step {}", met.number);
    if (!step.name.empty()) text += ", " + step.name;
    if (step.all_at_once) text += ", all at once";
    if (step.stagger > Ticks{0}) text += fmt::format(", each {} after the one before", duration_text(step.stagger));
    if (met.officials.empty()) text += ": nobody is on the list";
    for (const FollowUp& follow : step.on) {
        if (follow.goes != FollowUp::Goes::on)
            text += fmt::format("\n  after {}: {}", name_of(follow.after), follow_up_text(follow));
    }
    if (met.then_calls != kNone)
        text += fmt::format("\n  whoever is reached calls others, by protocol \"{}\"",
                            scenario.protocols[met.then_calls].id);
    return text;
}

void write_text(const Scenario& scenario, const std::vector<MetStep>& steps, Index case_index, Index protocol,
                Instant at) {
    const Party& caller = scenario.parties[scenario.cases[case_index].caller];
    const Party& callee = scenario.parties[scenario.cases[case_index].callee];
    fmt::print(std::cout, "{}, {}\nat {} UTC: {} in {}, {} in {}\n", case_text(scenario, case_index),
               scenario.protocols[protocol].title, utc_text(at), local_text(caller, at), clock_place(caller),
               local_text(callee, at), clock_place(callee));
    for (const MetStep& step : steps) {
        if (step.protocol != protocol && step.number == 1) {
            fmt::print(std::cout, "\nCalls of those who have been reached, by protocol \"{}\"\n",
                       scenario.protocols[step.protocol].id);
        }
        fmt::print(std::cout, "\n{}\n", step_text(scenario, step));
        for (const MetOfficial& called : step.officials) {
            if (called.official == kNone) {
                fmt::print(std::cout, "  {}\n", nobody_text(scenario, called));
                continue;
            }
            const Official& official = scenario.officials[called.official];
            const Official& listed = scenario.officials[called.listed];
            if (called.is_taken) {
                const std::string why = called.rota == kNone
                                            ? std::string("on leave")
                                            : rota_turn_text(scenario.rotas[called.rota], called.ahead);
                fmt::print(std::cout, "  {} (passed over: {}, and {} is called already)\n", described(listed), why,
                           official.id);
                continue;
            }
            const Party clocks = with_clocks_of(scenario, official);
            fmt::print(std::cout, "  {}{}{}\n", described(official), how_called(scenario, called),
                       called.passed_over ? " (passed over: off duty)" : "");
            if (called.rows.empty()) fmt::print(std::cout, "    no channel of this step\n");
            for (const MetRow& met : called.rows) {
                const Row& row = scenario.rows[met.row];
                fmt::print(std::cout, "    {:12} {:24} {}, {} in {}; {} {} old, {} % still right{}\n",
                           scenario.channels[row.channel].id, row.address,
                           duty_text(clocks, scenario.responses[row.response], met), local_text(clocks, at),
                           clock_place(clocks), row.last_verified ? "entry" : "never verified, taken as",
                           rough_duration_text(met.age), whole_percent(met.still_right),
                           met.patience ? "; patience " + duration_text(*met.patience) : "");
            }
        }
    }
}

nlohmann::ordered_json to_json(const Scenario& scenario, const std::vector<MetStep>& steps, const Case& played,
                               Index protocol, Instant at) {
    auto list = nlohmann::ordered_json::array();
    for (const MetStep& step : steps) {
        for (const MetOfficial& called : step.officials) {
            if (called.official == kNone) continue;
            const Official& official = scenario.officials[called.official];
            for (const MetRow& met : called.rows) {
                const Row& row = scenario.rows[met.row];
                nlohmann::ordered_json line{{"step", step.number},
                                            {"official", official.id},
                                            {"role", official.role},
                                            {"organisation", official.organisation},
                                            {"channel", scenario.channels[row.channel].id},
                                            {"address", row.address},
                                            {"local", local_date_text(with_clocks_of(scenario, official), at)},
                                            {"on_duty", met.on_duty},
                                            {"until", nullptr},
                                            {"verified", row.last_verified.has_value()},
                                            {"age", seconds_of(met.age)},
                                            {"still_right", met.still_right}};
                if (step.protocol != protocol) line["protocol"] = scenario.protocols[step.protocol].id;
                if (step.then_calls != kNone) line["then_calls"] = scenario.protocols[step.then_calls].id;
                if (called.official != called.listed) line["in_place_of"] = scenario.officials[called.listed].id;
                if (called.rota != kNone) {
                    line["rota"] = scenario.rotas[called.rota].id;
                    line["turn"] = kTurnNames[called.ahead];
                    line["turn_until"] = nullptr;
                    if (called.duty_changes < Instant::max()) line["turn_until"] = utc_text(called.duty_changes);
                }
                if (met.on_leave) line["on_leave"] = true;
                if (met.answers) line["answers"] = *met.answers;
                if (const Response& response = scenario.responses[row.response]; response.moves_answers()) {
                    line["answers_is"] = which_answer(*response.between);
                    line["answers_between"] = several(response.between->each);
                }
                if (met.patience) line["patience"] = seconds_of(*met.patience);
                if (met.duty_changes != Instant::max()) line["until"] = utc_text(met.duty_changes);
                list.push_back(std::move(line));
            }
        }
    }
    return {{"caller", scenario.parties[played.caller].id},
            {"callee", scenario.parties[played.callee].id},
            {"after", seconds_of(played.after)},
            {"protocol", scenario.protocols[protocol].id},
            {"list", std::move(list)}};
}

/// What --at says.
struct When {
    std::string text;
    std::optional<Instant> instant;  // in UTC
    LocalTime local;                 // otherwise
};

void require_in_range(const When& when, Instant at) {
    if (at >= kEarliestStart && at <= kLatestStart) return;
    throw UsageError(
        fmt::format("--at must be between the years 1970 and 2200, when drills may start, but is \"{}\"", when.text));
}

When read_when(const std::string& text) {
    When when{text, parse_utc(text), {}};
    if (when.instant) {
        require_in_range(when, *when.instant);
        return when;
    }
    const auto local = parse_local(text);
    if (!local) {
        throw UsageError(
            fmt::format("--at takes an instant such as 2012-10-04T02:30:00Z, or a local time such as "
                        "\"2012-10-04 03:30 Europe/London\", not \"{}\"",
                        text));
    }
    if (local->where.empty()) {
        throw UsageError(
            fmt::format("--at needs the clocks of \"{}\": write a party or a time zone after it, such as \"{} "
                        "Europe/London\", or write UTC as in 2012-10-04T02:30:00Z",
                        text, text));
    }
    when.local = *local;
    return when;
}

/// The party or zone in --at. A party takes precedence over a zone of the same name.
std::string zone_of(const Scenario& scenario, const std::string& where) {
    std::vector<std::string> known;
    std::string called;  // the party that has this name or capital
    for (const Party& party : scenario.parties) {
        if (party.id == where) return party.time_zone;
        known.push_back(party.id);
        if (called.empty() && (nearly_same(party.name, where) || nearly_same(party.capital, where)))
            called = party.id;
    }
    if (known_time_zone(where)) return where;
    std::string hint = called.empty() ? "" : fmt::format("did you mean \"{}\"?", called);
    if (hint.empty()) hint = did_you_mean(where, known);
    if (hint.empty()) hint = zone_hint(where, {});
    if (hint.empty()) hint = did_you_mean(where, time_zone_names());
    if (hint.empty()) hint = "time zones have names such as Europe/London";
    throw UsageError(
        fmt::format("--at names \"{}\", which is neither a party of the scenario nor a time zone; {}", where, hint));
}

/// A local time becomes an instant as the ends of shifts do.
Instant instant_in(const Scenario& scenario, const When& when) {
    if (when.instant) return *when.instant;
    const std::string zone = zone_of(scenario, when.local.where);
    constexpr std::chrono::days kFarthest{1};  // more than clocks are ahead of UTC, or behind
    if (when.local.time < kEarliestStart - kFarthest || when.local.time > kLatestStart + kFarthest)
        require_in_range(when, when.local.time);
    const Instant at = instant_of(zone, when.local.time);
    require_in_range(when, at);
    return at;
}

}  // namespace

int who_command(const Words& words) {
    const Arguments arguments(who_help(), words, 1, 1);
    if (arguments.helped()) return kFine;
    if (!arguments.has("at")) throw UsageError("who needs --at INSTANT, such as --at 2012-10-04T02:30:00Z");
    const When when = read_when(arguments.text("at"));
    const bool json = arguments.choice("format", {"text", "json"}, "text") == "json";
    auto scenario = load_for_use(arguments, CalendarReach{when.instant.value_or(when.local.time), {}, {}, {}});
    if (!scenario) return kWrongInput;
    choose_protocols(*scenario, arguments.texts("protocol"));
    const std::vector<Index> cases = chosen_cases(*scenario, arguments);

    const Instant at = instant_in(*scenario, when);
    const Who who(*scenario, at);
    nlohmann::ordered_json told{
        {"scenario", scenario->title}, {"at", utc_text(at)}, {"cases", nlohmann::ordered_json::array()}};
    bool first = true;
    for (const Index index : cases) {
        for (const Index protocol : scenario->cases[index].protocols) {
            const std::vector<MetStep> steps = who.list(index, protocol);
            if (json) {
                told["cases"].push_back(to_json(*scenario, steps, scenario->cases[index], protocol, at));
                continue;
            }
            if (!std::exchange(first, false)) std::cout << "\n";
            write_text(*scenario, steps, index, protocol, at);
        }
    }
    if (json) std::cout << told.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << '\n';
    return kFine;
}

}  // namespace hotline::cli
