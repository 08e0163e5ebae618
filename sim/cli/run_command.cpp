#include <fmt/ostream.h>

#include <iostream>

#include "analysis/pictures/text_plot.hpp"
#include "analysis/write/cells.hpp"
#include "analysis/write/figures.hpp"
#include "analysis/write/pairs.hpp"
#include "analysis/write/resources.hpp"
#include "analysis/write/results.hpp"
#include "sim/cli/by_option.hpp"
#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/doubts_option.hpp"
#include "sim/cli/even_starts_option.hpp"
#include "sim/cli/exit_code.hpp"
#include "sim/cli/plot_option.hpp"
#include "sim/cli/result_writer.hpp"
#include "sim/cli/session.hpp"
#include "sim/cli/vary_option.hpp"
#include "sim/runs/missing_drills.hpp"
#include "sim/runs/worst_month.hpp"

namespace hotline::cli {
namespace {

namespace po = boost::program_options;

CommandHelp run_help() {
    CommandHelp help{
        "run",
        "SCENARIO",
        "Plays the drills of a scenario and shows how long contact takes, how often nobody is reached, and how\n"
        "attempts end. The result does not depend on the number of jobs or on the world.",
        "  hotline run scenarios/uk-china-2012\n"
        "  hotline run scenarios/uk-china-2012 -p hotline -n 50000 --format json\n"
        "  hotline run scenarios/uk-china-2012 --precision 0.005 --out results\n"
        "  hotline run scenarios/uk-china-2012 --by hour-of-week --within 30min\n"
        "  hotline run scenarios/uk-china-2012 -p lists --vary protocol.lists.rounds=1,2,3,5\n"
        "  hotline run scenarios/un-directory/pairs.toml --by pair --within 2h\n"
        "  hotline run scenarios/budapest-2012 --by resource\n",
        {"Options"}};
    add_playing_options(help.options);
    help.options.add_options()  //
        ("protocol,p", po::value<std::vector<std::string>>()->value_name("PROTOCOL"),
         "play this protocol for every case, instead of the scenario's; may be repeated")  //
        ("precision", po::value<std::string>()->value_name("W"),
         "instead of -n: play until every probability of contact is known to ± W (0.0005 to 0.5)")  //
        (kEvenStarts,
         "spread the starts evenly over the hours of the week: intervals are narrower where the hour matters")  //
        ("detail", "in the text: also when milestones were reached, how attempts ended, and who made contact")  //
        ("by", po::value<std::string>()->value_name("CELLS"),
         "show the result by cell, and the worst cell: hour-of-week, month (by the callee's clocks), caller, callee, "
         "pair, resource (how busy desks, lines, callers and carriers were)")  //
        ("within", po::value<std::string>()->value_name("TIME"),
         "with --by or --vary: the deadline for contact; default: the horizon")  //
        ("format", po::value<std::string>()->value_name("FORMAT"),
         "text (default), json, or csv: one line per drill or cell")  //
        ("out", po::value<std::string>()->value_name("DIR"),
         "write result.txt, result.json and drills.csv to DIR; with --by: by.txt, by.json and by.csv; with --doubts: "
         "worlds.txt, worlds.json and worlds.csv; with --vary: values.txt, values.json and values.csv");
    add_plot_options(help.options);
    add_doubts_option(help.options);
    add_reading_options(help.options);
    add_vary_option(
        help.options,
        "instead, show these values of a key, against the scenario as it is; given twice: all combinations of two "
        "keys, as grids");
    help.options.add_options()("help,h", "show this help");
    return help;
}

/// Draws the curves of every case, unless there are too many cases, and of every quorum.
void draw(const Scenario& scenario, const std::vector<Outcomes>& outcomes, std::size_t columns) {
    const std::vector<QuorumDrills> quorums = quorum_drills(scenario, outcomes);
    for (const Group& group : groups_of(quorums)) {
        fmt::print(std::cout, "\n{}\n", scenario.quorums[group.of].title);
        plot_reach(std::cout, curve_chart(scenario, quorums, group, {}), columns);
    }
    if (outcomes.size() > kMostInFull) return;
    for (const Group& group : groups_of(outcomes)) {
        fmt::print(std::cout, "\n{}\n", case_text(scenario, group.of));
        plot_reach(std::cout, curve_chart(scenario, outcomes, group, {}), columns);
    }
}

}  // namespace

int run_command(const Words& words) {
    const Arguments arguments(run_help(), words, 1, 1);
    if (arguments.helped()) return kFine;
    const std::string format = arguments.choice("format", {"text", "json", "csv"}, "text");
    const auto precision = arguments.decimal("precision", kLeastPrecision, 0.5);
    if (precision && arguments.has("replications"))
        throw UsageError("--precision and --replications exclude each other");
    if (precision && arguments.has("by")) throw UsageError("--precision and --by exclude each other");
    const auto worlds = worlds_asked(arguments, {"precision", "by", "plot", "detail", kEvenStarts});
    for (const char* option : {"precision", "by"}) {
        if (arguments.has(kEvenStarts) && arguments.has(option))
            throw UsageError(fmt::format("--{} and --{} exclude each other", option, kEvenStarts));
    }
    if (arguments.has("detail") && arguments.has("by")) throw UsageError("--detail and --by exclude each other");
    if (arguments.has("within") && !arguments.has("by") && !arguments.has("vary"))
        throw UsageError("--within needs --by or --vary");
    const ResultNames names{"result.txt", "result.json", "drills.csv"};
    require_writable_result(arguments, worlds                  ? result_names("worlds")
                                       : arguments.has("vary") ? result_names("values")
                                       : arguments.has("by")   ? result_names("by")
                                                               : names);

    if (arguments.has("vary")) return run_with_values(arguments, format);
    if (worlds) return run_with_doubts(arguments, *worlds, format);
    auto scenario = load_for_use(arguments);
    if (!scenario) return kWrongInput;
    choose_protocols(*scenario, arguments.texts("protocol"));
    RunPlan plan = playing_plan(arguments, *scenario);
    plan.precision = precision;
    const auto even = even_starts(arguments, *scenario);
    if (even) {
        require_whole_blocks(plan);
        plan.even_starts = &*even;
    }
    std::optional<ByOption> by;
    if (arguments.has("by")) by.emplace(arguments, *scenario).prepare(plan, arguments.has("replications"));

    const auto plot = plot_width(arguments, format == "text" && !arguments.has("out") && !by);
    const auto write = [&](const std::vector<Outcomes>& outcomes, const std::vector<MissingDrill>& missing) {
        const std::uint64_t drills = outcomes.front().size();
        const bool means = even || arguments.has("detail") || arguments.has("out") || format == "json";
        RunSummary summary = summarise(*scenario, plan.seed, plan.precision, outcomes, missing,
                                       even ? std::optional(EvenStarts::places(plan.seed, drills)) : std::nullopt,
                                       {means ? MeanIntervals::all : MeanIntervals::none, plan.jobs});
        summary.detail = arguments.has("detail");
        write_result(arguments, format, names, summary,
                     [&](std::ostream& out) { write_csv(out, *scenario, outcomes, missing); });
    };
    std::optional<std::vector<Outcomes>> outcomes;
    try {
        outcomes = play(*scenario, plan);
    } catch (const MissingDrills& missing) {
        // With --precision there is no number of drills of which these would be missing.
        const bool some_kept = !missing.kept.empty() && missing.missing().size() < missing.kept.front().size();
        if (!by && some_kept) write(missing.kept, missing.missing());
        throw;
    }
    if (!outcomes) return kInterrupted;
    if (by && by->resources()) {
        const UsageRun usage{*scenario, plan.seed, plan.replications, summarise_usage(*scenario, *outcomes)};
        write_result(arguments, format, result_names("by"), usage, [&](std::ostream& out) { write_csv(out, usage); });
    } else if (by && by->by() == By::pair) {
        const PairsRun pairs = summarise_pairs(*scenario, by->within(), plan.seed, *outcomes, plan.jobs);
        write_result(arguments, format, result_names("by"), pairs, [&](std::ostream& out) { write_csv(out, pairs); });
    } else if (by) {
        CellsRun cells = by->summarise(plan, *outcomes);
        // Many cases are not shown one by one.
        if (by->by() == By::month && outcomes->size() <= kMostInFull) {
            const auto explained = play_with_progress("playing causes", plan, [&](const RunPlan& again) {
                return explain_worst_months(cells, *outcomes, again);
            });
            if (!explained) return kInterrupted;
        }
        write_result(arguments, format, result_names("by"), cells, [&](std::ostream& out) { write_csv(out, cells); });
    } else {
        write(*outcomes, {});
        if (plot) draw(*scenario, *outcomes, *plot);
    }
    return kFine;
}

}  // namespace hotline::cli
