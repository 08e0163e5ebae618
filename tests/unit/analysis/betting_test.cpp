#include "analysis/estimates/betting.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "tests/support/coverage.hpp"

namespace hotline {
namespace {

constexpr double kLow = -10;
constexpr double kHigh = 30;

using Random = std::mt19937_64;

/// A law of numbers between kLow and kHigh.
struct BoundedLaw {
    std::string name;
    double mean;
    std::function<double(Random&)> draw;
};

/// `large` with a probability, else `usual`.
BoundedLaw of_two(std::string name, double usual, double large, double probability) {
    return {std::move(name), usual + probability * (large - usual),
            [=](Random& random) { return std::bernoulli_distribution(probability)(random) ? large : usual; }};
}

std::vector<BoundedLaw> laws() {
    return {
        of_two("always the same", 5, 5, 0.5),
        of_two("always a bound", kLow, kLow, 0.5),
        of_two("one or the other bound", kLow, kHigh, 0.5),
        of_two("seldom the upper bound", kLow, kHigh, 0.01),
        of_two("seldom and far above", 0.1, kHigh, 0.003),
        of_two("seldom and far below", 0.1, kLow, 0.03),
        of_two("nearly always 0", 0, 30, 0.001),
        {"uniform", 10, [](Random& random) { return std::uniform_real_distribution(kLow, kHigh)(random); }},
        {"uniform and narrow", 10, [](Random& random) { return std::uniform_real_distribution(9.9, 10.1)(random); }},
        {"exponential, cut", 2 * (1 - std::exp(-15)),
         [](Random& random) { return std::min(std::exponential_distribution(0.5)(random), kHigh); }},
    };
}

std::vector<double> draw(const BoundedLaw& law, std::size_t drills, Random& random) {
    std::vector<double> values(drills);
    for (double& value : values) value = law.draw(random);
    return values;
}

/// The p-value by its definition, for numbers from 0 to 1: 1 over the largest capital of the bettor on the side of
/// the mean.
double p_by_definition(const std::vector<double>& values, double m, double tuned) {
    double mean = 0;
    for (const double value : values) mean += value / static_cast<double>(values.size());
    double squares = 1.0 / 32;
    double log_capital = 0;
    double most = 0;
    const bool above = mean > m;
    for (std::size_t drill = 0; drill < values.size(); ++drill) {
        const double variance = squares / static_cast<double>(drill + 1);
        const double plain = std::sqrt(2 * std::log(2 / (1 - tuned)) / static_cast<double>(values.size()) / variance);
        const double bet = std::min(plain, 0.8 / (above ? m : 1 - m));
        log_capital += std::log1p(bet * (above ? values[drill] - m : m - values[drill]));
        most = std::max(most, log_capital);
        MeanOf so_far;
        for (std::size_t before = 0; before <= drill; ++before) so_far.add(values[before]);
        squares = 1.0 / 32 + so_far.variance() * static_cast<double>(drill);
    }
    return mean == m ? 1 : std::exp(-most);
}

TEST(MeanBets, gain_what_the_definition_says) {
    Random random(1);
    for (const double tuned : {0.95, 0.99375}) {
        for (const std::size_t drills : {1U, 2U, 7U, 100U, 500U}) {
            std::vector<double> values(drills);
            for (double& value : values) value = std::uniform_real_distribution(0.0, 0.7)(random);
            const MeanBets bets(values, 0, 1, tuned);
            for (const double m : {1e-6, 0.1, 0.3, 0.34, 0.36, 0.5, 1 - 1e-6}) {
                const double p = p_by_definition(values, m, tuned);
                EXPECT_NEAR(std::log(std::min(bets.p_above(m), bets.p_below(m))), std::log(p), 1e-9) << drills;
                EXPECT_EQ(bets.p_value(m), std::min(1.0, 2 * std::min(bets.p_above(m), bets.p_below(m))));
                EXPECT_EQ(std::max(bets.p_above(m), bets.p_below(m)), 1);
            }
        }
    }
}

// The same numbers and bounds, shifted and scaled, or reversed, give the same interval.
TEST(MeanBets, do_not_depend_on_units) {
    Random random(2);
    std::vector<double> values(200);
    for (double& value : values) value = std::exponential_distribution(8.0)(random);
    for (double& value : values) value = std::min(value, 1.0);
    const Interval plain = MeanBets(values, 0, 1).interval();
    std::vector<double> turned = values;
    for (double& value : turned) value = 50 - 20 * value;
    const Interval other = MeanBets(turned, 30, 50).interval();
    EXPECT_NEAR(other.low, 50 - 20 * plain.high, 1e-9);
    EXPECT_NEAR(other.high, 50 - 20 * plain.low, 1e-9);
}

TEST(MeanBets, end_the_interval_where_the_p_value_says) {
    Random random(3);
    for (const BoundedLaw& law : laws()) {
        for (const std::size_t drills : {1U, 2U, 3U, 10U, 300U}) {
            const MeanBets bets(draw(law, drills, random), kLow, kHigh);
            for (const double confidence : {0.5, 0.9, 0.95, 0.99375, 0.9999}) {
                SCOPED_TRACE(law.name + ", " + std::to_string(drills));
                const Interval interval = bets.interval(confidence);
                EXPECT_LE(kLow, interval.low);
                EXPECT_LE(interval.low, bets.mean());
                EXPECT_LE(bets.mean(), interval.high);
                EXPECT_LE(interval.high, kHigh);
                const double level = 1 - confidence;
                // The p-value at an end is within a hundredth of the level: ends are not computed more exactly.
                if (interval.low > kLow && interval.low < bets.mean()) {
                    EXPECT_LE(bets.p_value(interval.low), level * (1 + 1e-9));
                    EXPECT_GE(bets.p_value(interval.low), level * 0.99);
                }
                if (interval.high < kHigh && interval.high > bets.mean()) {
                    EXPECT_LE(bets.p_value(interval.high), level * (1 + 1e-9));
                    EXPECT_GE(bets.p_value(interval.high), level * 0.99);
                }
                for (const double number : {kLow, -1.0, 0.0, 0.1, 5.0, 9.0, 10.0, 29.0, kHigh}) {
                    const Interval apart = bets.interval(confidence, number);
                    const bool inside = apart.low < number && number < apart.high;
                    // The interval holds a number exactly where its p-value is above the level. The bounds, on which
                    // nobody bets, and the sample's mean are exceptions.
                    const bool is_end = number == kLow || number == kHigh || number == bets.mean();
                    EXPECT_TRUE(is_end || inside == (bets.p_value(number) > level)) << number;
                }
            }
        }
    }
}

// However alike n drills are, a value that none of them took may have a probability of the order of 1/n.
TEST(MeanBets, leave_room_for_what_was_not_seen) {
    for (const std::size_t drills : {1U, 2U, 10U, 100U, 10'000U}) {
        const std::vector<double> alike(drills, 1.0);
        const Interval interval = MeanBets(alike, 0, 1000).interval();
        const double unseen = 1 - std::pow(0.025, 1 / static_cast<double>(drills));
        EXPECT_GE(interval.high, 1 + 999 * unseen) << drills;
        EXPECT_LT(interval.low, 1) << drills;
    }
    EXPECT_EQ(MeanBets({0.25}, 0, 1).interval(), (Interval{0, 1}));
    EXPECT_EQ(MeanBets({3, 3}, 3, 3).interval(), (Interval{3, 3}));
}

// On nearly normal data the interval is asymptotically 1.25 times as wide as Student's, apart from the gain of
// looking at every drill.
TEST(MeanBets, are_hardly_wider_than_student) {
    Random random(4);
    for (const double sigma : {0.2, 0.05, 0.02}) {
        double width = 0;
        for (int sample = 0; sample < 20; ++sample) {
            std::vector<double> values(10'000);
            for (double& value : values) value = std::clamp(std::normal_distribution(0.5, sigma)(random), 0.0, 1.0);
            const Interval interval = MeanBets(values, 0, 1, 0.99375).interval(0.99375);
            width += (interval.high - interval.low) / 20;
        }
        const double of_student = 2 * student_reach(10'000, 0.99375) * sigma / 100;
        EXPECT_LT(width, 1.3 * of_student) << sigma;
        EXPECT_GT(width, of_student) << sigma;
    }
}

// Coverage is never too low.
TEST(MeanBets, cover_the_mean_of_every_law) {
    Coverage coverage;
    const int experiments = full_coverage() ? 10'000 : 1000;
    for (const BoundedLaw& law : laws()) {
        for (const std::size_t drills : {1U, 2U, 3U, 5U, 10U, 30U, 300U}) {
            Random random(5);
            for (int experiment = 0; experiment < experiments; ++experiment) {
                const MeanBets bets(draw(law, drills, random), kLow, kHigh);
                const std::string point = law.name + ", " + std::to_string(drills);
                coverage.of("tuned").count(point, holds(bets.interval(), law.mean));
                coverage.of("not tuned", 0.8).count(point, holds(bets.interval(0.8), law.mean));
                coverage.of("one-sided", 0.9).count(point, bets.p_above(law.mean) > 0.1 || bets.mean() == law.mean);
            }
        }
    }
    coverage.print();
    coverage.expect_never_too_little(1e-5);
}

}  // namespace
}  // namespace hotline
