// How often the intervals of probabilities that `run` prints hold the truth. It is computed, over many more
// probabilities and numbers of drills than tests/audit plays. Intervals of `compare`:
// coverage_of_differences_test.cpp. The results are printed. HOTLINE_COVERAGE=full: tests/support/coverage.hpp.
//
// Intervals that claim never to cover too little are tested at every point of their grid, by a binomial test where
// coverage is measured. All tests together have a level of 0.001.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <boost/math/distributions/binomial.hpp>
#include <vector>

#include "analysis/estimates/confidence_sequence.hpp"
#include "analysis/estimates/worst.hpp"
#include "sim/runs/runner.hpp"
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

/// The probability of each number of successes, look by look, as long as the run goes on.
template <class GoesOn>
void play_looks(double p, std::uint64_t most, const GoesOn& goes_on) {
    std::uint64_t played = 0;
    std::vector<double> likely{1};
    for (std::uint64_t next = kFirstLook; next <= most; next = next_look(next)) {
        const std::vector<double> more = binomial(next - played, p);
        std::vector<double> now(next + 1);
        for (std::uint64_t k = 0; k <= played; ++k) {
            if (likely[k] < 1e-14) continue;
            for (std::uint64_t further = 0; further < more.size(); ++further)
                now[k + further] += likely[k] * more[further];
        }
        likely = std::move(now);
        played = next;
        for (std::uint64_t k = 0; k <= played; ++k) {
            if (likely[k] >= 1e-14 && !goes_on(k, played, likely[k])) likely[k] = 0;
        }
    }
}

// A run stops at the first look at which the intervals of all protocols are precise enough. The coverage is computed
// for one protocol alone. Whatever the other protocols do, the chance that any look misses is computed, too.
TEST(Coverage, of_precision_is_never_too_little) {
    Coverage coverage;
    const std::vector<double> precisions = full_coverage() ? std::vector{0.1, 0.05, 0.02} : std::vector{0.1};
    for (const double p : kProbabilities) {
        double missed_at_some_look = 0;
        play_looks(p, 2'000, [&](std::uint64_t k, std::uint64_t n, double likely) {
            const bool misses = !holds(confidence_sequence(k, n), p);
            if (misses) missed_at_some_look += likely;
            return !misses;
        });
        coverage.of("--precision, at all looks together").know(fmt::format("p = {}", p), 1 - missed_at_some_look);
        for (const double precision : precisions) {
            double missed = 0;
            double stopped = 0;
            play_looks(p, 20'000, [&](std::uint64_t k, std::uint64_t n, double likely) {
                const Interval interval = confidence_sequence(k, n);
                const bool stops = half_width(interval, k, n) <= precision;
                if (stops) stopped += likely;
                if (stops && !holds(interval, p)) missed += likely;
                return !stops;
            });
            EXPECT_NEAR(stopped, 1, 1e-9);
            coverage.of("--precision, where it stops").know(fmt::format("± {}, p = {}", precision, p), 1 - missed);
        }
    }
    coverage.print();
    coverage.expect_never_too_little(kLevel);
}

}  // namespace
}  // namespace hotline
