#include "analysis/confidence_sequence.hpp"

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/tools/roots.hpp>
#include <cmath>

namespace hotline {
namespace {

/// x·ln(p), also where both are 0.
double times_log(double x, double p) {
    return x == 0 ? 0 : x * std::log(p);
}

}  // namespace

Interval confidence_sequence(std::uint64_t k, std::uint64_t n, double confidence) {
    if (n == 0) return {0, 1};
    const auto successes = static_cast<double>(k);
    const auto failures = static_cast<double>(n - k);
    const double log_beta = boost::math::lgamma(successes + 1) + boost::math::lgamma(failures + 1) -
                            boost::math::lgamma(successes + failures + 2);
    const double threshold = -std::log1p(-confidence);
    // The log of the ratio of prior to posterior, less its threshold: below 0 inside, convex, least at k/n.
    const auto excess = [&](double p) {
        return log_beta - times_log(successes, p) - (failures == 0 ? 0 : failures * std::log1p(-p)) - threshold;
    };
    const double centre = successes / (successes + failures);
    const auto edge = [&](double outside, double inside) {
        std::uintmax_t steps = 200;
        const auto [a, b] = boost::math::tools::bisect(excess, std::min(outside, inside), std::max(outside, inside),
                                                       boost::math::tools::eps_tolerance<double>(48), steps);
        return outside < inside ? a : b;  // the outer end: conservative
    };
    constexpr double kTiny = 1e-300;
    const double almost_one = std::nextafter(1.0, 0.0);
    Interval interval{0, 1};
    if (k > 0 && excess(kTiny) > 0) interval.low = edge(kTiny, std::min(centre, almost_one));
    if (k < n && excess(almost_one) > 0) interval.high = edge(almost_one, std::max(centre, kTiny));
    return interval;
}

double half_width(const Interval& interval, std::uint64_t k, std::uint64_t n) {
    const double centre = static_cast<double>(k) / static_cast<double>(n);
    return std::max(interval.high - centre, centre - interval.low);
}

}  // namespace hotline
