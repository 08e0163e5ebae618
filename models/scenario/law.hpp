// A law: the probability distribution of a duration. It is sampled by inverse transform: one keyed uniform number
// gives one duration, regardless of all other draws.
//
// Sources of the quantile functions: Johnson, Kotz, Balakrishnan, "Continuous Univariate
// Distributions" (2nd ed.): lognormal ch. 14, Weibull ch. 21, gamma ch. 17, log-logistic ch. 23;
// empirical: Hyndman and Fan (1996), type 7, R's default.
#pragma once

#include <algorithm>
#include <limits>
#include <memory>
#include <string_view>
#include <vector>

#include "models/base/named.hpp"
#include "models/base/ticks.hpp"

namespace hotline {

struct Law {
    enum class Kind : unsigned char {
        fixed,
        uniform,
        exponential,
        lognormal,
        weibull,
        gamma,
        loglogistic,
        empirical
    };

    Kind kind = Kind::fixed;
    /// The parameters; times are in seconds:
    ///   fixed        a = value
    ///   uniform      a = min, b = max
    ///   exponential  a = mean
    ///   lognormal    a = ln(median), b = sigma
    ///   weibull      a = scale, b = shape
    ///   gamma        a = mean, b = shape
    ///   loglogistic  a = median, b = shape
    double a = 0;
    double b = 0;
    /// Limits in seconds. Values beyond them are clamped, not resampled.
    double at_least = 0;
    double at_most = std::numeric_limits<double>::infinity();
    /// empirical: sorted durations in seconds, at least one.
    std::shared_ptr<const std::vector<double>> sample;

    /// The law that always gives `value`.
    static Law always(Ticks value);

    /// The smallest and the largest value that can be drawn, in seconds; where `by_any_factor`, with each value
    /// multiplied by some positive factor before it is clamped.
    double least(bool by_any_factor = false) const;
    double most(bool by_any_factor = false) const;

    /// Whether every quantile is the same, so that nothing needs to be drawn.
    bool constant() const { return kind == Kind::fixed; }

    /// The quantile at `u`, 0 < u < 1, in seconds, clamped.
    double seconds(double u) const;
    /// The quantile at `u`, rounded to the nearest tick, halves up; at most `kForever`.
    Ticks ticks(double u) const {
        return ticks_of_seconds(constant() ? std::clamp(a, at_least, at_most) : seconds(u));
    }
    /// The same, with the quantile multiplied by `factor` before it is clamped.
    Ticks ticks(double u, double factor) const;

    friend bool operator==(const Law&, const Law&) = default;
};

/// As files write it.
constexpr std::string_view name_of(Law::Kind kind) {
    switch (kind) {
        case Law::Kind::fixed:
            return "fixed";
        case Law::Kind::uniform:
            return "uniform";
        case Law::Kind::exponential:
            return "exponential";
        case Law::Kind::lognormal:
            return "lognormal";
        case Law::Kind::weibull:
            return "weibull";
        case Law::Kind::gamma:
            return "gamma";
        case Law::Kind::loglogistic:
            return "loglogistic";
        case Law::Kind::empirical:
            return "empirical";
    }
    return {};
}
inline constexpr auto kLaws = all_named<Law::Kind>();

}  // namespace hotline
