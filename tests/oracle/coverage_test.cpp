// How often the intervals of probabilities that `run` prints hold the truth. It is computed, over many more
// probabilities and numbers of drills than tests/audit plays. Intervals of `compare`:
// coverage_of_differences_test.cpp. The results are printed. HOTLINE_COVERAGE=full: tests/support/coverage.hpp.
//
// Intervals that claim never to cover too little are tested at every point of their grid, by a binomial test where
// coverage is measured. All tests together have a level of 0.001.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <boost/math/distributions/binomial.hpp>
#include <cmath>
#include <utility>
#include <vector>

#include "analysis/estimates/fixed_width.hpp"
#include "analysis/estimates/worst.hpp"
#include "tests/oracle/coverage_grid.hpp"

namespace hotline {
namespace {

constexpr std::array<double, 13> kProbabilities{0.001, 0.003, 0.01, 0.03, 0.1,   0.3,  0.5,
                                                0.7,   0.9,   0.97, 0.99, 0.997, 0.999};

/// P(k successes of n), for each k.
std::vector<double> binomial(std::uint64_t n, double p) {
    const boost::math::binomial_distribution<double> law(static_cast<double>(n), p);
    std::vector<double> likely;
    for (std::uint64_t k = 0; k <= n; ++k) likely.push_back(boost::math::pdf(law, static_cast<double>(k)));
    return likely;
}

TEST(Coverage, of_probabilities_is_never_too_little) {
    Coverage coverage;
    for (const std::uint64_t n : {10U, 30U, 100U, 1000U}) {
        for (const std::size_t together : {1U, 12U, 168U}) {
            const double confidence = confidence_of_each(together);
            std::vector<Interval> intervals;
            for (std::uint64_t k = 0; k <= n; ++k) intervals.push_back(clopper_pearson(k, n, confidence));
            for (const double p : kProbabilities) {
                const std::vector<double> likely = binomial(n, p);
                double held = 0;
                for (std::uint64_t k = 0; k <= n; ++k)
                    held += intervals[k].low <= p && p <= intervals[k].high ? likely[k] : 0;
                coverage.of(fmt::format("probability, of {} together", together), confidence)
                    .know(fmt::format("{} drills, p = {}", n, p), held);
            }
        }
    }
    coverage.print();
    coverage.expect_never_too_little(kLevel);
}

/// The drills of a run until its width suffices, computed look by look.
struct Stopped {
    double held = 0;
    double drills = 0;  // on average
};
Stopped play_until(const FixedWidth& stopping, double p) {
    constexpr double kNegligible = 1e-15;
    Stopped stopped;
    std::uint64_t played = 0;
    std::vector<double> likely{1};
    for (std::uint64_t next = stopping.first_look(); !likely.empty(); next = FixedWidth::next_look(next)) {
        const std::vector<double> more = binomial(next - played, p);
        std::vector<double> now(next + 1);
        for (std::uint64_t k = 0; k <= played; ++k) {
            if (likely[k] < kNegligible) continue;
            for (std::uint64_t further = 0; further < more.size(); ++further) {
                if (more[further] > kNegligible) now[k + further] += likely[k] * more[further];
            }
        }
        played = next;
        double left = 0;
        for (std::uint64_t k = 0; k <= played; ++k) {
            if (now[k] < kNegligible) continue;
            if (stopping.suffice(k, played)) {
                stopped.held += holds(FixedWidth::interval(k, played), p) ? now[k] : 0;
                stopped.drills += now[k] * static_cast<double>(played);
                now[k] = 0;
            }
            left += now[k];
        }
        likely = std::move(now);
        if (left < 1e-12) break;
    }
    return stopped;
}

/// The fewest drills whose interval reaches no farther than that from an estimate of p.
std::uint64_t fixed_size(double half_width, double p) {
    const auto is_enough = [&](std::uint64_t n) {
        const auto k = static_cast<std::uint64_t>(std::lround(static_cast<double>(n) * p));
        const Interval interval = clopper_pearson(k, n);
        const double estimate = static_cast<double>(k) / static_cast<double>(n);
        return std::max(interval.high - estimate, estimate - interval.low) <= half_width;
    };
    std::uint64_t low = 1;
    std::uint64_t high = 1;
    while (!is_enough(high)) high *= 2;
    while (low < high) {
        const std::uint64_t middle = (low + high) / 2;
        is_enough(middle) ? high = middle : low = middle + 1;
    }
    return low;
}

// Each case has the interval of its own stopping, whatever the others still need.
TEST(Coverage, of_precision_is_never_too_little) {
    Coverage coverage;
    const std::vector<double> widths = full_coverage()
                                           ? std::vector{0.3, 0.2, 0.1, 0.07, 0.05, 0.03, 0.02, 0.01, 0.005}
                                           : std::vector{0.3, 0.1, 0.05};
    const int points = full_coverage() ? 200 : 40;
    for (const double width : widths) {
        const FixedWidth stopping(width);
        std::vector<double> all(kProbabilities.begin(), kProbabilities.end());
        for (int point = 1; point <= points; ++point) all.push_back(0.5 * point / points);
        for (const double p : all) {
            coverage.of("--precision, where it stops")
                .know(fmt::format("± {}, p = {}", width, p), play_until(stopping, p).held);
        }
    }
    coverage.print();
    coverage.expect_never_too_little(kLevel);
}

// How many drills stopping takes, of those that Clopper and Pearson's interval would need at a known probability.
TEST(Coverage, of_precision_costs_at_most_four_tenths_more_drills) {
    const std::vector<double> widths =
        full_coverage() ? std::vector{0.1, 0.05, 0.02, 0.01, 0.005} : std::vector{0.1, 0.05, 0.02};
    for (const double width : widths) {
        const FixedWidth stopping(width);
        for (const double p : {0.5, 0.9, 0.99, 1.0}) {
            const double ratio = play_until(stopping, p).drills / static_cast<double>(fixed_size(width, p));
            fmt::print("± {:<6} p = {:<5} {:.2f} times the drills\n", width, p, ratio);
            EXPECT_LE(ratio, 1.4);
        }
    }
}

}  // namespace
}  // namespace hotline
