#include "analysis/estimates/intervals.hpp"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/tools/roots.hpp>
#include <cmath>
#include <limits>

namespace hotline {
namespace {

/// x·ln(p), also where both are 0.
double times_log(double x, double p) {
    return x == 0 ? 0 : x * std::log(p);
}

}  // namespace

Interval clopper_pearson(std::uint64_t k, std::uint64_t n, double confidence) {
    if (n == 0) return {0, 1};
    const double tail = (1 - confidence) / 2;
    const auto successes = static_cast<double>(k);
    const auto failures = static_cast<double>(n - k);
    return {k == 0 ? 0 : boost::math::ibeta_inv(successes, failures + 1, tail),
            k == n ? 1 : boost::math::ibetac_inv(successes + 1, failures, tail)};
}

Ranks quantile_ranks(std::uint64_t n, double q, double confidence) {
    Ranks ranks;
    if (n == 0) return ranks;
    const double tail = (1 - confidence) / 2;
    const boost::math::binomial_distribution<double> below(static_cast<double>(n), q);
    const auto at_most = [&](std::int64_t count) {
        return count < 0 ? 0.0 : boost::math::cdf(below, static_cast<double>(count));
    };
    const auto more_than = [&](std::int64_t count) {
        return count < 0 ? 1.0 : boost::math::cdf(boost::math::complement(below, static_cast<double>(count)));
    };
    const auto count = static_cast<std::int64_t>(n);
    const auto centre = static_cast<std::int64_t>(std::floor(static_cast<double>(n) * q));
    // The largest `low` with P(fewer than `low` are below the quantile) ≤ tail, and the smallest `high` with P(`high`
    // or more are) ≤ tail; by bisection, as both are monotonic.
    std::int64_t low = 0;
    for (std::int64_t too_high = std::min(centre + 1, count) + 1; too_high - low > 1;) {
        const std::int64_t middle = low + (too_high - low) / 2;
        (at_most(middle - 1) <= tail ? low : too_high) = middle;
    }
    std::int64_t high = count + 1;
    for (std::int64_t too_low = std::max<std::int64_t>(centre - 1, 0); high - too_low > 1;) {
        const std::int64_t middle = too_low + (high - too_low) / 2;
        (more_than(middle - 1) <= tail ? high : too_low) = middle;
    }
    if (low >= 1) ranks.low = static_cast<std::uint64_t>(low);
    if (high <= count) ranks.high = static_cast<std::uint64_t>(high);
    return ranks;
}

std::uint64_t quantile_rank(std::uint64_t n, double q) {
    // q·n may be meant to be an integer but exceed it by a rounding error.
    const double exact = q * static_cast<double>(n);
    const auto rank = static_cast<std::uint64_t>(std::ceil(exact - 1e-9 * std::max(1.0, exact)));
    return std::clamp<std::uint64_t>(rank, 1, n);
}

Interval hoeffding(double mean, std::uint64_t n, double confidence) {
    if (n == 0) return {0, 1};
    const double successes = mean * static_cast<double>(n);
    const double failures = (1 - mean) * static_cast<double>(n);
    const double at_mean = times_log(successes, mean) + times_log(failures, 1 - mean);
    return likelihood_interval(successes, failures, at_mean + std::log((1 - confidence) / 2));
}

Interval hoeffding_weighted(double sum, double squares, double confidence) {
    const double reach = std::sqrt(std::log(2 / (1 - confidence)) * squares / 2);
    return {std::max(sum - reach, 0.0), std::min(sum + reach, 1.0)};
}

double student_reach(std::uint64_t n, double confidence) {
    if (n < 2) return std::numeric_limits<double>::infinity();
    const boost::math::students_t_distribution<double> student(static_cast<double>(n - 1));
    return boost::math::quantile(boost::math::complement(student, (1 - confidence) / 2));
}

Interval likelihood_interval(double successes, double failures, double level) {
    // Negative inside, convex, with its minimum at the share of successes.
    const auto excess = [&](double p) {
        return level - times_log(successes, p) - (failures == 0 ? 0 : failures * std::log1p(-p));
    };
    const double centre = successes / (successes + failures);
    const auto edge = [&](double outside, double inside) {
        std::uintmax_t steps = 200;
        const auto [a, b] = boost::math::tools::bisect(excess, std::min(outside, inside), std::max(outside, inside),
                                                       boost::math::tools::eps_tolerance<double>(48), steps);
        return outside < inside ? a : b;
    };
    constexpr double kTiny = 1e-300;
    const double almost_one = std::nextafter(1.0, 0.0);
    Interval interval{0, 1};
    if (successes > 0 && excess(kTiny) > 0) interval.low = edge(kTiny, std::min(centre, almost_one));
    if (failures > 0 && excess(almost_one) > 0) interval.high = edge(almost_one, std::max(centre, kTiny));
    return interval;
}

}  // namespace hotline
