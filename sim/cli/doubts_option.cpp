#include "sim/cli/doubts_option.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <iterator>
#include <utility>

#include "analysis/pictures/curve.hpp"
#include "analysis/write/worlds.hpp"
#include "models/scenario/horizon.hpp"
#include "sim/cli/exit_code.hpp"
#include "sim/cli/result_writer.hpp"
#include "sim/cli/session.hpp"
#include "sim/cli/worlds_player.hpp"

namespace hotline::cli {
namespace {

namespace po = boost::program_options;

void require_few_rows(std::size_t rows, const char* what) {
    if (rows <= kMostRowsOfWorlds) return;
    throw UsageError(fmt::format("--doubts plays at most {} {}, but there are {}; choose protocols with -p",
                                 kMostRowsOfWorlds, what, rows));
}

void require_drills(const Played& played) {
    if (played.plan.replications < 2) throw UsageError("--doubts needs at least 2 drills of each world, but -n is 1");
}

}  // namespace

void add_doubts_option(po::options_description& options, const char* help) {
    options.add_options()(
        "doubts", po::value<std::string>()->value_name("[WORLDS]")->implicit_value(std::to_string(kUsualWorlds)),
        help);
}

std::optional<std::size_t> worlds_asked(const Arguments& arguments, const std::vector<const char*>& excluded) {
    const auto worlds = arguments.number("doubts", kFewestWorlds, kMostWorlds);
    if (!worlds) return {};
    for (const char* option : excluded) {
        if (arguments.has(option)) throw UsageError(fmt::format("--doubts and --{} exclude each other", option));
    }
    return static_cast<std::size_t>(*worlds);
}

namespace {

constexpr std::size_t kTimesOfCurve = 60;

/// Times for the bands of curves: evenly on a logarithmic axis, and the deadlines.
std::vector<Ticks> times_of_curve(const Played& played, const std::vector<Ticks>& deadlines) {
    const Ticks horizon = played.scenario.horizon;
    Ticks earliest = horizon;
    for (const Outcomes& outcomes : played.outcomes)
        earliest = std::min(earliest, ReachCurve(outcomes.contact, horizon).earliest());
    std::vector<Ticks> times = log_grid(log_begin(earliest, horizon), horizon, kTimesOfCurve);
    times.insert(times.end(), deadlines.begin(), deadlines.end());
    times.push_back(horizon);
    std::sort(times.begin(), times.end());
    times.erase(std::unique(times.begin(), times.end()), times.end());
    return times;
}

}  // namespace

std::optional<std::vector<std::optional<WorldsRun>>> play_for_page(const Arguments& arguments, std::size_t worlds,
                                                                   const std::vector<Ticks>& deadlines,
                                                                   const std::vector<Played>& all) {
    const std::vector<WorldsOf> of = worlds_of(all, arguments, worlds);
    std::vector<std::optional<WorldsRun>> runs(all.size());
    std::vector<std::optional<WorldsCollector>> collectors(all.size());
    for (std::size_t index = 0; index < all.size(); ++index) {
        const Played& played = all[index];
        require_drills(played);
        if (of[index].worlds.doubts().empty()) continue;
        const AllDoubts doubts = doubts_of({of[index]});
        std::vector<Ticks> within;
        std::copy_if(deadlines.begin(), deadlines.end(), std::back_inserter(within),
                     [&](Ticks deadline) { return deadline < played.scenario.horizon; });
        within.push_back(played.scenario.horizon);
        collectors[index].emplace(played.scenario, within, played.outcomes, times_of_curve(played, within));
        require_few_rows(collectors[index]->size(), "cases, protocols and quorums");
        runs[index].emplace(WorldsRun{played.scenario,
                                      played.plan.seed,
                                      played.plan.replications,
                                      within,
                                      doubts.lines,
                                      doubts.sources,
                                      doubts.quantiles,
                                      values_of(of[index]),
                                      {}});
    }
    const auto add = [&](const std::vector<Played>& world) {
        for (std::size_t index = 0; index < all.size(); ++index) {
            if (collectors[index]) collectors[index]->add(world[index].scenario, world[index].outcomes);
        }
    };
    if (!play_worlds(of, all, arguments, add)) return {};
    for (std::size_t index = 0; index < all.size(); ++index) {
        if (runs[index])
            runs[index]->rows = collectors[index]->rows(runs[index]->quantiles, doubts_of({of[index]}).kinds);
    }
    return runs;
}

int run_with_doubts(const Arguments& arguments, std::size_t worlds, const std::string& format) {
    auto scenario = load_for_use(arguments);
    if (!scenario) return kWrongInput;
    choose_protocols(*scenario, arguments.texts("protocol"));
    const RunPlan plan = playing_plan(arguments, *scenario);
    std::vector<Played> best;
    best.push_back({std::move(*scenario), {}, {}, plan, {}});
    Played& played = best.front();
    const std::vector<WorldsOf> all = worlds_of(best, arguments, worlds);
    require_drills(played);
    auto outcomes = play(played.scenario, plan);
    if (!outcomes) return kInterrupted;
    played.outcomes = std::move(*outcomes);

    const AllDoubts doubts = doubts_of(all);
    const std::vector<Ticks> deadlines = usual_deadlines(played.scenario.horizon);
    WorldsCollector collector(played.scenario, deadlines, played.outcomes);
    require_few_rows(collector.size(), "cases, protocols and quorums");
    if (!play_worlds(all, best, arguments, [&](const std::vector<Played>& world) {
            collector.add(world.front().scenario, world.front().outcomes);
        }))
        return kInterrupted;
    const WorldsRun run{played.scenario,
                        plan.seed,
                        plan.replications,
                        deadlines,
                        doubts.lines,
                        doubts.sources,
                        doubts.quantiles,
                        values_of(all.front()),
                        collector.rows(doubts.quantiles, doubts.kinds)};
    write_result(arguments, format, result_names("worlds"), run, [&](std::ostream& out) { write_csv(out, run); });
    return kFine;
}

int compare_with_doubts(const Arguments& arguments, std::size_t worlds, const std::string& format) {
    auto best = load_all(arguments);
    if (!best) return kWrongInput;
    const Deadlines within = deadlines(arguments, *best);
    plan_all(arguments, *best);
    const std::vector<WorldsOf> all = worlds_of(*best, arguments, worlds);
    require_drills(best->front());
    if (!play_all(arguments, *best)) return kInterrupted;

    const Contenders contenders(*best);
    const auto against = arguments.has("against") ? std::optional(arguments.text("against")) : std::nullopt;
    const ComparisonPlan plan{within.all, pairs_of(contenders.names(), against)};
    require_few_rows(contenders.cases().size() * plan.pairs.size(), "pairs of contenders of a case");
    ComparisonCollector collector(plan, contenders.cases());
    if (!play_worlds(all, *best, arguments,
                     [&](const std::vector<Played>& world) { collector.add(Contenders(world).cases()); }))
        return kInterrupted;
    std::vector<const Scenario*> scenarios;
    for (const Played& played : *best) scenarios.push_back(&played.scenario);
    const Played& first = best->front();
    const AllDoubts doubts = doubts_of(all);
    const WorldsComparison comparison{first.scenario,
                                      first.plan.seed,
                                      first.plan.replications,
                                      worlds,
                                      plan,
                                      common_luck(scenarios),
                                      doubts.lines,
                                      doubts.sources,
                                      contenders.names(),
                                      collector.cases(doubts.quantiles, doubts.kinds)};
    write_result(arguments, format, result_names("worlds"), comparison,
                 [&](std::ostream& out) { write_csv(out, comparison); });
    return kFine;
}

}  // namespace hotline::cli
