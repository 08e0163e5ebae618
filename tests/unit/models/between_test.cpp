// How clusters differ: the laws over clusters, and latencies that are multiplied.

#include "models/scenario/between.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/beta.hpp>
#include <cmath>
#include <limits>

#include "models/scenario/law.hpp"
#include "tests/oracle/sketch.hpp"

namespace hotline {
namespace {

Between logit_normal(double sigma) {
    Between between;
    between.answers = Between::Answers::logit_normal;
    between.answer_sigma = sigma;
    return between;
}

Between beta(double precision) {
    Between between;
    between.answers = Between::Answers::beta;
    between.answer_precision = precision;
    return between;
}

double probability_of(double normal) {
    return std::erfc(-normal / std::sqrt(2.0)) / 2;
}

TEST(Between, moves_the_log_odds) {
    const Between between = logit_normal(0.8);
    EXPECT_DOUBLE_EQ(between.answer(0.45, 0), 0.45);
    for (const double normal : {-3.0, -0.5, 1.0, 8.2}) {
        const double moved = between.answer(0.45, normal);
        EXPECT_NEAR(std::log(moved / (1 - moved)), std::log(0.45 / 0.55) + 0.8 * normal, 1e-9) << normal;
    }
}

TEST(Between, gives_the_quantile_of_a_beta_law) {
    for (const double answer : {0.03, 0.45, 0.97}) {
        for (const double precision : {0.1, 4.0, 300.0}) {
            const boost::math::beta_distribution<> law(answer * precision, (1 - answer) * precision);
            for (const double normal : {-2.0, 0.0, 0.7, 3.0}) {
                const double moved = beta(precision).answer(answer, normal);
                if (moved < 1e-200 || moved > 1 - 1e-9) continue;
                EXPECT_NEAR(boost::math::cdf(law, moved), probability_of(normal), 1e-6) << answer << precision;
            }
        }
    }
}

TEST(Between, leaves_never_and_always_as_they_are) {
    for (const Between& between : {logit_normal(10), beta(0.001), Between{}}) {
        for (const double normal : {-8.2, 0.0, 8.2}) {
            EXPECT_EQ(between.answer(0, normal), 0);
            EXPECT_EQ(between.answer(1, normal), 1);
        }
    }
}

// With every permitted spread, however extreme.
TEST(Between, gives_probabilities_that_rise_with_the_number_and_with_the_answer) {
    constexpr double kAnswers[] = {1e-300, 1e-9, 0.01, 0.3, 0.97, 1 - 1e-12};
    for (const Between& between : {logit_normal(0), logit_normal(10), beta(0.001), beta(1), beta(1e6)}) {
        double of_the_one_before[8] = {};
        for (const double answer : kAnswers) {
            double before = 0;
            for (int step = 0; step < 8; ++step) {
                const double moved = between.answer(answer, step * 2.3 - 8.05);
                EXPECT_GE(moved, before) << answer;
                EXPECT_GE(moved, of_the_one_before[step] - 1e-9) << answer;
                EXPECT_LE(moved, 1) << answer;
                before = of_the_one_before[step] = moved;
            }
        }
    }
}

TEST(Between, has_a_mean_between_the_median_and_one_half) {
    EXPECT_NEAR(logit_normal(1.5).mean_answer(0.2), 0.270482, 1e-6);
    EXPECT_NEAR(logit_normal(0.8).mean_answer(0.45), 0.456149, 1e-6);
    EXPECT_NEAR(logit_normal(10).mean_answer(0.5), 0.5, 1e-9);
    EXPECT_NEAR(logit_normal(0).mean_answer(0.3), 0.3, 1e-9);
    EXPECT_EQ(beta(4).mean_answer(0.3), 0.3);
    EXPECT_EQ(Between{}.mean_answer(0.3), 0.3);
}

TEST(Between, multiplies_latencies_before_they_are_clamped) {
    Between between;
    between.latency_sigma = 0.5;
    EXPECT_DOUBLE_EQ(between.factor(0), 1);
    EXPECT_DOUBLE_EQ(between.factor(2), std::exp(1.0));
    Law law;
    law.kind = Law::Kind::uniform;
    law.a = 10;
    law.b = 20;
    law.at_least = 12;
    law.at_most = 40;
    EXPECT_EQ(law.ticks(0.5, 1), secs(15));
    EXPECT_EQ(law.ticks(0.5, 2), secs(30));
    EXPECT_EQ(law.ticks(0.5, 0.1), secs(12));
    EXPECT_EQ(law.ticks(0.5, 10), secs(40));
    EXPECT_EQ(lasts(7).ticks(0.5, 3), secs(21));
    EXPECT_EQ(lasts(0).ticks(0.5, 3), secs(0));
    EXPECT_EQ(lasts(7).ticks(0.5, 1e30), kForever);
}

TEST(Between, knows_the_bounds_of_latencies_multiplied_by_any_factor) {
    Law endless = lasts(7);
    endless.a = std::numeric_limits<double>::infinity();
    EXPECT_EQ(lasts(7).least(true), 0);
    EXPECT_EQ(lasts(7).most(true), endless.most());
    EXPECT_EQ(lasts(0).most(true), 0);
    Law clamped = lasts(7);
    clamped.at_least = 2;
    clamped.at_most = 30;
    EXPECT_EQ(clamped.least(true), 2);
    EXPECT_EQ(clamped.most(true), 30);
}

TEST(Between, finds_who_is_a_cluster) {
    Sketch sketch;
    const auto official = [&](Index party, const char* organisation) -> Official {
        const Index who = sketch.official(party, 1);
        sketch.scenario.officials[who].organisation = organisation;
        return sketch.scenario.officials[who];
    };
    const Official desk = official(sketch.callee, "cert");
    const Official deputy = official(sketch.callee, "cert");
    const Official minister = official(sketch.callee, "ministry");
    const Official foreign = official(sketch.caller, "cert");
    const Official lonely = official(sketch.callee, "");
    const auto of = [&](const Official& who, Between::Each each) { return who_differs(sketch.scenario, who, each); };
    EXPECT_NE(of(desk, Between::Each::official), of(deputy, Between::Each::official));
    EXPECT_EQ(of(desk, Between::Each::organisation), of(deputy, Between::Each::organisation));
    EXPECT_NE(of(desk, Between::Each::organisation), of(minister, Between::Each::organisation));
    EXPECT_NE(of(desk, Between::Each::organisation), of(foreign, Between::Each::organisation));
    EXPECT_EQ(of(lonely, Between::Each::organisation), of(lonely, Between::Each::official));
    EXPECT_EQ(of(desk, Between::Each::party), of(minister, Between::Each::party));
    EXPECT_NE(of(desk, Between::Each::party), of(foreign, Between::Each::party));
}

}  // namespace
}  // namespace hotline
