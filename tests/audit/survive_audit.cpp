// `survive`: logs of real tests, some of which are given up before contact.

#include <array>

#include <fmt/format.h>

#include "analysis/estimates/log_rank.hpp"
#include "analysis/estimates/survival.hpp"
#include "tests/audit/audit.hpp"
#include "tests/audit/laws.hpp"
#include "tests/support/coverage.hpp"

namespace hotline::audit {
namespace {

/// Contact and giving up are independent. A tie counts as contact.
struct Logs {
    std::string name;
    Law<Ticks> contact;
    Law<Ticks> given_up;
    std::size_t entries;
    std::size_t of_second_group = 0;  // for the log-rank test; by default as many as in the first group

    static constexpr std::array kTimes{1, 11, 50, 51, 199, 400};
    static constexpr std::array kShares{0.5, 0.9, 0.95};
    // The truth.
    std::array<double, kTimes.size()> reach{};
    std::array<double, kShares.size()> quantiles{};

    void find_truth() {
        for (std::size_t index = 0; index < kTimes.size(); ++index)
            reach[index] = reach_of(contact, kTimes[index] * kSecond);
        for (std::size_t index = 0; index < kShares.size(); ++index)
            quantiles[index] = quantile_of(contact, kShares[index], kForever);
    }

    Observation draw(std::mt19937_64& random) const {
        const Ticks made = contact.draw(random);
        const Ticks end = given_up.draw(random);
        const bool reached = in_time(made, end);
        return {seconds_of(reached ? made : end), reached};
    }
    std::vector<Observation> draw_all(std::size_t count, std::mt19937_64& random) const {
        std::vector<Observation> log;
        for (std::size_t entry = 0; entry < count; ++entry) log.push_back(draw(random));
        return log;
    }
};

constexpr Ticks kEnd = 1000 * kSecond;

std::vector<Logs> families_of_survive() {
    const Law<Ticks> exponential = weibull(1, 100 * kSecond, kSecond, 800);
    const Law<Ticks> early = weibull(0.7, 60 * kSecond, kSecond, 800);
    const Law<Ticks> late = weibull(2, 100 * kSecond, kSecond, 800);
    const Law<Ticks> ties = weibull(1, 100 * kSecond, 50 * kSecond, 16);
    const Law<Ticks> never{{{1, kNever}}};
    const Law<Ticks> at_once{{{1, 50 * kSecond}}};
    const Law<Ticks> half_and_half{{{0.5, 50 * kSecond}, {0.5, 200 * kSecond}}};
    const Law<Ticks> nine_of_ten{{{0.9, 50 * kSecond}, {0.1, kNever}}};
    const Law<Ticks> rare{{{0.98, 10 * kSecond}, {0.02, 700 * kSecond}}};
    const Law<Ticks> by_the_end{{{1, kEnd}}};
    const Law<Ticks> in_a_third{{{0.3, 1 * kSecond}, {0.7, kEnd}}};
    std::vector<Logs> all;
    const auto add = [&](const std::string& name, const Law<Ticks>& contact, const Law<Ticks>& end,
                         std::initializer_list<std::size_t> sizes) {
        for (const std::size_t entries : sizes)
            all.push_back({fmt::format("{}, {} entries", name, entries), contact, end, entries});
    };
    add("exponential, none given up", exponential, by_the_end, {1, 2, 3, 10, 50});
    add("Weibull 0.7, none given up", early, by_the_end, {20});
    add("with ties, none given up", ties, by_the_end, {10, 40});
    add("never, given up at the end", never, by_the_end, {1, 10});
    add("all at one time", at_once, by_the_end, {2, 10});
    add("half and half", half_and_half, by_the_end, {2, 20});
    add("nine of ten", nine_of_ten, by_the_end, {10, 30});
    add("2 % late", rare, by_the_end, {10, 40});
    add("exponential, 30 % given up", exponential, weibull(1, 233 * kSecond, kSecond, 990), {5, 20, 60});
    add("exponential, 60 % given up", exponential, weibull(1, 67 * kSecond, kSecond, 990), {5, 20, 60});
    add("Weibull 2, 60 % given up", late, weibull(2, 82 * kSecond, kSecond, 990), {10, 40});
    add("Weibull 0.7, 60 % given up", early, weibull(0.7, 34 * kSecond, kSecond, 990), {10, 40});
    add("with ties, 40 % given up", ties, weibull(1, 150 * kSecond, 50 * kSecond, 20), {10, 40});
    add("29 of 30 given up at 1 s", exponential, {{{29. / 30, 1 * kSecond}, {1. / 30, kEnd}}}, {30});
    add("9 of 10 given up at 10 s", exponential, {{{0.9, 10 * kSecond}, {0.1, kEnd}}}, {10, 30});
    add("30 % given up at 1 s", exponential, in_a_third, {5, 20});
    add("half and half, given up at the first", half_and_half, {{{0.5, 50 * kSecond}, {0.5, kEnd}}}, {5, 20});
    add("half and half, given up before the second", half_and_half, {{{0.8, 199 * kSecond}, {0.2, kEnd}}}, {5, 20});
    add("nine of ten, half given up at once", nine_of_ten, {{{0.5, 1 * kSecond}, {0.5, kEnd}}}, {5, 20});
    add("2 % late, half given up before", rare, {{{0.5, 100 * kSecond}, {0.5, kEnd}}}, {10, 40});
    add("never, given up evenly", never, weibull(1, 100 * kSecond, kSecond, 990), {2, 20});
    for (Logs& logs : all) {
        // Tests that are never given up end at the end of the log, after everything else.
        std::vector<Law<Ticks>::Atom> atoms = logs.given_up.atoms();
        for (auto& atom : atoms) atom.value = atom.value == kNever ? kEnd : atom.value;
        logs.given_up = atoms;
        logs.of_second_group = logs.entries;
    }
    all.push_back(
        {"exponential, 30 % given up, 2 against 50", exponential, weibull(1, 233 * kSecond, kSecond, 990), 50, 2});
    for (Logs& logs : all) logs.find_truth();
    return all;
}

/// Whether the bands hold the cumulative truth at all times of the log, and just before each of its steps.
bool holds_everywhere(const SurvivalCurve& curve, const Law<Ticks>& law) {
    std::vector<std::pair<double, double>> grows;
    for (const auto& [likely, time] : law.atoms()) {
        if (time != kNever) grows.emplace_back(seconds_of(time), likely);
    }
    double truth = 0;
    auto next = grows.begin();
    const auto go_on = [&](const auto& before) {
        for (; next != grows.end() && before(next->first); ++next) truth += next->second;
    };
    const auto within = [&](const Interval& band) { return holds(band, truth); };
    const auto& steps = curve.steps();
    for (std::size_t index = 0; index < steps.size(); ++index) {
        go_on([&](double time) { return time <= steps[index].seconds; });
        if (!within(steps[index].simultaneous) && !within(steps[index].band())) return false;
        if (index + 1 == steps.size()) continue;
        // Until the next step the band stays the same, and the truth only grows.
        const auto behind = [&] {
            return within(steps[index].simultaneous_behind) || within(steps[index].band_behind());
        };
        if (!behind()) return false;
        go_on([&](double time) { return time < steps[index + 1].seconds; });
        if (!behind()) return false;
    }
    return true;
}

}  // namespace

Table of_survive(std::uint64_t experiments) {
    return audit(families_of_survive(), experiments, [](const Logs& logs, std::mt19937_64& random, Table& table) {
        const SurvivalCurve curve(logs.draw_all(logs.entries, random));
        for (std::size_t index = 0; index < Logs::kTimes.size(); ++index) {
            table.interval("survive: reached by a time", fmt::format("{}, by {} s", logs.name, Logs::kTimes[index]),
                           curve.at(Logs::kTimes[index]).interval, logs.reach[index]);
        }
        table.event("survive: reached by all times at once", logs.name, !holds_everywhere(curve, logs.contact));
        for (std::size_t index = 0; index < Logs::kShares.size(); ++index) {
            const TimeEstimate time = curve.time_of(Logs::kShares[index]);
            table.interval(fmt::format("survive: time of {:g} %", 100 * Logs::kShares[index]), logs.name,
                           {time.low.value_or(0), time.high.value_or(std::numeric_limits<double>::infinity())},
                           logs.quantiles[index]);
        }
        const auto mean = [&](const std::string& row, double horizon) {
            const RestrictedMean estimate = curve.restricted_mean(horizon);
            table.interval(row, logs.name, estimate.interval,
                           mean_within(logs.contact, ticks_of_seconds(estimate.within)));
        };
        mean("survive: mean within a horizon", 200);
        mean("survive: mean within the log", curve.steps().back().seconds);

        const auto test = log_rank(
            {{"a", logs.draw_all(logs.entries, random)}, {"b", logs.draw_all(logs.of_second_group, random)}});
        table.event("survive: log-rank test, p < 0.05", logs.name,
                    test && test->fewest_expected >= kFewestExpected && test->p_value < 0.05);
    });
}

}  // namespace hotline::audit
