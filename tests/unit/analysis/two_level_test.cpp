// The variance over worlds and drills: closed forms, and coverage of the bands.

#include "analysis/estimates/two_level.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "tests/support/waiting_law.hpp"

namespace hotline {
namespace {

TEST(TwoLevel, is_the_analysis_of_variance_of_a_two_way_table) {
    // Worked by hand: worlds (1, 2, 3), (2, 4, 6). Means 2 and 4, drills 1.5, 3, 4.5, all 3. Interaction residuals
    // ±0.5, 0, ∓0.5: their squares sum to 1, with 2 degrees of freedom.
    TwoLevelSums sums(10);
    sums.add({1, 2, 3});
    sums.add({2, 4, 6});
    const TwoLevelEstimate estimate = sums.estimate();
    EXPECT_DOUBLE_EQ(estimate.mean, 3);
    EXPECT_DOUBLE_EQ(estimate.spread, 2);
    EXPECT_NEAR(estimate.noise, 0.5 / 3, 1e-12);
    EXPECT_NEAR(estimate.doubt, 2 - 0.5 / 3, 1e-12);
    EXPECT_NEAR(estimate.chance, (2.0 / 2 + 8.0 / 2) / 2, 1e-12);
    EXPECT_NEAR(estimate.luck, 2.25 / 3, 1e-12);
}

TEST(TwoLevel, has_points_by_plotting_positions) {
    std::vector<double> sorted;
    for (int number = 1; number <= 39; ++number) sorted.push_back(number);
    EXPECT_DOUBLE_EQ(point_at(sorted, 0.025), 1);
    EXPECT_DOUBLE_EQ(point_at(sorted, 0.975), 39);
    EXPECT_DOUBLE_EQ(point_at(sorted, 0.5), 20);
    EXPECT_DOUBLE_EQ(point_at(sorted, 0.26), 10.4);
}

struct Truth {
    double scale;  // of the doubt, on the logit
    std::size_t drills;
    bool common;  // whether the worlds share their luck
};

double share_at(double u, double scale) {
    // A logistic doubt: its quantile has a closed form.
    return 1 / (1 + std::exp(-0.4 - scale * std::log(u / (1 - u))));
}

/// The doubt's variance, of the estimator and without its correction, and how often the band holds a truth drawn
/// anew.
struct Measured {
    double doubt = 0;
    double spread = 0;
    double held = 0;
    double simulation_held = 0;
};

Measured measure(const Truth& truth, int experiments) {
    constexpr std::size_t kWorlds = 100;
    std::mt19937_64 random(5);
    Measured measured;
    for (int experiment = 0; experiment < experiments; ++experiment) {
        std::vector<double> luck;
        for (std::size_t drill = 0; drill < truth.drills; ++drill) luck.push_back(open_uniform(random));
        TwoLevelSums sums(1);
        double mean_truth = 0;
        for (std::size_t world = 0; world < kWorlds; ++world) {
            const double share = share_at(open_uniform(random), truth.scale);
            mean_truth += share / kWorlds;
            std::vector<double> drills;
            for (const double of_drill : luck)
                drills.push_back((truth.common ? of_drill : open_uniform(random)) < share ? 1 : 0);
            sums.add(drills);
        }
        const TwoLevelEstimate estimate = sums.estimate();
        measured.doubt += estimate.doubt / experiments;
        measured.spread += estimate.spread / experiments;
        const double drawn = share_at(open_uniform(random), truth.scale);
        measured.held += (estimate.band.low <= drawn && drawn <= estimate.band.high ? 1.0 : 0.0) / experiments;
        measured.simulation_held +=
            (estimate.simulation.low <= mean_truth && mean_truth <= estimate.simulation.high ? 1.0 : 0.0) /
            experiments;
    }
    return measured;
}

double true_variance(double scale) {
    MeanOf of;
    for (int index = 0; index < 100'000; ++index) of.add(share_at((index + 0.5) / 100'000, scale));
    return of.variance();
}

TEST(TwoLevel, takes_the_noise_out_of_the_variance_over_worlds) {
    for (const Truth& truth : {Truth{0.3, 20, false}, {0.3, 20, true}, {0.1, 50, false}, {0.6, 10, true}}) {
        const Measured measured = measure(truth, 1000);
        const double variance = true_variance(truth.scale);
        EXPECT_NEAR(measured.doubt / variance, 1, 0.06) << truth.scale << ' ' << truth.drills << ' ' << truth.common;
        EXPECT_GT(measured.spread / variance, 1.02);
    }
}

TEST(TwoLevel, has_bands_that_hold_a_truth_drawn_from_the_doubts) {
    for (const Truth& truth : {Truth{0.3, 1000, true},
                               {0.3, 50, true},
                               {0.3, 50, false},
                               {0.05, 50, true},
                               {0.05, 50, false},
                               {1, 200, true},
                               {0, 100, true}}) {
        const Measured measured = measure(truth, 1000);
        EXPECT_GE(measured.held, 0.925) << truth.scale << ' ' << truth.drills << ' ' << truth.common;
        EXPECT_GE(measured.simulation_held, 0.93) << truth.scale << ' ' << truth.drills << ' ' << truth.common;
    }
}

}  // namespace
}  // namespace hotline
