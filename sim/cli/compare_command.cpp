#include <fmt/format.h>

#include <memory>
#include <utility>

#include "analysis/pictures/text_plot.hpp"
#include "analysis/write/figures.hpp"
#include "analysis/write/results.hpp"
#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/contenders.hpp"
#include "sim/cli/doubts_option.hpp"
#include "sim/cli/exit_code.hpp"
#include "sim/cli/page_maker.hpp"
#include "sim/cli/plot_option.hpp"
#include "sim/cli/result_writer.hpp"
#include "sim/cli/session.hpp"
#include "sim/cli/vary_option.hpp"
#include "sim/runs/flips.hpp"

namespace hotline::cli {
namespace {

namespace po = boost::program_options;

CommandHelp compare_help() {
    CommandHelp help{"compare",
                     "SCENARIO…",
                     "Compares the protocols of one scenario, or of several scenarios, with common random numbers: "
                     "which is better,\n"
                     "by how much, and how certain that is.",
                     "  hotline compare scenarios/uk-china-2012 -p lists -p hotline --flips\n"
                     "  hotline compare scenarios/uk-china-2012 --within 15min,2h --format json\n"
                     "  hotline compare before/scenario.toml after/scenario.toml -p lists\n",
                     {"Options"}};
    help.options.add_options()  //
        ("protocol,p", po::value<std::vector<std::string>>()->value_name("PROTOCOL"),
         "compare this protocol; may be repeated; default: the protocols of the cases")  //
        ("against", po::value<std::string>()->value_name("NAME"),
         "compare all others with NAME only; default: every pair")  //
        ("within", po::value<std::string>()->value_name("LIST"),
         "deadlines; default: 15min,30min,1h,4h; the horizon is always added")                  //
        ("detail", "in the text: also p-values, who is sooner, and which curve is ahead when")  //
        ("flips", "list the drills in which only one of two makes contact, for replay, and how the other one ended");
    add_playing_options(help.options);
    add_plot_options(help.options);
    help.options.add_options()  //
        ("format", po::value<std::string>()->value_name("FORMAT"),
         "text (default), json, or csv: one line per difference")  //
        ("out", po::value<std::string>()->value_name("DIR"),
         "write comparison.txt, comparison.json and comparison.csv to DIR; with --doubts: worlds.txt, worlds.json "
         "and "
         "worlds.csv")  //
        ("report", po::value<std::string>()->value_name("FILE"),
         "write a page with the comparison to FILE; see hotline report");
    add_doubts_option(help.options);
    add_reading_options(help.options);
    add_vary_option(
        help.options,
        "compare the scenario with each of these values of a key; given twice: with all combinations of two keys");
    help.options.add_options()("help,h", "show this help");
    return help;
}

/// Requires that all drills have been played: a process that has made a world may not be able to fork workers.
void add_flips(Comparison& comparison, const Contenders& contenders, const std::vector<Played>& all) {
    std::vector<std::unique_ptr<DrillPlayer>> players;
    players.reserve(all.size());
    for (const Played& played : all) {
        players.push_back(std::make_unique<DrillPlayer>(played.scenario, played.plan.seed, played.plan.make_world));
    }
    for (const std::vector<Contender>& of_case : contenders.cases()) {
        auto& flips = comparison.flips.emplace_back();
        for (const auto& [first, second] : comparison.plan.pairs) {
            flips.push_back(find_flips(*of_case[first].outcomes, *players[contenders.origin(first)],
                                       *of_case[second].outcomes, *players[contenders.origin(second)],
                                       comparison.flips_within));
        }
    }
}

/// Draws the curves of every case, unless there are too many cases.
void draw(const Comparison& comparison, const Contenders& contenders, std::size_t columns) {
    if (comparison.cases.size() > kMostInFull) return;
    for (std::size_t index = 0; index < comparison.cases.size(); ++index) {
        CurveChart chart{{}, comparison.plan.horizon(), {}, {}};
        chart.series.reserve(contenders.names().size());
        for (const Contender& contender : contenders.cases()[index])
            chart.series.push_back({contender.name, ReachCurve(contender.outcomes->contact, chart.horizon)});
        fmt::print(std::cout, "\n{}\n", case_text(comparison.scenario, comparison.cases[index].case_index));
        plot_reach(std::cout, chart, columns);
    }
}

}  // namespace

int compare_command(const Words& words) {
    const Arguments arguments(compare_help(), words, 1, words.size() + 1);
    if (arguments.helped()) return kFine;
    const std::string format = arguments.choice("format", {"text", "json", "csv"}, "text");
    const auto plot = plot_width(arguments, format == "text" && !arguments.has("out"));
    const auto worlds = worlds_asked(arguments, {"flips", "plot", "report", "detail"});
    require_writable_result(arguments, result_names(worlds ? "worlds" : "comparison"));
    if (worlds) return compare_with_doubts(arguments, *worlds, format);
    if (arguments.has("report")) require_writable_file(arguments.text("report"));
    auto all = load_all(arguments);
    if (!all) return kWrongInput;
    const Deadlines within = deadlines(arguments, *all);
    if (!play_all(arguments, *all)) return kInterrupted;

    const Contenders contenders(*all);
    const auto against = arguments.has("against") ? std::optional(arguments.text("against")) : std::nullopt;
    Comparison comparison = compare_all(*all, contenders, within, pairs_of(contenders.names(), against));
    comparison.detail = arguments.has("detail");
    const bool report = arguments.has("report");
    PageMaker page(within.all);
    std::vector<PageDrills> drills(all->size());
    if (report) {
        for (std::size_t index = 0; index < all->size(); ++index) {
            if (!play_by_hour((*all)[index], within.all, drills[index])) return kInterrupted;
        }
        page.add(comparison);
    }
    if (arguments.has("flips")) add_flips(comparison, contenders, *all);
    OutputFiles files;
    if (report) {
        for (std::size_t index = 0; index < all->size(); ++index) {
            look_at_drills((*all)[index], drills[index]);
            page.add((*all)[index], std::move(drills[index]));
        }
        page.write(files, arguments.text("report"), "compare", words);
    }
    write_result(
        arguments, format, result_names("comparison"), comparison,
        [&](std::ostream& out) { write_csv(out, comparison); }, std::move(files));
    if (plot) draw(comparison, contenders, *plot);
    return kFine;
}

}  // namespace hotline::cli
