#include "analysis/estimates/betting.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
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

/// φ(Φ⁻¹(u)), interpolated between four points for each power of two of the smaller of u and 1 − u.
double stake_of(double u) {
    const boost::math::normal_distribution<double> normal;
    const double smaller = std::min(u, 1 - u);
    const double power = std::exp2(std::floor(std::log2(smaller)));
    const double from = power * (1 + std::floor(4 * (smaller / power - 1)) / 4);
    const auto value = [&](double at) { return pdf(normal, quantile(normal, at)); };
    const double share = (smaller - from) / (power / 4);
    return (1 - share) * value(from) + share * value(from + power / 4);
}

/// Whether a gambler who begins with that share of his goal reaches it, for numbers from 0 to 1. `seen`: the farthest
/// numbers that he begins with.
bool wins(double begins, double seen, const std::vector<double>& values, double m, bool above) {
    double capital = begins * 0.8;
    const double mean = above ? m : 1 - m;
    MeanOf before;
    for (std::size_t drill = 0; drill < values.size(); ++drill) {
        const auto drills = static_cast<double>(drill);
        const double squares = drill < 2 ? 0 : before.variance() * (drills - 1);
        const double variance = mean * (seen + squares) / (seen + mean * drills);
        const double plain = stake_of(capital) / std::sqrt(variance * static_cast<double>(values.size() - drill));
        capital += std::min(plain, 0.95 * capital / mean) * (above ? values[drill] - m : m - values[drill]);
        if (capital >= 0.8) return true;
        before.add(values[drill]);
    }
    return false;
}

TEST(MeanBets, say_with_what_share_of_the_goal_it_is_reached) {
    Random random(1);
    for (const std::size_t drills : {1U, 2U, 7U, 100U, 500U}) {
        std::vector<double> values(drills);
        for (double& value : values) value = std::uniform_real_distribution(0.0, 0.7)(random);
        const MeanBets bets(values, 0, 1);
        for (const double m : {1e-6, 0.1, 0.3, 0.34, 0.36, 0.5, 1 - 1e-6}) {
            const bool above = bets.mean() > m;
            const double p = above ? bets.p_above(m) : bets.p_below(m);
            const auto any_wins = [&](double error) {
                return wins(0.98 * error, 0.25, values, m, above) || wins(0.02 * error, 1e-4, values, m, above);
            };
            if (p > 1e-15) {
                EXPECT_TRUE(p == 1 || any_wins(p * (1 + 1e-9))) << drills << ", " << m;
                EXPECT_FALSE(any_wins(p * (1 - 1e-9))) << drills << ", " << m;
            }
            EXPECT_EQ(bets.p_value(m), std::min(1.0, 2 * std::min(bets.p_above(m), bets.p_below(m))));
            EXPECT_EQ(std::max(bets.p_above(m), bets.p_below(m)), 1);
        }
    }
}

// A number that is farther from the sample's mean never has a larger p-value.
TEST(MeanBets, exclude_less_the_nearer_to_the_mean) {
    Random random(6);
    for (const BoundedLaw& law : laws()) {
        for (const std::size_t drills : {1U, 3U, 20U, 300U}) {
            const MeanBets bets(draw(law, drills, random), kLow, kHigh);
            double above = 0;
            double below = 1;
            for (double number = kLow; number <= kHigh; number += 0.05) {
                EXPECT_GE(bets.p_above(number), above * (1 - 1e-9)) << law.name << ", " << number;
                EXPECT_LE(bets.p_below(number), below * (1 + 1e-9)) << law.name << ", " << number;
                above = bets.p_above(number);
                below = bets.p_below(number);
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
        EXPECT_LE(interval.high, 1 + 999 * std::min(1.0, 1.11 * unseen)) << drills;
        EXPECT_LT(interval.low, 1) << drills;
        EXPECT_GE(unseen_share(drills, 0.95), unseen) << drills;
        EXPECT_LE(unseen_share(drills, 0.95), 1.11 * unseen) << drills;
    }
    EXPECT_EQ(MeanBets({3, 3}, 3, 3).interval(), (Interval{3, 3}));
}

// 2 000 drills of exactly 10 s within 2 hours: none of the others may be far above, and few below.
TEST(MeanBets, say_what_identical_drills_exclude) {
    const Interval interval = MeanBets(std::vector<double>(2000, 10), 0, 7200).interval();
    EXPECT_NEAR(interval.low, 9.9, 0.05);
    EXPECT_NEAR(interval.high, 24.2, 0.1);
}

// Where nothing is excluded, the end is the bound itself.
TEST(MeanBets, end_at_a_bound_or_well_away_from_it) {
    for (const double usual : {0.0, 1e-6, 10.0}) {
        for (const std::size_t drills : {1U, 2U, 40U, 400U}) {
            std::vector<double> values(drills, usual);
            values.back() = 20;
            for (const double high : {20.0, 1e9}) {
                const Interval interval = MeanBets(values, 0, high).interval();
                EXPECT_TRUE(interval.low == 0 || interval.low > 1e-9 * high) << interval.low;
                EXPECT_TRUE(interval.high == high || interval.high < high * (1 - 1e-9)) << interval.high;
            }
        }
    }
}

// On nearly normal data the interval is about as wide as Student's.
TEST(MeanBets, are_hardly_wider_than_student) {
    Random random(4);
    for (const double sigma : {0.2, 0.05}) {
        for (const double confidence : {0.95, 0.99375}) {
            double width = 0;
            for (int sample = 0; sample < 20; ++sample) {
                std::vector<double> values(10'000);
                for (double& value : values)
                    value = std::clamp(std::normal_distribution(0.5, sigma)(random), 0.0, 1.0);
                const Interval interval = MeanBets(values, 0, 1).interval(confidence);
                width += (interval.high - interval.low) / 20;
            }
            const double of_student = 2 * student_reach(10'000, confidence) * sigma / 100;
            EXPECT_LT(width, 1.06 * of_student) << sigma;
            EXPECT_GT(width, 0.97 * of_student) << sigma;
        }
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
                coverage.of("95 %").count(point, holds(bets.interval(), law.mean));
                coverage.of("80 %", 0.8).count(point, holds(bets.interval(0.8), law.mean));
                coverage.of("one-sided", 0.9).count(point, bets.p_above(law.mean) > 0.1 || bets.mean() == law.mean);
            }
        }
    }
    coverage.print();
    coverage.expect_never_too_little(1e-5);
}

}  // namespace
}  // namespace hotline
