#include "sim/cli/doubts_option.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <future>
#include <iostream>
#include <utility>

#include "analysis/write/worlds.hpp"
#include "models/scenario/horizon.hpp"
#include "sim/cli/console.hpp"
#include "sim/cli/exit_code.hpp"
#include "sim/cli/progress.hpp"
#include "sim/cli/result_writer.hpp"
#include "sim/cli/session.hpp"
#include "sim/draws/worlds_luck.hpp"

namespace hotline::cli {
namespace {

namespace po = boost::program_options;

constexpr const char* kUsualWorlds = "200";

Scenario load_world(const Worlds& worlds, const Arguments& arguments, const std::vector<double>& quantiles) {
    try {
        Scenario scenario = worlds.world(quantiles);
        choose_protocols(scenario, arguments.texts("protocol"));
        return scenario;
    } catch (const WrongWorld& wrong) {
        throw UsageError(wrong.what());
    }
}

}  // namespace

void add_doubts_option(po::options_description& options) {
    options.add_options()("doubts", po::value<std::string>()->value_name("[WORLDS]")->implicit_value(kUsualWorlds),
                          "play the values in doubt, in that many worlds; default: 200");
}

std::optional<std::size_t> worlds_asked(const Arguments& arguments) {
    const auto worlds = arguments.number("doubts", kFewestWorlds, kMostWorlds);
    if (!worlds) return {};
    return static_cast<std::size_t>(*worlds);
}

std::optional<Worlds> worlds_for_use(const Arguments& arguments, const std::string& path, Diagnostics& diagnostics) {
    auto worlds = Worlds::read(path, diagnostics, read_file, arguments.texts("set"));
    if (!worlds) {
        std::cerr << diagnostics.text(colours(STDERR_FILENO));
        return {};
    }
    if (worlds->doubts().empty())
        throw UsageError(
            "--doubts needs a value in doubt, such as answer = { best = 0.45, from = 0.2, to = 0.7 }, but the "
            "scenario has none");
    return worlds;
}

std::vector<SourceKind> kinds_of_sources(const Doubts& doubts) {
    std::vector<SourceKind> kinds(doubts.sources().size());
    std::vector<bool> smooth(kinds.size(), false);
    std::vector<std::vector<double>> ends(kinds.size());
    for (const Doubt& doubt : doubts.all()) {
        if (!doubt.has_alternatives()) smooth[doubt.source] = true;
        double end = 0;
        for (const double weight : doubt.weights) ends[doubt.source].push_back(end += weight);
    }
    for (std::size_t source = 0; source < kinds.size(); ++source) {
        if (smooth[source]) continue;
        std::vector<double>& of = ends[source];
        std::sort(of.begin(), of.end());
        double before = 0;
        for (const double end : of) {
            if (end - before > 1e-9) kinds[source].shares.push_back(end - before);
            before = std::max(before, end);
        }
    }
    return kinds;
}

void describe_doubts(const Doubts& doubts, WorldsRun& run) {
    for (const Doubt& doubt : doubts.all()) {
        DoubtLine line{doubt.path, {}, {}, {}, doubt.source};
        if (doubt.has_alternatives()) {
            line.best = fmt::format("alternative {}", doubt.preferred + 1);
        } else {
            line.best = value_written(doubt, doubt.best);
            line.from = value_written(doubt, doubt.from);
            line.to = value_written(doubt, doubt.to);
        }
        run.doubts.push_back(std::move(line));
    }
    run.sources = doubts.sources();
    for (const std::vector<double>& of_world : run.quantiles) {
        std::vector<std::string>& values = run.values.emplace_back();
        for (const Doubt& doubt : doubts.all()) {
            const double u = of_world[doubt.source];
            values.push_back(doubt.has_alternatives() ? value_text(doubt, u)
                                                      : value_written(doubt, value_at(doubt, u)));
        }
    }
}

// The next world is loaded while this one is played.
bool play_worlds(const Worlds& worlds, const Arguments& arguments, const RunPlan& plan,
                 const std::vector<std::vector<double>>& quantiles,
                 const std::function<void(const Scenario&, const std::vector<Outcomes>&)>& played) {
    note_interrupts();
    Progress progress("playing worlds");
    RunPlan of_world = plan;
    const auto load = [&](std::size_t world) {
        return std::async(std::launch::async, [&, world] { return load_world(worlds, arguments, quantiles[world]); });
    };
    std::future<Scenario> next = load(0);
    for (std::size_t world = 0; world < quantiles.size(); ++world) {
        const Scenario scenario = next.get();
        // Processes are forked without threads beside them.
        if (world + 1 < quantiles.size() && !plan.one_world_a_process) next = load(world + 1);
        of_world.progress = [&](double share) {
            progress.show((static_cast<double>(world) + share) / static_cast<double>(quantiles.size()));
        };
        const auto outcomes = run(scenario, of_world);
        if (!outcomes) {
            say("hotline: interrupted, nothing was written\n");
            return false;
        }
        played(scenario, *outcomes);
        if (world + 1 < quantiles.size() && plan.one_world_a_process) next = load(world + 1);
    }
    end_on_interrupts();
    return true;
}

int run_with_doubts(const Arguments& arguments, std::size_t worlds_to_play, const std::string& format) {
    Diagnostics diagnostics;
    const auto worlds = worlds_for_use(arguments, arguments.words().front(), diagnostics);
    if (!worlds) return kWrongInput;
    auto best = worlds->best(diagnostics);
    std::cerr << diagnostics.text(colours(STDERR_FILENO));
    if (!best) return kWrongInput;
    choose_protocols(*best, arguments.texts("protocol"));
    const RunPlan plan = playing_plan(arguments, *best);
    if (plan.replications < 2) throw UsageError("--doubts needs at least 2 drills of each world, but -n is 1");
    const auto of_best = play(*best, plan);
    if (!of_best) return kInterrupted;

    WorldsRun run{*best, plan.seed, plan.replications, usual_deadlines(best->horizon), {}, {}, {}, {}, {}};
    run.quantiles = world_quantiles(plan.seed, worlds->doubts().sources(), worlds_to_play);
    describe_doubts(worlds->doubts(), run);
    WorldsCollector collector(*best, run.deadlines, *of_best);
    if (collector.size() > kMostRowsOfWorlds)
        throw UsageError(
            fmt::format("--doubts plays at most {} cases, protocols and quorums, but the scenario has {}; choose "
                        "protocols with -p",
                        kMostRowsOfWorlds, collector.size()));
    if (!play_worlds(*worlds, arguments, plan, run.quantiles,
                     [&](const Scenario& scenario, const std::vector<Outcomes>& outcomes) {
                         collector.add(scenario, outcomes);
                     }))
        return kInterrupted;
    run.rows = collector.rows(run.quantiles, kinds_of_sources(worlds->doubts()));
    write_result(arguments, format, {"worlds.txt", "worlds.json", "worlds.csv"}, run,
                 [&](std::ostream& out) { write_csv(out, run); });
    return kFine;
}

}  // namespace hotline::cli
