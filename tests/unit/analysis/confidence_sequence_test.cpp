#include "analysis/estimates/confidence_sequence.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace hotline {
namespace {

// After n failures p stays in the interval while (n + 1)(1 - p)^n ≥ 0.05.
TEST(ConfidenceSequence, has_its_closed_form_at_the_ends) {
    for (const std::uint64_t n : {1U, 7U, 1000U, 100'000'000U}) {
        const auto drills = static_cast<double>(n);
        const double edge = -std::expm1(std::log(0.05 / (drills + 1)) / drills);
        const Interval none = confidence_sequence(0, n);
        const Interval all = confidence_sequence(n, n);
        EXPECT_EQ(none.low, 0);
        EXPECT_NEAR(none.high / edge, 1, 1e-6) << n;
        EXPECT_NEAR((1 - all.low) / edge, 1, 1e-6) << n;
        EXPECT_EQ(all.high, 1);
    }
    EXPECT_EQ(confidence_sequence(0, 0), (Interval{0, 1}));
}

// For many drills the posterior is normal: (p - k/n)² n / (2 p (1 - p)) = ln 20 + ln(n / (2π p (1 - p))) / 2.
TEST(ConfidenceSequence, is_as_wide_as_a_normal_posterior_for_many_drills) {
    for (const std::uint64_t n : {1'000'000U, 100'000'000U}) {
        for (const double share : {0.1, 0.5, 0.9}) {
            const auto drills = static_cast<double>(n);
            const double variance = share * (1 - share);
            const double exponent = std::log(20) + std::log(drills / (2 * M_PI * variance)) / 2;
            const auto k = static_cast<std::uint64_t>(share * drills);
            const Interval interval = confidence_sequence(k, n);
            const double normal = std::sqrt(2 * variance * exponent / drills);
            EXPECT_NEAR((interval.high - share) / normal, 1, 0.01);
            EXPECT_NEAR((share - interval.low) / normal, 1, 0.01);
        }
    }
}

TEST(ConfidenceSequence, holds_the_estimate_and_is_wider_than_an_interval_for_one_look) {
    for (const std::uint64_t n : {1U, 10U, 1000U, 100'000U, 100'000'000U}) {
        for (const std::uint64_t k : {std::uint64_t{0}, n / 3, n}) {
            const Interval sequence = confidence_sequence(k, n);
            const Interval once = clopper_pearson(k, n);
            EXPECT_LE(sequence.low, once.low);
            EXPECT_GE(sequence.high, once.high);
        }
    }
}

constexpr std::uint64_t kMostDrills = 400;
constexpr double kNegligible = 1e-13;

/// For every number of drills: the probability of each number of successes, as long as `goes_on` lets the run go on.
template <class GoesOn>
void play_all_runs(double truth, const GoesOn& goes_on) {
    std::vector<double> likely{1};  // by the number of successes
    for (std::uint64_t n = 1; n <= kMostDrills; ++n) {
        likely.push_back(0);
        for (std::uint64_t k = n; k > 0; --k) likely[k] = likely[k] * (1 - truth) + likely[k - 1] * truth;
        likely[0] *= 1 - truth;
        for (std::uint64_t k = 0; k <= n; ++k) {
            if (likely[k] > kNegligible && !goes_on(k, n, likely[k])) likely[k] = 0;
        }
    }
}

const double kTruths[] = {0.003, 0.02, 0.3, 0.5, 0.9, 0.999};

bool misses(const Interval& interval, double truth) {
    return truth < interval.low || truth > interval.high;
}

/// The probability that the interval after any drill misses the truth. It is not simulated, but summed over all
/// possible runs.
double missed_at_some_time(double truth, Interval (*interval_of)(std::uint64_t, std::uint64_t, double)) {
    double missed = 0;
    play_all_runs(truth, [&](std::uint64_t k, std::uint64_t n, double likely) {
        const bool misses_now = misses(interval_of(k, n, kConfidence), truth);
        if (misses_now) missed += likely;
        return !misses_now;
    });
    return missed;
}

TEST(ConfidenceSequence, covers_the_truth_at_all_times_together) {
    for (const double truth : kTruths) EXPECT_LE(missed_at_some_time(truth, confidence_sequence), 0.05) << truth;
}

TEST(ConfidenceSequence, is_needed_as_intervals_for_one_look_do_not_cover_at_all_times) {
    EXPECT_GT(missed_at_some_time(0.3, clopper_pearson), 0.15);
}

}  // namespace
}  // namespace hotline
