#include "analysis/estimates/drift_tests.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <random>

#include "analysis/estimates/paired_differences.hpp"
#include "tests/support/random.hpp"

namespace hotline {
namespace {

using Random = std::mt19937_64;
using Draw = std::function<double(Random&)>;

MeanBet bet_on(std::size_t drills, const Draw& draw, Random& random) {
    MeanBet bet;
    for (std::size_t drill = 0; drill < drills; ++drill) bet.add(draw(random));
    return bet;
}

// Laws with mean 0. Some have a rare large difference that is seldom seen.
TEST(MeanBets, are_seldom_won_where_the_mean_is_0) {
    const Draw laws[] = {
        [](Random& random) { return uniform(random) < 0.5 ? -1 : 1; },
        [](Random& random) { return 2 * uniform(random) - 1; },
        [](Random& random) { return uniform(random) < 0.999 ? 0.001 : -0.999; },
        [](Random& random) { return uniform(random) < 0.9 ? 0.1 : -0.9; },
        [](Random& random) { return uniform(random) < 0.99  ? 0
                                    : uniform(random) < 0.5 ? -0.5
                                                            : 0.5; },
        [](Random& random) { return std::min(-std::log(uniform(random)) / 20, 1.0) - 0.05 * (1 - std::exp(-20)); },
    };
    constexpr int kTimes = 400;
    Random random(1);
    for (const Draw& law : laws) {
        for (const std::size_t drills : {1UL, 2UL, 3UL, 10UL, 100UL, 1000UL}) {
            int found = 0;
            for (int time = 0; time < kTimes; ++time) found += bet_on(drills, law, random).p_value() < 0.05 ? 1 : 0;
            EXPECT_LE(found, 33);  // 34 or more of 400 at 5 %: once in 700
        }
    }
}

TEST(MeanBets, are_won_where_all_drills_differ_one_way) {
    MeanBet bet;
    EXPECT_FALSE(bet.any_differs());
    for (int drill = 0; drill < 20; ++drill) bet.add(1);
    EXPECT_TRUE(bet.any_differs());
    EXPECT_NEAR(bet.p_value(), 4 * std::exp2(-20), std::exp2(-20));  // a quarter of the capital was bet this way
    MeanBet other;
    for (int drill = 0; drill < 20; ++drill) other.add(-1);
    EXPECT_EQ(other.p_value(), bet.p_value());
}

// The whole procedure: the change that one look names is found that often by the next look.
TEST(MeanBets, find_what_they_say_they_would_have_found) {
    struct Family {
        double scattered;
        Draw size;
    };
    const Family families[] = {
        {0.002, [](Random&) { return 0.97; }},
        {0.1, [](Random& random) { return std::min(-std::log(uniform(random)) / 10, 1.0); }},
        {0.9, [](Random& random) { return 0.3 * uniform(random); }},
    };
    constexpr int kTimes = 60;
    constexpr std::size_t kDrills = 600;
    constexpr double kLevel = 0.001;
    Random random(2);
    for (const Family& family : families) {
        double mean_size = 0;
        for (int time = 0; time < 10000; ++time) mean_size += family.size(random) / 10000;
        const auto drills_with = [&](double change) {
            return bet_on(
                kDrills,
                [&](Random& luck) {
                    if (uniform(luck) < change) return family.size(luck);
                    if (uniform(luck) >= family.scattered) return 0.0;
                    return uniform(luck) < 0.5 ? family.size(luck) : -family.size(luck);
                },
                random);
        };
        int found = 0;
        int looks = 0;
        for (int time = 0; time < kTimes; ++time) {
            const MeanBet seen = drills_with(0);
            if (!seen.any_differs()) continue;
            ++looks;
            const auto smallest = seen.smallest_found(kLevel);
            ASSERT_TRUE(smallest);
            found += drills_with(*smallest / mean_size).p_value() < kLevel ? 1 : 0;
        }
        EXPECT_GE(found, std::floor(0.8 * looks)) << family.scattered;  // at 90 %, fewer: once in 150
    }
}

TEST(OneWay, takes_as_many_drills_as_the_binomial_distribution_says) {
    EXPECT_EQ(fewest_one_way(0.05), 6U);  // 2/2^6 = 0.031
    EXPECT_EQ(fewest_one_way(0.5), 3U);   // 2/2^2 is not below it
    for (const double level : {0.05, 0.001, 1e-6}) {
        const std::uint64_t fewest = fewest_one_way(level);
        EXPECT_LT(mcnemar({0, fewest, 0, 0}), level);
        EXPECT_GE(mcnemar({0, fewest - 1, 0, 0}), level);
    }
}

// By hand: where no drill differs by chance, 11 drills are enough to find a change, and 10 are not. A look at 1000
// drills may see no chance difference although 2.3 are expected.
TEST(OneWay, finds_what_it_says_it_would_have_found) {
    constexpr double kLevel = 0.001;
    EXPECT_FALSE(OneWayPower(kLevel).smallest_found(0, 10));
    EXPECT_TRUE(OneWayPower(kLevel).smallest_found(0, 11));
    constexpr int kTimes = 200;
    Random random(3);
    for (const double scattered : {0.0, 0.004, 0.05, 0.5, 1.0}) {
        for (const std::uint64_t drills : {100U, 1000U}) {
            OneWayPower power(kLevel);
            const auto seen = [&](double change) {
                PairedCounts counts;
                for (std::uint64_t drill = 0; drill < drills; ++drill) {
                    if (uniform(random) < change) {
                        ++counts.second_only;
                    } else if (uniform(random) < scattered) {
                        ++(uniform(random) < 0.5 ? counts.first_only : counts.second_only);
                    } else {
                        ++counts.both;
                    }
                }
                return counts;
            };
            int found = 0;
            for (int time = 0; time < kTimes; ++time) {
                const PairedCounts before = seen(0);
                const auto smallest = power.smallest_found(before.first_only + before.second_only, drills);
                ASSERT_TRUE(smallest);
                found += mcnemar(seen(*smallest)) < kLevel ? 1 : 0;
            }
            EXPECT_GE(found, 170) << scattered << ' ' << drills;  // at 90 %, fewer: once in 80
        }
    }
}

}  // namespace
}  // namespace hotline
