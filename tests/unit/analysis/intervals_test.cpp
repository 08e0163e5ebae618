#include "analysis/estimates/intervals.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <cmath>

namespace hotline {
namespace {

using boost::math::binomial_distribution;

// R: binom.test(7, 20)$conf.int and so on.
TEST(ClopperPearson, is_that_of_binom_test) {
    EXPECT_NEAR(clopper_pearson(7, 20).low, 0.1539092, 1e-7);
    EXPECT_NEAR(clopper_pearson(7, 20).high, 0.5921885, 1e-7);
    EXPECT_EQ(clopper_pearson(0, 20).low, 0);
    EXPECT_NEAR(clopper_pearson(0, 20).high, 1 - std::pow(0.025, 1.0 / 20), 1e-12);
    EXPECT_NEAR(clopper_pearson(20, 20).low, std::pow(0.025, 1.0 / 20), 1e-12);
    EXPECT_EQ(clopper_pearson(20, 20).high, 1);
    EXPECT_EQ(clopper_pearson(0, 0), (Interval{0, 1}));
}

// The coverage is a finite sum, so it is computed and not simulated.
TEST(ClopperPearson, never_covers_less_than_it_says) {
    for (const std::uint64_t n : {1U, 2U, 5U, 10U, 37U, 100U, 500U}) {
        for (const double p : {0.001, 0.01, 0.05, 0.1, 0.3, 0.5, 0.77, 0.95, 0.99, 0.999}) {
            const binomial_distribution<double> binomial(static_cast<double>(n), p);
            double coverage = 0;
            for (std::uint64_t k = 0; k <= n; ++k) {
                const Interval interval = clopper_pearson(k, n);
                if (interval.low <= p && p <= interval.high)
                    coverage += boost::math::pdf(binomial, static_cast<double>(k));
            }
            EXPECT_GE(coverage, 0.95 - 1e-12) << n << " " << p;
        }
    }
}

// The quantile lies between the order statistics `low` and `high`, where low ≤ K < high and K is the number of values
// below it.
TEST(QuantileRanks, never_cover_less_than_they_say_and_are_as_near_as_can_be) {
    for (const std::uint64_t n : {1U, 5U, 10U, 59U, 100U, 1000U}) {
        for (const double q : {0.5, 0.9, 0.95, 0.99}) {
            const binomial_distribution<double> below(static_cast<double>(n), q);
            const Ranks ranks = quantile_ranks(n, q);
            const auto cdf = [&](double k) { return k < 0 ? 0 : boost::math::cdf(below, k); };
            const double low = ranks.low ? static_cast<double>(*ranks.low) : 0;
            const double high = ranks.high ? static_cast<double>(*ranks.high) : static_cast<double>(n) + 1;
            EXPECT_LE(cdf(low - 1), 0.025);
            EXPECT_LE(1 - cdf(high - 1), 0.025 + 1e-12);
            EXPECT_GE(cdf(high - 1) - cdf(low - 1), 0.95 - 1e-12);
            EXPECT_GT(cdf(low), 0.025);  // one rank further in would be too narrow
            EXPECT_GT(1 - cdf(high - 2), 0.025);
        }
    }
}

TEST(QuantileRanks, have_no_ends_where_drills_are_too_few) {
    EXPECT_EQ(quantile_ranks(5, 0.5), (Ranks{std::nullopt, std::nullopt}));
    EXPECT_EQ(quantile_ranks(6, 0.5), (Ranks{1, 6}));
    EXPECT_EQ(quantile_ranks(0, 0.5), (Ranks{}));
    EXPECT_EQ(quantile_rank(10, 0.9), 9U);
    EXPECT_EQ(quantile_rank(11, 0.9), 10U);
    EXPECT_EQ(quantile_rank(1, 0.5), 1U);
}

// Tables of Student's t distribution; at 10 000 drills the normal distribution's 1.959964 + 0.000237.
TEST(StudentReach, is_that_of_the_tables) {
    EXPECT_NEAR(student_reach(2), 12.7062, 1e-4);
    EXPECT_NEAR(student_reach(10), 2.262157, 1e-6);
    EXPECT_NEAR(student_reach(10'000), 1.960201, 1e-6);
    EXPECT_TRUE(std::isinf(student_reach(1)));
}

// The ends are the least and the greatest p with n·kl(mean, p) ≤ ln 40.
TEST(Hoeffding, is_where_the_relative_entropy_says) {
    for (const double mean : {0.01, 0.3, 0.5, 0.99}) {
        for (const std::uint64_t n : {1000U, 100'000'000U}) {
            const Interval interval = hoeffding(mean, n);
            for (const double p : {interval.low, interval.high}) {
                const double entropy = mean * std::log(mean / p) + (1 - mean) * std::log((1 - mean) / (1 - p));
                EXPECT_NEAR(static_cast<double>(n) * entropy, std::log(40), 1e-3) << mean << " " << n;
            }
            EXPECT_LT(interval.low, mean);
            EXPECT_GT(interval.high, mean);
        }
    }
    EXPECT_EQ(hoeffding(0, 0), (Interval{0, 1}));
}

TEST(Hoeffding, holds_the_exact_interval_of_zeros_and_ones) {
    for (const std::uint64_t n : {1U, 10U, 137U, 10'000U}) {
        for (std::uint64_t k = 0; k <= n; k += std::max<std::uint64_t>(1, n / 7)) {
            const Interval general = hoeffding(static_cast<double>(k) / static_cast<double>(n), n);
            const Interval exact = clopper_pearson(k, n);
            EXPECT_LE(general.low, exact.low + 1e-12) << k << " " << n;
            EXPECT_GE(general.high, exact.high - 1e-12) << k << " " << n;
        }
    }
}

// Where all weights are 1/n, each side is √(ln 40 / (2n)) wide.
TEST(HoeffdingWeighted, is_as_wide_as_the_theorem_says) {
    const Interval interval = hoeffding_weighted(0.5, 1.0 / 1000);
    EXPECT_NEAR(interval.high - 0.5, std::sqrt(std::log(40) / 2000), 1e-12);
    EXPECT_NEAR(0.5 - interval.low, std::sqrt(std::log(40) / 2000), 1e-12);
    EXPECT_EQ(hoeffding_weighted(0.001, 1.0 / 1000).low, 0);
    EXPECT_EQ(hoeffding_weighted(0.999, 1.0 / 1000).high, 1);
}

}  // namespace
}  // namespace hotline
