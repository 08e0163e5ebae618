#include "analysis/write/effect_text.hpp"

#include <fmt/format.h>

#include "analysis/write/figures.hpp"
#include "models/base/duration.hpp"

namespace hotline {
namespace {

bool excludes_none(const Interval& interval) {
    return interval.low > 0 || interval.high < 0;
}

/// The size of a difference that is not 0 beyond chance.
Estimate size_of(const Estimate& difference) {
    if (difference.interval.low > 0) return difference;
    return {-difference.value, {-difference.interval.high, -difference.interval.low}};
}

}  // namespace

std::string drills_played_text(const Scenario& scenario, std::uint64_t seed, const std::string& drills) {
    return wrapped(fmt::format("Played: {}, on the same luck; seed {}; horizon {}", drills, seed,
                               duration_text(scenario.horizon)),
                   2);
}

std::string played_text(const Scenario& scenario, std::uint64_t seed, const std::string& drills) {
    const std::string title = scenario.title.empty() ? "" : scenario.title + "\n";
    const std::string played = drills_played_text(scenario, seed, drills);
    if (scenario.cases.size() > 1)
        return fmt::format("{}{}\nEach drill plays all {} cases; figures are their means", title, played,
                           scenario.cases.size());
    const Index protocol = scenario.cases.front().protocols.front();
    return fmt::format("{}{}\n{}, {}", title, played, case_text(scenario, 0), protocol_text(scenario, protocol));
}

std::string cost_text(double cost) {
    return fmt::format("{:.10g}", cost);
}

std::string sooner_text(const Estimate& time) {
    if (!excludes_none(time.interval)) {
        return fmt::format("no certain difference on average* ({} to {})",
                           signed_seconds_text(time.interval.low, Rounding::down),
                           signed_seconds_text(time.interval.high, Rounding::up));
    }
    const Estimate size = size_of(time);
    return fmt::format("{} {} on average* {}", seconds_text(size.value), time.interval.high < 0 ? "sooner" : "later",
                       seconds_range(size.interval));
}

std::string more_text(const Estimate& reached, const std::string& within) {
    if (!excludes_none(reached.interval)) {
        return fmt::format("no certain difference within {} ({} to {} points)", within,
                           points_text(reached.interval.low, Rounding::down),
                           points_text(reached.interval.high, Rounding::up));
    }
    const Estimate size = size_of(reached);
    return fmt::format("{} {} of 100 emergencies within {} ({}–{})", percent(size.value),
                       reached.interval.low > 0 ? "more" : "fewer", within,
                       percent(size.interval.low, Rounding::down), percent(size.interval.high, Rounding::up));
}

std::string effect_sentence(const Effect& effect, const std::string& within) {
    return fmt::format("{}, {}", sooner_text(effect.time), more_text(effect.reached, within));
}

std::string p90_text(const QuantileEstimate& p90) {
    if (p90.value) return fmt::format("90 % by {} ({}–{})", time_text(p90.value), low_text(p90), high_text(p90));
    return p90.low ? fmt::format("90 % not reached (at least {})", low_text(p90)) : "90 % not reached";
}

std::string effect_row(const Effect& effect, const std::string& within) {
    if (effect.differ == 0) return "changes no drill";
    std::string row =
        fmt::format("mean* {} ({} to {}); by {} {} points ({} to {}); {}", signed_seconds_text(effect.time.value),
                    signed_seconds_text(effect.time.interval.low, Rounding::down),
                    signed_seconds_text(effect.time.interval.high, Rounding::up), within,
                    points_text(effect.reached.value), points_text(effect.reached.interval.low, Rounding::down),
                    points_text(effect.reached.interval.high, Rounding::up), p90_text(effect.p90));
    if (effect.cured && effect.cured->value > 0)
        row += fmt::format("; cures {}", probability_text(effect.cured->value, effect.cured->interval));
    return row;
}

std::string today_text(const Today& today, const std::string& within) {
    return fmt::format("Today contact is made by {} in {} of emergencies, and after {} on average* {}; {}.", within,
                       probability_text(today.reached.value, today.reached.interval), seconds_text(today.time.value),
                       seconds_range(today.time.interval), p90_text(today.p90));
}

}  // namespace hotline
