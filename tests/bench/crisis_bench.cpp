// Drills of budapest-2012 with 10 to 100 states that all call at once, against the engine alone: as many actors,
// waits and timers, and nothing else. The ratio of the two is the cost of the simulation itself. Both share the
// growth of the engine's own cost with the number of actors.

#include <benchmark/benchmark.h>

#include <deque>
#include <fstream>
#include <random>
#include <set>
#include <simgrid/kernel/Timer.hpp>
#include <sstream>
#include <stdexcept>
#include <utility>
#include <vector>

#include "models/loading/load.hpp"
#include "sim/runs/drill_player.hpp"
#include "sim/shared/engine.hpp"
#include "sim/shared/shared_world.hpp"

namespace hotline::bench {

/// Counts the calls of the engine while drills are played. The linker replaces Timer::set and this_actor::suspend
/// with counters (see CMakeLists.txt).
struct Asked {
    std::uint64_t timers = 0;
    std::uint64_t waits = 0;
};
Asked asked;

}  // namespace hotline::bench

extern "C" {

using Fire = simgrid::xbt::Task<void()>;
simgrid::kernel::timer::Timer* __real__ZN7simgrid6kernel5timer5Timer3setEdONS_3xbt4TaskIFvvEEE(double at,
                                                                                               Fire&& fire);
void __real__ZN7simgrid3s4u10this_actor7suspendEv();

simgrid::kernel::timer::Timer* __wrap__ZN7simgrid6kernel5timer5Timer3setEdONS_3xbt4TaskIFvvEEE(double at,
                                                                                               Fire&& fire) {
    ++hotline::bench::asked.timers;
    return __real__ZN7simgrid6kernel5timer5Timer3setEdONS_3xbt4TaskIFvvEEE(at, std::move(fire));
}

void __wrap__ZN7simgrid3s4u10this_actor7suspendEv() {
    ++hotline::bench::asked.waits;
    __real__ZN7simgrid3s4u10this_actor7suspendEv();
}
}

namespace hotline::bench {
namespace {

const std::filesystem::path kScenarios = HOTLINE_SOURCE_DIR "/scenarios";

/// The scenario's parties, and when they are used up the other states of un-directory; first those that it names.
std::string parties(std::int64_t count) {
    std::ostringstream list;
    list << "party,name,capital,time_zone,languages,callers\n";
    std::set<std::string> taken{"gb"};  // is "uk"
    const auto take = [&](const char* folder, const std::set<std::string>& only) {
        std::ifstream file(kScenarios / folder / "parties.csv");
        std::string line;
        for (std::getline(file, line); std::getline(file, line);) {
            const std::string party = line.substr(0, line.find(','));
            if (count == 0 || taken.count(party) || (!only.empty() && !only.count(party))) continue;
            taken.insert(party);
            --count;
            list << line.substr(0, line.rfind(',')) << ",3\n";  // callers
        }
    };
    take("budapest-2012", {"cn", "de", "nl", "ru", "sg", "uk", "us"});
    take("budapest-2012", {});
    take("un-directory", {});
    if (count > 0) throw std::logic_error("there are not so many states");
    return list.str();
}

Scenario crisis_of(std::int64_t states) {
    const auto folder = kScenarios / "budapest-2012";
    Diagnostics diagnostics;
    auto scenario = load_scenario(folder, diagnostics, [&](const std::filesystem::path& file, std::string& why) {
        return file == folder / "parties.csv" ? parties(states) : read_file(file, why);
    });
    if (!scenario) throw std::runtime_error(diagnostics.text());
    return std::move(*scenario);
}

class Crisis {
public:
    explicit Crisis(std::int64_t states) : scenario_(crisis_of(states)) { play(); }  // once to warm up

    void play() {
        player_.begin(replication_++);
        player_.play(0, scenario_.cases[0].protocols[0]);
    }
    std::size_t cases() const { return scenario_.cases.size(); }

private:
    Scenario scenario_;
    DrillPlayer player_{scenario_, scenario_.seed, make_shared_world};
    std::uint64_t replication_ = 0;
};

class BareEngine {
public:
    /// That many actors, each of which waits that many times, with that many timers for each wait.
    BareEngine(std::size_t actors, std::uint64_t waits, double timers) : waits_(waits), timers_(timers) {
        engine_.begin_drill();
        for (std::size_t index = 0; index < actors; ++index) {
            Actor& actor = actors_.emplace_back();
            actor.self = engine_.spawn([this, &actor] {
                for (;;) {
                    engine_.park();
                    while (actor.left-- > 0) wait(actor);
                }
            });
        }
        engine_.run(Ticks{0});
        play();  // once to warm up
    }
    ~BareEngine() {
        for (const Actor& actor : actors_) engine_.kill(actor.self);
        engine_.run(engine_.now());
    }
    BareEngine(const BareEngine&) = delete;
    BareEngine& operator=(const BareEngine&) = delete;

    void play() {
        engine_.begin_drill();
        for (Actor& actor : actors_) {
            actor.left = static_cast<std::int64_t>(waits_);
            engine_.resume(actor.self);
        }
        engine_.run(std::chrono::hours{24 * 365});
    }

private:
    struct Actor {
        Engine::Actor* self = nullptr;
        std::int64_t left = 0;
    };

    void wait(Actor& actor) {
        due_ += timers_;
        for (; due_ >= 2; --due_) engine_.set_timer(soon(), [] {});
        waiting_.push_back(&actor);
        if (due_ >= 1 || under_way_ == 0) {
            --due_;
            ++under_way_;
            engine_.set_timer(soon(), [this, woken = std::exchange(waiting_, {})] {
                --under_way_;
                for (const Actor* one : woken) engine_.resume(one->self);
            });
        }
        engine_.park();
    }
    Ticks soon() { return engine_.now() + Ticks{1 + static_cast<std::int64_t>(seconds_(random_) * 1024)}; }

    Engine& engine_ = Engine::instance();
    std::uint64_t waits_;
    double timers_;
    double due_ = 0;  // timers
    std::uint64_t under_way_ = 0;
    std::vector<Actor*> waiting_;  // for the next timer
    std::mt19937_64 random_;
    std::exponential_distribution<> seconds_{1.0 / 1800};
    std::deque<Actor> actors_;
};

void tell(benchmark::State& state, std::size_t cases) {
    state.counters["cases"] = static_cast<double>(cases);
    state.counters["each"] = benchmark::Counter(
        static_cast<double>(cases), benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void crisis_drill(benchmark::State& state) {
    Crisis crisis(state.range(0));
    for (auto _ : state) crisis.play();
    tell(state, crisis.cases());
}
BENCHMARK(crisis_drill)->Arg(10)->Arg(25)->Arg(50)->Arg(100)->Unit(benchmark::kMillisecond);

void bare_engine(benchmark::State& state) {
    std::size_t actors = 0;
    {
        Crisis crisis(state.range(0));
        actors = crisis.cases();
        asked = {};
        crisis.play();
    }
    const std::uint64_t waits = (asked.waits + actors / 2) / actors;
    const double timers = static_cast<double>(asked.timers) / static_cast<double>(asked.waits);
    BareEngine engine(actors, waits, timers);
    for (auto _ : state) engine.play();
    tell(state, actors);
    state.counters["waits"] = static_cast<double>(waits * actors);
    state.counters["timers"] = static_cast<double>(waits * actors) * timers;
}
BENCHMARK(bare_engine)->Arg(10)->Arg(25)->Arg(50)->Arg(100)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace hotline::bench
