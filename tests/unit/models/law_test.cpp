#include "models/law.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace hotline {
namespace {

Law law_of(Law::Kind kind, double a, double b = 0) {
    Law law;
    law.kind = kind;
    law.a = a;
    law.b = b;
    return law;
}

// Reference values: R 4.2, qlnorm(0.9, log(12), 0.7) and so on.
TEST(Law, quantiles_are_those_of_the_distributions) {
    EXPECT_DOUBLE_EQ(law_of(Law::Kind::uniform, 10, 30).seconds(0.25), 15);
    EXPECT_NEAR(law_of(Law::Kind::exponential, 60).seconds(0.5), 60 * std::log(2), 1e-12);
    EXPECT_NEAR(law_of(Law::Kind::lognormal, std::log(12), 0.7).seconds(0.5), 12, 1e-12);
    EXPECT_NEAR(law_of(Law::Kind::lognormal, std::log(12), 0.7).seconds(0.975),
                12 * std::exp(0.7 * 1.959963984540054), 1e-9);
    EXPECT_NEAR(law_of(Law::Kind::weibull, 100, 2).seconds(1 - std::exp(-1)), 100, 1e-9);
    EXPECT_NEAR(law_of(Law::Kind::gamma, 10, 1).seconds(0.5), 10 * std::log(2), 1e-9);  // shape 1: exponential
    EXPECT_NEAR(law_of(Law::Kind::gamma, 4, 2).seconds(0.95), 2 * 4.743864518,
                1e-7);  // half of a chi-square of 4: 9.487729
    EXPECT_NEAR(law_of(Law::Kind::loglogistic, 47, 2).seconds(0.9), 47 * 3, 1e-9);  // odds of 9, to the power 1/2
}

TEST(Law, empirical_quantiles_are_linear_between_the_values) {
    Law law;
    law.kind = Law::Kind::empirical;
    law.sample = std::make_shared<const std::vector<double>>(std::vector<double>{10, 20, 40});
    EXPECT_DOUBLE_EQ(law.seconds(0.25), 15);
    EXPECT_DOUBLE_EQ(law.seconds(0.75), 30);
    EXPECT_NEAR(law.seconds(1 - 1e-12), 40, 1e-9);
    EXPECT_NEAR(law.seconds(1e-12), 10, 1e-9);
}

TEST(Law, values_are_clamped_and_not_drawn_again) {
    Law law = law_of(Law::Kind::exponential, 60);
    law.at_least = 30;
    law.at_most = 90;
    EXPECT_EQ(law.seconds(0.01), 30);
    EXPECT_EQ(law.seconds(0.99), 90);
}

TEST(Law, durations_are_rounded_to_the_nearest_tick_halves_up) {
    EXPECT_EQ(ticks_of_seconds(1.5 / 1024), Ticks{2});
    EXPECT_EQ(ticks_of_seconds(2.5 / 1024), Ticks{3});
    EXPECT_EQ(ticks_of_seconds(-1.5 / 1024), Ticks{-1});
    EXPECT_EQ(ticks_of_seconds(std::numeric_limits<double>::quiet_NaN()), kForever);
    EXPECT_EQ(ticks_of_seconds(1e300), kForever);
}

TEST(Law, nothing_extreme_gives_anything_but_a_duration) {
    const double kExtremes[] = {1e-300, 1e-9, 1, 1e9, 1e300};
    for (const auto kind : {Law::Kind::exponential, Law::Kind::lognormal, Law::Kind::weibull, Law::Kind::gamma,
                            Law::Kind::loglogistic}) {
        for (const double a : kExtremes) {
            for (const double b : kExtremes) {
                const Law law = law_of(kind, kind == Law::Kind::lognormal ? std::log(a) : a, b);
                for (const double u : {0x1p-53, 1e-9, 0.5, 1 - 1e-9, 1 - 0x1p-53}) {
                    const Ticks ticks = law.ticks(u);
                    EXPECT_GE(ticks, Ticks{0});
                    EXPECT_LE(ticks, kForever);
                }
            }
        }
    }
}

}  // namespace
}  // namespace hotline
