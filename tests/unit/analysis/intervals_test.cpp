#include "analysis/intervals.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/binomial.hpp>
#include <random>

#include "analysis/confidence_sequence.hpp"

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

// The quantile lies between order statistics `low` and `high` where low ≤ number below it < high.
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
            EXPECT_GT(cdf(low), 0.025);  // one rank nearer would be too near
            EXPECT_GT(1 - cdf(high - 2), 0.025);
        }
    }
}

TEST(QuantileRanks, say_nothing_where_there_is_nothing_to_say) {
    EXPECT_EQ(quantile_ranks(5, 0.5), (Ranks{std::nullopt, std::nullopt}));
    EXPECT_EQ(quantile_ranks(6, 0.5), (Ranks{1, 6}));
    EXPECT_EQ(quantile_ranks(0, 0.5), (Ranks{}));
    EXPECT_EQ(quantile_rank(10, 0.9), 9U);
    EXPECT_EQ(quantile_rank(11, 0.9), 10U);
    EXPECT_EQ(quantile_rank(1, 0.5), 1U);
}

TEST(ConfidenceSequence, holds_the_estimate_and_is_wider_than_an_interval_for_one_look) {
    for (const std::uint64_t n : {1U, 10U, 1000U, 100'000U, 100'000'000U}) {
        for (const std::uint64_t k : {std::uint64_t{0}, n / 3, n}) {
            const Interval sequence = confidence_sequence(k, n);
            const Interval once = clopper_pearson(k, n);
            EXPECT_LE(sequence.low, once.low);
            EXPECT_GE(sequence.high, once.high);
            EXPECT_LE(half_width(sequence, k, n), 1);
        }
    }
}

// Over 4 000 experiments the truth may be left out by any of the intervals in at most 5 %; three standard errors make
// that 6.03 %. Half of the experiments stop as soon as the precision is met, which is when a fixed interval would
// fail.
TEST(ConfidenceSequence, covers_the_truth_at_all_times_and_when_stopped_by_what_is_seen) {
    constexpr int kExperiments = 4000;
    constexpr std::uint64_t kDrills = 2000;
    std::mt19937_64 engine(20121004);
    for (const double truth : {0.02, 0.3, 0.9}) {
        int ever_missed = 0;
        int missed_when_stopped = 0;
        for (int experiment = 0; experiment < kExperiments; ++experiment) {
            std::bernoulli_distribution reaches(truth);
            std::uint64_t k = 0;
            bool ever = false;
            bool stopped = false;
            double look = 16;
            for (std::uint64_t n = 1; n <= kDrills; ++n) {
                k += reaches(engine);
                if (static_cast<double>(n) < look) continue;
                look *= 1.05;
                const Interval interval = confidence_sequence(k, n);
                const bool missed = truth < interval.low || truth > interval.high;
                ever |= missed;
                if (!stopped && half_width(interval, k, n) <= 0.05) {
                    stopped = true;
                    missed_when_stopped += missed;
                }
            }
            ever_missed += ever;
            EXPECT_TRUE(stopped);
        }
        EXPECT_LE(ever_missed, 0.0603 * kExperiments) << truth;
        EXPECT_LE(missed_when_stopped, 0.0603 * kExperiments) << truth;
    }
}

}  // namespace
}  // namespace hotline
