// Drills of uk-china-2012 against a bare loop that draws the same keyed samples of the same laws, and does nothing
// else. The ratio of the two is the cost of the simulation itself.

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
    std::vector<bench::Draw> draws;
    Player player;
    bench::recorder = &draws;
    player.play();
    bench::recorder = nullptr;
    for (auto _ : state) {
        std::int64_t sum = 0;
        for (const bench::Draw& draw : draws) {
            const double u =
                Luck(draw.seed, draw.replication).uniform(draw.purpose, draw.subject, draw.scope, draw.index);
            sum += draw.law ? draw.law->ticks(u).count() : u < 0.5;
        }
        benchmark::DoNotOptimize(sum);
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(static_cast<std::uint64_t>(state.iterations()) * kDrills *
                                                      scenario().cases[0].protocols.size()));
    state.counters["draws a drill"] =
        static_cast<double>(draws.size()) / static_cast<double>(kDrills * scenario().cases[0].protocols.size());
}
BENCHMARK(bare_draws)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace hotline
