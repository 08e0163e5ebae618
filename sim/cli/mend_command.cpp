#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/write/cut_sets.hpp"
#include "analysis/write/frontier.hpp"
#include "analysis/write/mending.hpp"
#include "models/changes/change.hpp"
#include "sim/cli/case_options.hpp"
#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/doubts_option.hpp"
#include "sim/cli/exit_code.hpp"
#include "sim/cli/mend_doubts.hpp"
#include "sim/cli/mend_page.hpp"
#include "sim/cli/proposals.hpp"
#include "sim/cli/result_writer.hpp"
#include "sim/cli/session.hpp"
#include "sim/cli/vary_option.hpp"
#include "sim/runs/bundles.hpp"
#include "sim/runs/changes.hpp"
#include "sim/runs/cut_sets.hpp"

namespace hotline::cli {
namespace {

namespace po = boost::program_options;

constexpr double kMostBudget = 1e15;

CommandHelp mend_help() {
    CommandHelp help{"mend",
                     "SCENARIO",
                     "Shows what to mend first: plays the scenario with each of many changes, on the same luck, and "
                     "ranks them.\n"
                     "Each entry, official, channel, carrier, site, roster, step and protocol is changed by itself, "
                     "and so is\nwhat each [[change]] of the scenario sets.",
                     "  hotline mend scenarios/uk-china-2012\n"
                     "  hotline mend scenarios/uk-china-2012 -p hotline --within 1h\n"
                     "  hotline mend scenarios/uk-china-2012 --part entry --part official --all\n"
                     "  hotline mend office.toml --budget 60 --report page.html\n"
                     "  hotline mend scenarios/uk-china-2012 -p lists --cut-sets\n"
                     "  hotline mend scenarios/uk-china-2012 --vary protocol.lists.rounds=1,2,3,5 "
                     "--vary protocol.lists.round_gap=15min,1h\n",
                     {"Options"}};
    help.options.add_options()  //
        ("protocol,p", po::value<std::string>()->value_name("PROTOCOL"),
         "play this protocol for every case; default: the first one of each")  //
        ("within", po::value<std::string>()->value_name("TIME"),
         "the deadline for contact; default: the horizon")  //
        ("rank-by", po::value<std::string>()->value_name("MEASURE"),
         "mean (default): the mean time to contact; reach: how many are in contact by the deadline")  //
        ("budget", po::value<std::string>()->value_name("COST"),
         "find the bundle of changes with a cost that brings most within the budget, and what less would buy")  //
        ("cut-sets",
         "find the smallest sets of entries, people, carriers and sites whose failure leaves no way to contact")  //
        ("part", po::value<std::vector<std::string>>()->value_name("PART"),
         "change only parts of this kind: entry, official, channel, carrier, site, roster, rota, step, "
         "protocol, scenario (its own [[change]] tables); may be repeated; default: all");
    add_doubts_option(help.options,
                      "how often each change is the best in that many worlds with other values of what is in doubt; "
                      "default: 200");
    add_reading_options(help.options);
    add_vary_option(help.options,
                    "instead of changes, play these values of a key; given twice: all combinations of two keys");
    add_case_options(help.options);
    add_playing_options(help.options);
    help.options.add_options()                                            //
        ("all", "list all changes, not only the first ones that matter")  //
        ("format", po::value<std::string>()->value_name("FORMAT"),
         "text (default), json, or csv: one line per change")  //
        ("out", po::value<std::string>()->value_name("DIR"),
         "write mending.txt, mending.json and mending.csv to DIR; with --budget bundles.txt, with --vary values.txt, "
         "with --cut-sets cut-sets.txt, and so on")  //
        ("report", po::value<std::string>()->value_name("FILE"),
         "write a page to FILE with what to mend first, as bars, by the hour, and with --budget as a stair; see "
         "hotline "
         "report")  //
        ("help,h", "show this help");
    return help;
}

/// Plays all changes of --part. Prints errors; the exit code in `code`, and empty, if there are any or if
/// interrupted.
std::optional<Mending> rank(const Arguments& arguments, const Scenario& scenario, Ticks within, RankBy by,
                            int& code) {
    auto changes = changes_asked(arguments, scenario);
    code = kWrongInput;
    if (!changes) return {};
    const RunPlan plan = playing_plan(arguments, scenario);
    auto played = play_with_progress(
        "playing changes", plan, [&](const RunPlan& with) { return play_changes(scenario, *changes, within, with); });
    code = kInterrupted;
    if (!played) return {};
    code = kFine;
    Mending mending =
        mending_of(scenario, plan.seed, by, played->today, std::move(*changes), std::move(played->effects));
    mending.in_full = arguments.has("all");
    return mending;
}

/// What --budget buys: the bundles of changes that bring most for their cost.
int buy(const Arguments& arguments, Played& played, Ticks within, RankBy by, const std::string& format,
        const Words& words) {
    const Scenario& scenario = played.scenario;
    for (const char* option : {"part", "all"}) {
        if (arguments.has(option))
            throw UsageError(
                fmt::format("--{} and --budget exclude each other: a bundle has changes with a cost", option));
    }
    const Bundles bundles = bundles_of(scenario, arguments.decimal("budget", 0, kMostBudget).value());
    const auto frontier =
        play_with_progress("playing bundles", playing_plan(arguments, scenario), [&](const RunPlan& plan) {
            return play_bundles(
                scenario, bundles, [&](const Bundle& bundle) { return scenario_of(arguments, scenario, bundle); },
                within, by, plan);
        });
    if (!frontier) return kInterrupted;
    OutputFiles files;
    if (arguments.has("report")) {
        int code = kFine;
        auto mending = rank(arguments, scenario, within, by, code);
        if (!mending) return code;
        if (!write_mend_page(arguments, played, std::move(*mending), *frontier, words, files)) return kInterrupted;
    }
    write_result(
        arguments, format, result_names("bundles"), *frontier, [&](std::ostream& out) { write_csv(out, *frontier); },
        std::move(files));
    return kFine;
}

/// What must fail together, with --cut-sets.
int cut(const Arguments& arguments, const Scenario& scenario, Ticks within, const std::string& format) {
    for (const char* option : {"part", "budget", "vary", "rank-by", "doubts"}) {
        if (arguments.has(option))
            throw UsageError(fmt::format("--{} and --cut-sets exclude each other: nothing is changed", option));
    }
    if (scenario.interaction) throw UsageError("--cut-sets needs cases that do not compete: \"interaction\" is true");
    if (scenario.cases.size() > 1) {
        throw UsageError(
            fmt::format("--cut-sets is about one case, but there are {}; choose with --caller and --callee",
                        scenario.cases.size()));
    }
    if (scenario.protocols[scenario.cases.front().protocols.front()].goal->counts())
        throw UsageError("--cut-sets needs a goal that one official meets, but this one has a \"count\"");
    auto sets = play_with_progress("playing drills", playing_plan(arguments, scenario),
                                   [&](const RunPlan& plan) { return find_cut_sets(scenario, within, plan); });
    if (!sets) return kInterrupted;
    sets->in_full = arguments.has("all");
    write_result(arguments, format, result_names("cut-sets"), *sets,
                 [&](std::ostream& out) { write_csv(out, *sets); });
    return kFine;
}

}  // namespace

int mend_command(const Words& words) {
    const Arguments arguments(mend_help(), words, 1, 1);
    if (arguments.helped()) return kFine;
    const std::string format = arguments.choice("format", {"text", "json", "csv"}, "text");
    const RankBy by = arguments.choice("rank-by", {"mean", "reach"}, "mean") == "mean" ? RankBy::mean : RankBy::reach;
    require_writable_result(arguments, result_names(arguments.has("cut-sets") ? "cut-sets"
                                                    : arguments.has("doubts") ? "mending-worlds"
                                                    : arguments.has("vary")   ? "values"
                                                    : arguments.has("budget") ? "bundles"
                                                                              : "mending"));
    if (arguments.has("report")) {
        for (const char* option : {"cut-sets", "doubts", "vary"}) {
            if (arguments.has(option))
                throw UsageError(
                    fmt::format("--report and --{} exclude each other: the page is about changes", option));
        }
        require_writable_file(arguments.text("report"));
    }
    Diagnostics diagnostics;
    auto loaded = load_for_use(arguments, arguments.words().front(), diagnostics);
    if (!loaded) return kWrongInput;
    Played all{
        std::move(*loaded), std::move(diagnostics), {}, {}, {}, reader_for(arguments, arguments.words().front())};
    const Scenario& scenario = all.scenario;
    choose_played(arguments, all.scenario);
    all.label = label_of(scenario);
    all.plan = playing_plan(arguments, scenario);
    const Ticks within = arguments.duration("within", scenario.horizon).value_or(scenario.horizon);
    if (arguments.has("cut-sets")) return cut(arguments, scenario, within, format);
    if (const auto worlds = worlds_asked(arguments, {"vary", "budget", "all"}))
        return mend_with_doubts(arguments, scenario, *worlds, within, by, format);
    if (arguments.has("vary")) return mend_with_values(arguments, scenario, within, by, format);
    if (arguments.has("budget")) return buy(arguments, all, within, by, format, words);
    int code = kFine;
    const auto mending = rank(arguments, scenario, within, by, code);
    if (!mending) return code;
    OutputFiles files;
    if (arguments.has("report") && !write_mend_page(arguments, all, *mending, {}, words, files)) return kInterrupted;
    write_result(
        arguments, format, result_names("mending"), *mending, [&](std::ostream& out) { write_csv(out, *mending); },
        std::move(files));
    return kFine;
}

}  // namespace hotline::cli
