// Drills of uk-china-2012 against a bare loop that draws the same blocks of numbers and the same durations, and does
// nothing else. The ratio of the two is the cost of the simulation itself.

#include <benchmark/benchmark.h>

#include "sim/escalation/isolated_world.hpp"
#include "sim/reading/ending.hpp"
#include "tests/bench/draws_of_drills.hpp"
#include "tests/support/shipped_scenarios.hpp"

namespace hotline {
namespace {

constexpr std::uint64_t kDrills = 1000;

const Scenario& scenario() {
    static const Scenario loaded = load_shipped(HOTLINE_SOURCE_DIR "/scenarios/uk-china-2012");
    return loaded;
}

class Player {
public:
    Player() : timetable_(scenario()), plans_(scenario()), facts_(scenario(), timetable_, scenario().seed) {}

    /// Plays replications 0 … kDrills - 1 of both protocols.
    std::size_t play() {
        std::size_t reached = 0;
        for (std::uint64_t replication = 0; replication < kDrills; ++replication) {
            facts_.begin(replication);
            for (const Index protocol : scenario().cases[0].protocols) {
                drill_.begin(0, protocol);
                world_.play();
                ending_.read(drill_);
                reached += outcome_of(drill_, ending_).contact != kNever;
            }
        }
        return reached;
    }

private:
    Timetable timetable_;
    Plans plans_;
    Facts facts_;
    Drill drill_{scenario(), plans_, facts_};
    IsolatedWorld world_{drill_};
    Ending ending_;
};

void isolated_drills(benchmark::State& state) {
    Player player;
    for (auto _ : state) benchmark::DoNotOptimize(player.play());
    state.SetItemsProcessed(static_cast<std::int64_t>(static_cast<std::uint64_t>(state.iterations()) * kDrills *
                                                      scenario().cases[0].protocols.size()));
}
BENCHMARK(isolated_drills)->Unit(benchmark::kMillisecond);

void bare_draws(benchmark::State& state) {
    bench::Draws draws;
    Player player;
    bench::recorder = &draws;
    player.play();
    bench::recorder = nullptr;
    for (auto _ : state) {
        for (const bench::DrawnBlock& block : draws.blocks) {
            benchmark::DoNotOptimize(
                Luck(block.seed, block.replication).block(block.purpose, block.subject, block.scope, block.index));
        }
        std::int64_t sum = 0;
        for (const bench::DrawnDuration& duration : draws.durations) sum += duration.law->ticks(duration.u).count();
        benchmark::DoNotOptimize(sum);
    }
    const auto drills = static_cast<double>(kDrills * scenario().cases[0].protocols.size());
    state.SetItemsProcessed(static_cast<std::int64_t>(static_cast<double>(state.iterations()) * drills));
    state.counters["blocks a drill"] = static_cast<double>(draws.blocks.size()) / drills;
    state.counters["durations a drill"] = static_cast<double>(draws.durations.size()) / drills;
}
BENCHMARK(bare_draws)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace hotline
