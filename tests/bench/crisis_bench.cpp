// Drills of budapest-2012 with 10 to 100 states that all call at once, against the engine alone, which only moves its
// clock through as many timers. The ratio of the two is the cost of the simulation itself.

#include <benchmark/benchmark.h>

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

/// The timers that were set. The linker replaces Timer::set with a counter (see CMakeLists.txt).
std::uint64_t timers_set = 0;

}  // namespace hotline::bench

extern "C" {

using Fire = simgrid::xbt::Task<void()>;
simgrid::kernel::timer::Timer* __real__ZN7simgrid6kernel5timer5Timer3setEdONS_3xbt4TaskIFvvEEE(double at,
                                                                                               Fire&& fire);

simgrid::kernel::timer::Timer* __wrap__ZN7simgrid6kernel5timer5Timer3setEdONS_3xbt4TaskIFvvEEE(double at,
                                                                                               Fire&& fire) {
    ++hotline::bench::timers_set;
    return __real__ZN7simgrid6kernel5timer5Timer3setEdONS_3xbt4TaskIFvvEEE(at, std::move(fire));
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
    explicit BareEngine(std::uint64_t timers) : timers_(timers) { play(); }  // once to warm up

    void play() {
        engine_.begin_drill();
        left_ = timers_;
        set();
        engine_.run(std::chrono::hours{24 * 365});
    }

private:
    /// Sets one timer after the other: as the agenda does, which keeps all but the next event to itself.
    void set() {
        if (left_ == 0) return;
        --left_;
        const Ticks wait{1 + static_cast<std::int64_t>(seconds_(random_) * 1024)};
        engine_.set_timer(engine_.now() + wait, [this] { set(); });
    }

    Engine& engine_ = Engine::instance();
    std::uint64_t timers_;
    std::uint64_t left_ = 0;
    std::mt19937_64 random_;
    std::exponential_distribution<> seconds_{0.5};
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
    std::size_t cases = 0;
    {
        Crisis crisis(state.range(0));
        cases = crisis.cases();
        timers_set = 0;
        crisis.play();
    }
    const std::uint64_t timers = timers_set;
    BareEngine engine(timers);
    for (auto _ : state) engine.play();
    tell(state, cases);
    state.counters["timers"] = static_cast<double>(timers);
}
BENCHMARK(bare_engine)->Arg(10)->Arg(25)->Arg(50)->Arg(100)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace hotline::bench
