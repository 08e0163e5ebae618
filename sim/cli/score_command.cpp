#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/write/scores.hpp"
#include "models/scenario/instant_text.hpp"
#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/exit_code.hpp"
#include "sim/cli/log_options.hpp"
#include "sim/cli/result_writer.hpp"
#include "sim/cli/session.hpp"

namespace hotline::cli {
namespace {

namespace po = boost::program_options;

CommandHelp score_help() {
    CommandHelp help{
        "score",
        "LOG… SCENARIO",
        "Ranks the entries of a list by what tests say of them: how likely each brings an answer in time, "
        "how long ago it was\n"
        "proven, and what the last log changed. Plays the scenario with the list as it is, and as the tests "
        "say.",
        "  hotline score tests.csv scenarios/uk-china-2012 --within 1h\n"
        "  hotline score 2011.csv 2012.csv scenarios/uk-china-2012 --format csv\n",
        {"Options"}};
    help.options.add_options()  //
        ("within", po::value<std::string>()->value_name("TIME"),
         "the deadline for an answer, and for contact; default: the horizon")  //
        ("on", po::value<std::string>()->value_name("INSTANT"),
         "for which the score holds, such as 2012-10-04T00:00Z; default: that of the last test")  //
        ("protocol,p", po::value<std::vector<std::string>>()->value_name("PROTOCOL"),
         "play this protocol for every case; may be repeated; default: those of each case");
    add_log_options(help.options);
    add_reading_options(help.options);
    add_playing_options(help.options);
    help.options.add_options()  //
        ("format", po::value<std::string>()->value_name("FORMAT"),
         "text (default), json, or csv: one line per entry")  //
        ("out", po::value<std::string>()->value_name("DIR"),
         "write scores.txt, scores.json and scores.csv to DIR")  //
        ("help,h", "show this help");
    return help;
}

Instant instant_asked(const Arguments& arguments, const ClassedLog& classed, const Scenario& scenario) {
    if (!arguments.has("on")) return classed.last.value_or(scenario.start_first);
    const auto at = parse_utc(arguments.text("on"));
    if (!at)
        throw UsageError(
            fmt::format("--on takes an instant such as 2012-10-04T02:30Z, not \"{}\"", arguments.text("on")));
    return *at;
}

/// What is known of every row by some of the logs.
Scores scores_by(const Scenario& scenario, const PingLog& log, const std::vector<std::string>& names, double within,
                 Instant on) {
    Diagnostics unsaid;
    const ClassedLog classed = classify(log, &scenario, unsaid);
    return score_entries(scenario, classed, fit_log(names, classed), within, on);
}

std::uint64_t in_contact(const Outcomes& outcomes, Ticks within) {
    return static_cast<std::uint64_t>(std::count_if(outcomes.contact.begin(), outcomes.contact.end(),
                                                    [&](Ticks contact) { return in_time(contact, within); }));
}

}  // namespace

int score_command(const Words& words) {
    const Arguments arguments(score_help(), words, 2, words.size() + 2);
    if (arguments.helped()) return kFine;
    const std::string format = arguments.choice("format", {"text", "json", "csv"}, "text");
    const PingLayout layout = log_layout(arguments);
    require_writable_result(arguments, result_names("scores"));
    std::vector<std::string> logs = arguments.words();
    const std::string path = logs.back();
    logs.pop_back();
    refuse_scenarios(logs);

    Diagnostics diagnostics;
    const auto log = load_logs(logs, layout, diagnostics);
    if (!log) {
        std::cerr << diagnostics.text(colours(STDERR_FILENO));
        return kWrongInput;
    }
    Diagnostics of_scenario;
    auto scenario = load_for_use(arguments, path, of_scenario, reach_of(*log));
    if (!scenario) return kWrongInput;
    choose_protocols(*scenario, arguments.texts("protocol"));
    const Ticks within = arguments.duration("within", scenario->horizon).value_or(scenario->horizon);
    const RunPlan plan = playing_plan(arguments, *scenario);

    const ClassedLog classed = classify(*log, &*scenario, diagnostics);
    std::cerr << diagnostics.text(colours(STDERR_FILENO));
    if (classed.classes.empty())
        throw UsageError("no test is left: none is of an entry of the scenario, or all lack what it needs");
    const Instant on = instant_asked(arguments, classed, *scenario);
    const LogFit fit = fit_log(logs, classed);
    ScoredList list{*scenario,
                    logs,
                    score_entries(*scenario, classed, fit, seconds_of(within), on),
                    logs.size() > 1,
                    plan.seed,
                    plan.replications,
                    {}};
    if (list.compared) {
        std::vector<std::string> earlier = logs;
        earlier.pop_back();
        Diagnostics unsaid;
        const auto before = load_logs(earlier, layout, unsaid);
        const Scores scores = scores_by(*scenario, before.value(), earlier, seconds_of(within), on);
        for (std::size_t row = 0; row < scores.entries.size(); ++row) {
            const EntryScore& earlier_score = scores.entries[row];
            EntryScore& now = list.scores.entries[row];
            // Off duty and on duty are not to be compared.
            if (earlier_score.rank > 0 && (earlier_score.state == now.state || now.dead))
                now.before = earlier_score.answers();
        }
    }
    const Scenario believed = as_believed(*scenario, classed, fit, seconds_of(within));
    const auto before = play(*scenario, plan);
    if (!before) return kInterrupted;
    const auto after = play(believed, plan);
    if (!after) return kInterrupted;
    for (std::size_t index = 0; index < before->size(); ++index) {
        const Outcomes& one = (*before)[index];
        list.contacts.push_back(
            {one.case_index, one.protocol, in_contact(one, within), in_contact((*after)[index], within)});
    }
    write_result(arguments, format, result_names("scores"), list, [&](std::ostream& out) { write_csv(out, list); });
    return kFine;
}

}  // namespace hotline::cli
