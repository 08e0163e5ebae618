#include "analysis/estimates/even_bets.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <functional>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "analysis/estimates/betting.hpp"

namespace hotline {
namespace {

using Random = std::mt19937_64;

/// A law of numbers from 0 to 1 by the place in the window, which is from 0 to 1.
struct LawOfPlace {
    std::string name;
    double mean;
    std::function<double(double, Random&)> draw;
};

/// 1 with that probability in a fifth of the window, and with that in the rest; else 0.
LawOfPlace on_and_off(std::string name, double on, double off) {
    return {std::move(name), 0.2 * on + 0.8 * off, [=](double place, Random& random) {
                return std::bernoulli_distribution(place < 0.2 ? on : off)(random) ? 1.0 : 0.0;
            }};
}

std::vector<LawOfPlace> laws_of_place() {
    return {
        on_and_off("always 1", 1, 1),
        on_and_off("half", 0.5, 0.5),
        on_and_off("1 in 200", 0.005, 0.005),
        on_and_off("on or off", 1, 0),
        on_and_off("nearly on or off", 0.95, 0.05),
        on_and_off("seldom, and on only", 0.05, 0),
        {"the place", 0.5, [](double place, Random&) { return place; }},
        {"the place, with chance", 0.5,
         [](double place, Random& random) {
             return std::uniform_real_distribution(0.0, 1.0)(random) < 0.3 ? 1 - place : place;
         }},
    };
}

struct Sample {
    std::vector<double> values;
    std::vector<EvenStart> starts;
};

Sample draw(const LawOfPlace& law, std::size_t drills, Random& random, double missing = 0) {
    Sample sample;
    std::vector<Index> order(kStrata);
    std::iota(order.begin(), order.end(), 0);
    std::uniform_real_distribution<double> uniform;
    for (std::size_t drill = 0; drill < drills; ++drill) {
        if (drill % kStrata == 0) std::shuffle(order.begin(), order.end(), random);
        const Index stratum = order[drill % kStrata];
        if (drill + 1 < drills && uniform(random) < missing) continue;
        sample.values.push_back(law.draw((stratum + uniform(random)) / kStrata, random));
        sample.starts.push_back({drill / kStrata, stratum});
    }
    return sample;
}

double sample_mean(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double breadth(const Interval& interval) {
    return interval.high - interval.low;
}

// Each of 80 counts exceeds its limit with a probability of 1e-6 at most, if the claim is kept.
TEST(EvenBets, cover_at_least_as_often_as_claimed) {
    constexpr int kSamples = 400;
    const double most = quantile(complement(boost::math::binomial(kSamples, 0.025), 1e-6));
    for (const LawOfPlace& law : laws_of_place()) {
        for (const std::size_t drills : {1U, 7U, 50U, 120U, 500U}) {
            Random random(drills);
            int below = 0;
            int above = 0;
            for (int sample = 0; sample < kSamples; ++sample) {
                const auto [values, starts] = draw(law, drills, random, sample % 2 == 0 ? 0 : 0.1);
                const Interval interval = EvenBets(values, starts, 0, 1).interval();
                below += law.mean < interval.low - 1e-12 ? 1 : 0;
                above += law.mean > interval.high + 1e-12 ? 1 : 0;
            }
            EXPECT_LE(below, most) << law.name << ", " << drills;
            EXPECT_LE(above, most) << law.name << ", " << drills;
        }
    }
}

/// Relative to an interval for independent drills, on average over ten samples.
double relative_width(const LawOfPlace& law, std::size_t drills) {
    Random random(3);
    double even = 0;
    double independent = 0;
    for (int sample = 0; sample < 10; ++sample) {
        const auto [values, starts] = draw(law, drills, random);
        even += breadth(EvenBets(values, starts, 0, 1).interval());
        independent += breadth(MeanBets(values, 0, 1).interval());
    }
    return even / independent;
}

TEST(EvenBets, are_narrower_by_what_strata_explain) {
    EXPECT_LT(relative_width(on_and_off("", 0.95, 0.05), 2000), 0.65);
    EXPECT_LT(relative_width(on_and_off("", 0.95, 0.05), 10'000), 0.58);
    EXPECT_LT(relative_width(laws_of_place()[6], 2000), 0.3);
}

TEST(EvenBets, are_little_wider_where_strata_explain_nothing) {
    EXPECT_LT(relative_width(on_and_off("", 0.5, 0.5), 2000), 1.15);
    EXPECT_LT(relative_width(on_and_off("", 0.5, 0.5), 10'000), 1.09);
    EXPECT_LT(relative_width(on_and_off("", 1, 1), 2000), 1.12);
}

TEST(EvenBets, have_an_interval_that_holds_the_mean_of_the_sample_and_grows_with_the_confidence) {
    Random random(5);
    for (const LawOfPlace& law : laws_of_place()) {
        for (const std::size_t drills : {1U, 2U, 50U, 77U, 500U}) {
            const auto [values, starts] = draw(law, drills, random);
            const EvenBets bets(values, starts, 0, 1);
            Interval inner{1, 0};
            for (const double confidence : {0.5, 0.95, 0.999, 1 - 1e-7}) {
                const Interval interval = bets.interval(confidence);
                EXPECT_LE(interval.low, sample_mean(values) + 1e-12) << law.name << ", " << drills;
                EXPECT_GE(interval.high, sample_mean(values) - 1e-12) << law.name << ", " << drills;
                EXPECT_LE(interval.low, inner.low + 1e-3) << law.name << ", " << drills;
                EXPECT_GE(interval.high, inner.high - 1e-3) << law.name << ", " << drills;
                inner = interval;
            }
        }
    }
}

// The same numbers and bounds, shifted and scaled, or reversed, give the same interval.
TEST(EvenBets, do_not_depend_on_units) {
    Random random(2);
    const auto [values, starts] = draw(laws_of_place().back(), 500, random);
    const Interval plain = EvenBets(values, starts, 0, 1).interval();
    std::vector<double> turned = values;
    for (double& value : turned) value = 50 - 20 * value;
    const Interval other = EvenBets(turned, starts, 30, 50).interval();
    EXPECT_NEAR(other.low, 50 - 20 * plain.high, 0.01);
    EXPECT_NEAR(other.high, 50 - 20 * plain.low, 0.01);
}

TEST(EvenBets, of_numbers_that_cannot_differ_end_where_they_are) {
    EXPECT_EQ(EvenBets({3, 3}, {{0, 1}, {0, 0}}, 3, 3).interval(), (Interval{3, 3}));
}

}  // namespace
}  // namespace hotline
