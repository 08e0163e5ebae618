// The elementary costs of drills: a keyed uniform, the quantile of each law, a look at duty hours. Each benchmark
// runs through a thousand arguments, so that no branch is predicted from memory.

#include <benchmark/benchmark.h>

#include <array>
#include <cmath>

#include "models/scenario/calendar.hpp"
#include "sim/draws/luck.hpp"

namespace hotline {
namespace {

constexpr std::size_t kArguments = 1024;

/// Calls it with each of the arguments in turn. The time is that of one call.
template <typename Argument, typename Call>
void time_each(benchmark::State& state, const std::array<Argument, kArguments>& arguments, Call call) {
    std::size_t n = 0;
    for (auto _ : state) benchmark::DoNotOptimize(call(arguments[n++ % kArguments]));
}

std::array<double, kArguments> uniforms() {
    std::array<double, kArguments> all{};
    for (std::size_t n = 0; n < kArguments; ++n) all[n] = Luck(1, n).uniform(Purpose::latency, 0, 0, 0);
    return all;
}

void uniform(benchmark::State& state) {
    std::array<std::uint64_t, kArguments> replications{};
    for (std::size_t n = 0; n < kArguments; ++n) replications[n] = n;
    time_each(state, replications,
              [](std::uint64_t n) { return Luck(1, n).uniform(Purpose::latency, 0x9e3779b97f4a7c15, 7, 1); });
}
BENCHMARK(uniform);

void block_of_four(benchmark::State& state) {
    std::array<std::uint64_t, kArguments> replications{};
    for (std::size_t n = 0; n < kArguments; ++n) replications[n] = n;
    time_each(state, replications,
              [](std::uint64_t n) { return Luck(1, n).block(Purpose::latency, 0x9e3779b97f4a7c15, 7, 1); });
}
BENCHMARK(block_of_four);

void law(benchmark::State& state, Law::Kind kind, double a, double b) {
    Law law;
    law.kind = kind;
    law.a = a;
    law.b = b;
    if (kind == Law::Kind::empirical) law.sample = std::make_shared<const std::vector<double>>(1000, 60.0);
    time_each(state, uniforms(), [&law](double u) { return law.ticks(u); });
}
BENCHMARK_CAPTURE(law, fixed, Law::Kind::fixed, 60, 0);
BENCHMARK_CAPTURE(law, uniform, Law::Kind::uniform, 10, 60);
BENCHMARK_CAPTURE(law, exponential, Law::Kind::exponential, 60, 0);
BENCHMARK_CAPTURE(law, lognormal, Law::Kind::lognormal, std::log(60), 0.7);
BENCHMARK_CAPTURE(law, weibull, Law::Kind::weibull, 60, 1.5);
BENCHMARK_CAPTURE(law, gamma, Law::Kind::gamma, 60, 2.5);
BENCHMARK_CAPTURE(law, gamma_of_a_small_shape, Law::Kind::gamma, 60, 0.3);
BENCHMARK_CAPTURE(law, loglogistic, Law::Kind::loglogistic, 60, 2);
BENCHMARK_CAPTURE(law, empirical, Law::Kind::empirical, 0, 0);

/// Two years of an office and a night shift, between which nobody is on duty.
Roster two_shifts() {
    using std::chrono::hours;
    Roster roster;
    roster.shifts = {{0b0011111, hours{9}, hours{17}}, {0b1111111, hours{22}, hours{30}}};
    return roster;
}
constexpr Instant kFirst = std::chrono::sys_days{std::chrono::year{2012} / 1 / 1};
constexpr Instant kLast = std::chrono::sys_days{std::chrono::year{2014} / 1 / 1};

std::array<Instant, kArguments> instants() {
    std::array<Instant, kArguments> all{};
    const std::array<double, kArguments> places = uniforms();
    for (std::size_t n = 0; n < kArguments; ++n) {
        all[n] = kFirst + Ticks{static_cast<std::int64_t>(places[n] * static_cast<double>((kLast - kFirst).count()))};
    }
    return all;
}

void on_duty(benchmark::State& state) {
    const DutyHours duty(two_shifts(), "Europe/London", 0, {}, kFirst, kLast);
    time_each(state, instants(), [&duty](Instant at) { return duty.on_duty(at); });
}
BENCHMARK(on_duty);

void next_shift(benchmark::State& state) {
    const DutyHours duty(two_shifts(), "Europe/London", 0, {}, kFirst, kLast);
    time_each(state, instants(), [&duty](Instant at) { return duty.next_shift(at); });
}
BENCHMARK(next_shift);

void duty_hours_of_two_years(benchmark::State& state) {
    const Roster roster = two_shifts();
    for ([[maybe_unused]] auto _ : state) {
        const DutyHours duty(roster, "Europe/London", 0, {}, kFirst, kLast);
        benchmark::DoNotOptimize(duty.on_duty(kFirst));
    }
}
BENCHMARK(duty_hours_of_two_years)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace hotline
