#include "models/scenario/law.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/logistic.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/weibull.hpp>
#include <cmath>
#include <limits>

namespace hotline {
namespace {

using Kind = Law::Kind;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kLeast = 0x1p-53;  // the ends of the range of draws
constexpr double kMost = 1 - 0x1p-53;
constexpr Kind kContinuous[] = {Kind::uniform, Kind::exponential, Kind::lognormal,
                                Kind::weibull, Kind::gamma,       Kind::loglogistic};

Law law_of(Kind kind, double a, double b = 0) {
    Law law;
    law.kind = kind;
    law.a = a;
    law.b = b;
    return law;
}

Law empirical(std::vector<double> sample) {
    Law law;
    law.kind = Kind::empirical;
    law.sample = std::make_shared<const std::vector<double>>(std::move(sample));
    return law;
}

struct Quantile {
    Kind kind;
    double a, b, u, seconds;
};

// Computed with 40 digits from the distribution functions: the gamma law by bisection of the incomplete gamma
// function, the others from their formulas.
const Quantile kQuantiles[] = {
    {Kind::uniform, 10, 30, 0.25, 15},
    {Kind::exponential, 60, 0, 0.999, 414.46531673892822},
    {Kind::exponential, 60, 0, 1e-9, 6.000000003e-8},
    {Kind::lognormal, 2.4849066497880004, 0.7, 0.5, 12},
    {Kind::lognormal, 2.4849066497880004, 0.7, 0.9, 29.429357945167333},
    {Kind::lognormal, 2.4849066497880004, 0.7, kMost, 3757.7736847807159},
    {Kind::lognormal, 7.9444921639321590, 2.7, 1e-6, 0.0075232769606897711},
    {Kind::weibull, 100, 1.5, 0.9, 174.37215135964116},
    {Kind::weibull, 100, 0.5, 0.01, 0.010100925076817654},
    {Kind::gamma, 10, 2.5, 0.95, 22.140995387032708},
    {Kind::gamma, 10, 0.5, 0.01, 0.0015708785790970198},
    {Kind::gamma, 60, 100, 0.5, 59.800118951589293},
    {Kind::gamma, 3600, 0.05, 0.999, 197025.01910846469},
    {Kind::loglogistic, 47, 2.5, 0.9, 113.18656020819253},
    {Kind::loglogistic, 47, 0.5, 0.01, 0.0047954290378532803},
};

TEST(Law, quantiles_are_those_of_the_distributions) {
    for (const Quantile& known : kQuantiles) {
        const double seconds = law_of(known.kind, known.a, known.b).seconds(known.u);
        EXPECT_NEAR(seconds, known.seconds, 1e-13 * known.seconds)
            << "kind " << static_cast<int>(known.kind) << " at " << known.u;
    }
}

template <typename Distribution>
void expect_inverse(const Law& law, const Distribution& distribution) {
    for (const double u : {1e-12, 1e-3, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999}) {
        EXPECT_NEAR(cdf(distribution, law.seconds(u)), u, 1e-12 * u) << "kind " << static_cast<int>(law.kind);
    }
    EXPECT_NEAR(cdf(complement(distribution, law.seconds(1 - 0x1p-30))), 0x1p-30, 0x1p-30 * 1e-12);
}

TEST(Law, quantiles_are_the_inverses_of_the_distribution_functions) {
    for (const double shape : {0.3, 1.0, 1.7, 30.0}) {
        expect_inverse(law_of(Kind::lognormal, 4, shape), boost::math::lognormal(4, shape));
        expect_inverse(law_of(Kind::weibull, 100, shape), boost::math::weibull(shape, 100));
        expect_inverse(law_of(Kind::gamma, 100, shape), boost::math::gamma_distribution(shape, 100 / shape));
        expect_inverse(law_of(Kind::exponential, shape), boost::math::exponential(1 / shape));
    }
}

// The logarithm of a log-logistic time is logistic.
TEST(Law, the_logarithm_of_the_loglogistic_law_is_logistic) {
    const Law law = law_of(Kind::loglogistic, 100, 1.7);
    const boost::math::logistic logarithm(std::log(100), 1 / 1.7);
    for (const double u : {1e-9, 0.05, 0.5, 0.95, 0.999}) {
        EXPECT_NEAR(cdf(logarithm, std::log(law.seconds(u))), u, 1e-12 * u);
    }
}

// R: quantile(c(1, 2, 4, 8, 16), c(.1, .25, .9, .99)), whose default is type 7.
TEST(Law, empirical_quantiles_are_linear_between_the_values) {
    const Law law = empirical({1, 2, 4, 8, 16});
    EXPECT_DOUBLE_EQ(law.seconds(0.1), 1.4);
    EXPECT_DOUBLE_EQ(law.seconds(0.25), 2);
    EXPECT_DOUBLE_EQ(law.seconds(0.9), 12.8);
    EXPECT_DOUBLE_EQ(law.seconds(0.99), 15.68);
    EXPECT_NEAR(law.seconds(kLeast), 1, 1e-14);
    EXPECT_NEAR(law.seconds(kMost), 16, 1e-14);
}

TEST(Law, an_empirical_law_of_one_value_gives_it_always) {
    for (const double u : {kLeast, 0.5, kMost}) EXPECT_EQ(empirical({7}).seconds(u), 7);
}

TEST(Law, values_are_clamped_and_not_drawn_again) {
    Law law = law_of(Kind::exponential, 60);
    law.at_least = 30;
    law.at_most = 90;
    EXPECT_EQ(law.seconds(0.01), 30);
    EXPECT_EQ(law.seconds(0.99), 90);
    EXPECT_NEAR(law.seconds(0.5), 60 * std::log(2), 1e-12);
    Law fixed = Law::always(Ticks{5 * 1024});
    fixed.at_most = 4;
    EXPECT_EQ(fixed.seconds(0.5), 4);
    EXPECT_EQ(fixed.ticks(0.5), Ticks{4 * 1024});
}

TEST(Law, no_draw_of_any_law_lies_outside_what_it_gives_at_least_and_at_most) {
    for (const Kind kind : kLaws) {
        Law law = law_of(kind, 2, 3);
        law.sample = std::make_shared<const std::vector<double>>(std::vector<double>{1, 4});
        for (const double at_most : {kInfinity, 2.5}) {
            law.at_most = at_most;
            for (const double u : {kLeast, 0.5, kMost}) {
                EXPECT_GE(seconds_of(law.ticks(u)), law.least()) << name_of(kind);
                EXPECT_LE(seconds_of(law.ticks(u)), law.most()) << name_of(kind);
            }
        }
    }
    EXPECT_EQ(law_of(Kind::uniform, 2, 3).least(), 2);
    EXPECT_EQ(law_of(Kind::uniform, 2, 3).most(), 3);
    EXPECT_EQ(empirical({1, 4}).least(), 1);
    EXPECT_EQ(empirical({1, 4}).most(), 4);
    EXPECT_EQ(law_of(Kind::weibull, 2, 3).least(), 0);
    EXPECT_EQ(law_of(Kind::weibull, 2, 3).most(), seconds_of(kForever));
}

TEST(Law, always_gives_back_its_ticks) {
    for (const Ticks ticks : {Ticks{0}, Ticks{1}, Ticks{123'456'789}}) {
        EXPECT_TRUE(Law::always(ticks).constant());
        EXPECT_EQ(Law::always(ticks).ticks(0.5), ticks);
    }
}

TEST(Law, durations_are_rounded_to_the_nearest_tick_halves_up) {
    EXPECT_EQ(ticks_of_seconds(1.5 / 1024), Ticks{2});
    EXPECT_EQ(ticks_of_seconds(2.5 / 1024), Ticks{3});
    EXPECT_EQ(ticks_of_seconds(2.4 / 1024), Ticks{2});
    EXPECT_EQ(ticks_of_seconds(-1.5 / 1024), Ticks{-1});
    EXPECT_EQ(ticks_of_seconds(-1.6 / 1024), Ticks{-2});
    EXPECT_EQ(law_of(Kind::uniform, 0, 2.0 / 1024).ticks(0.25), Ticks{1});
    EXPECT_EQ(ticks_of_seconds(std::numeric_limits<double>::quiet_NaN()), kForever);
    EXPECT_EQ(ticks_of_seconds(1e300), kForever);
    EXPECT_EQ(ticks_of_seconds(-1e300), -kForever);
}

TEST(Law, nothing_extreme_gives_anything_but_a_duration) {
    const double kExtremes[] = {0, 5e-324, 1e-300, 1e-9, 1, 1e6, 1e15, 1e300, kInfinity};
    for (const Kind kind : kContinuous) {
        for (const double a : kExtremes) {
            for (const double b : kExtremes) {
                if (kind == Kind::uniform && b < a) continue;
                const Law law = law_of(kind, kind == Kind::lognormal ? std::log(a) : a, b);
                for (const double u : {kLeast, 1e-9, 0.5, 1 - 1e-9, kMost}) {
                    EXPECT_GE(law.seconds(u), 0) << static_cast<int>(kind) << ' ' << a << ' ' << b << ' ' << u;
                    EXPECT_GE(law.ticks(u), Ticks{0});
                    EXPECT_LE(law.ticks(u), kForever);
                }
            }
        }
    }
}

TEST(Law, extremes_go_where_they_should) {
    const Law spread = law_of(Kind::lognormal, std::log(60), 1e6);
    EXPECT_EQ(spread.seconds(0.4), 0);
    EXPECT_EQ(spread.ticks(0.6), kForever);
    EXPECT_NEAR(spread.seconds(0.5), 60, 1e-9);
    for (const Kind kind : {Kind::weibull, Kind::loglogistic}) {
        EXPECT_EQ(law_of(kind, 60, 1e-9).seconds(0.4), 0);
        EXPECT_EQ(law_of(kind, 60, 1e-9).ticks(0.7), kForever);
    }
    EXPECT_EQ(law_of(Kind::gamma, 60, 1e-9).seconds(0.5), 0);  // nearly all mass at 0
    for (const Kind kind : {Kind::weibull, Kind::gamma, Kind::loglogistic}) {
        EXPECT_NEAR(law_of(kind, 60, 1e12).seconds(0.001), 60, 1e-3);  // and here all of it at 60
        EXPECT_NEAR(law_of(kind, 60, 1e12).seconds(0.999), 60, 1e-3);
    }
}

TEST(Law, quantiles_never_fall) {
    for (const Kind kind : kContinuous) {
        for (const double shape : {0.05, 0.9, 2.0, 40.0}) {
            const Law law = law_of(kind, kind == Kind::uniform ? 0 : 3, shape);
            double before = 0;
            for (int n = 1; n < 10'000; ++n) {
                const double seconds = law.seconds(n / 10'000.0);
                ASSERT_GE(seconds, before) << static_cast<int>(kind) << ' ' << shape << ' ' << n;
                before = seconds;
            }
        }
    }
}

}  // namespace
}  // namespace hotline
