// `run --doubts`: the doubts of a mean time, drawn for each world. The truth is that of one more world, with
// infinitely many drills; for the simulation, that of the very worlds that were played.

#include <fmt/format.h>

#include <cmath>
#include <random>

#include "analysis/estimates/worlds_summary.hpp"
#include "analysis/write/worlds.hpp"
#include "models/scenario/horizon.hpp"
#include "tests/audit/audit.hpp"
#include "tests/audit/laws.hpp"
#include "tests/audit/printed.hpp"
#include "tests/support/coverage.hpp"
#include "tests/support/waiting_law.hpp"

namespace hotline::audit {
namespace {

constexpr std::size_t kWorldsPlayed = 100;

/// Contact comes after an exponential time, whose mean is one hour times e to `spread` · ln(u / (1 − u)).
struct Doubted {
    double spread;
    std::size_t drills;
    bool common;  // whether the worlds share their luck, as in the program; if not, the noise is the largest
};

double mean_time(double u, double spread) {
    return 3600 * std::exp(spread * std::log(u / (1 - u)));
}
double reach(double mean, Ticks within) {
    return -std::expm1(-seconds_of(within) / mean);
}
/// In seconds.
double restricted_mean(double mean, Ticks horizon) {
    return mean * reach(mean, horizon);
}

void count_worlds(const Scenario& scenario, const Doubted& doubted, std::mt19937_64& random, Table& table) {
    std::vector<double> luck;
    const auto draw_luck = [&] {
        luck.clear();
        for (std::size_t drill = 0; drill < doubted.drills; ++drill) luck.push_back(-std::log(open_uniform(random)));
    };
    const auto play_world = [&](double mean) {
        if (!doubted.common) draw_luck();
        std::vector<Ticks> contact;
        for (const double of_drill : luck) {
            const Ticks time = ticks_of_seconds(mean * of_drill);
            contact.push_back(time <= scenario.horizon ? time : kNever);
        }
        return std::vector<Outcomes>{outcomes_of(scenario, 0, contact)};
    };
    draw_luck();
    WorldsRun run{scenario, 1, doubted.drills, usual_deadlines(scenario.horizon), {}, {"time"}, {}, {}, {}};
    WorldsCollector collector(scenario, run.deadlines, play_world(3600));
    std::vector<double> means;
    for (std::size_t world = 0; world < kWorldsPlayed; ++world) {
        const double u = open_uniform(random);
        run.quantiles.push_back({u});
        means.push_back(mean_time(u, doubted.spread));
        collector.add(scenario, play_world(means.back()));
    }
    run.rows = collector.rows(run.quantiles, {SourceKind{}});
    const Json told = json_of(run)["cases"][0];

    const double truth = mean_time(open_uniform(random), doubted.spread);
    const std::string family = fmt::format("spread {}, {} drills, {} luck", doubted.spread, doubted.drills,
                                           doubted.common ? "common" : "own");
    const auto average = [&](const auto& measure) {
        double sum = 0;
        for (const double mean : means) sum += measure(mean) / kWorldsPlayed;
        return sum;
    };
    for (const Json& figure : told["contact"]) {
        const Ticks within = ticks_of_seconds(figure["within"].get<double>());
        table.interval("run --doubts: contact, best values", family, interval_of(figure["best_interval"]),
                       reach(3600, within));
        table.event("run --doubts: contact, simulation", family,
                    !holds(interval_of(figure["simulation_interval"]),
                           average([&](double mean) { return reach(mean, within); })));
        table.event("run --doubts: contact, worlds", family,
                    !holds(interval_of(figure["worlds_interval"]), reach(truth, within)));
    }
    const Json& mean = told["mean_within_horizon"];
    table.event("run --doubts: mean time, simulation", family,
                !holds(interval_of(mean["simulation_interval"]),
                       average([&](double of_world) { return restricted_mean(of_world, scenario.horizon); })));
    table.event("run --doubts: mean time, worlds", family,
                !holds(interval_of(mean["worlds_interval"]), restricted_mean(truth, scenario.horizon)));
    table.interval("run --doubts: mean time, best values", family, interval_of(mean["best_interval"]),
                   restricted_mean(3600, scenario.horizon));
    for (const Json& time : told["times"]) {
        const double at = -std::log1p(-time["share"].get<double>()) * truth;
        const Interval band = ends(time["low"].is_null() ? Json(seconds_of(kDay)) : time["low"], time["high"]);
        table.event("run --doubts: times, worlds", family,
                    at <= seconds_of(kDay) ? !holds(band, at) : std::isfinite(band.high));
    }
}

}  // namespace

Table of_worlds(std::uint64_t experiments) {
    const Scenario scenario = audited_scenario(1);
    const std::vector<Doubted> families{{0.3, 1000, true}, {0.3, 100, true}, {0.3, 100, false},
                                        {1, 100, true},    {0.1, 100, true}, {0.1, 100, false}};
    return audit(families, experiments, [&](const Doubted& doubted, std::mt19937_64& random, Table& table) {
        count_worlds(scenario, doubted, random, table);
    });
}

}  // namespace hotline::audit
