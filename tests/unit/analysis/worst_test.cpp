#include "analysis/estimates/worst.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace hotline {
namespace {

using testing::ElementsAre;

TEST(Worst, is_the_lowest_estimate_and_whatever_reaches_below_the_least_upper_end) {
    const std::vector<TableRow> rows{{0.5, {0.4, 0.6}}, {0.2, {0.1, 0.4}}, {0.3, {0.2, 0.39}}, {0.9, {0.8, 1}}};
    const Worst worst = worst_of(rows);
    EXPECT_EQ(worst.index, 1U);
    EXPECT_THAT(worst.candidates, ElementsAre(1, 2));
    EXPECT_FALSE(worst.is_certain());
    EXPECT_EQ(worst.reach, (Interval{0.1, 0.39}));
    EXPECT_EQ(reach_of_best(rows), (Interval{0.8, 1}));
    EXPECT_EQ(worst_of({{0.5, {0.4, 0.6}}, {0.5, {0.4, 0.6}}}).index, 0U);
    EXPECT_TRUE(worst_of({{0.5, {0, 1}}}).is_certain());
}

TEST(Worst, may_be_a_row_without_drills) {
    const Worst worst = worst_of({{{}, {0, 1}}, {0.9, {0.8, 1}}, {0.5, {0.4, 0.6}}});
    EXPECT_EQ(worst.index, 2U);
    EXPECT_THAT(worst.candidates, ElementsAre(0, 2));
    EXPECT_TRUE(worst.may_be(0));
    EXPECT_FALSE(worst.may_be(1));
    EXPECT_EQ(worst.reach, (Interval{0, 0.6}));
}

/// How often the truly worst of several cells is missed, by the true probabilities and the number of drills.
struct Experiments {
    std::uint64_t all = 0;
    std::uint64_t left_out = 0;    // the truly worst is no candidate
    std::uint64_t missed = 0;      // the interval of the worst misses the truth
    std::uint64_t not_lowest = 0;  // another cell has the lowest estimate
    std::uint64_t candidates = 0;
};

Experiments experiment(const std::vector<double>& truths, std::uint64_t drills, std::uint64_t experiments) {
    std::mt19937_64 random(7);
    std::vector<Interval> of_count;
    for (std::uint64_t reached = 0; reached <= drills; ++reached) {
        of_count.push_back(clopper_pearson(reached, drills, confidence_of_each(truths.size())));
    }
    Experiments count;
    const auto truly = static_cast<std::size_t>(std::min_element(truths.begin(), truths.end()) - truths.begin());
    for (; count.all < experiments; ++count.all) {
        std::vector<TableRow> rows;
        for (const double truth : truths) {
            const std::uint64_t reached = std::binomial_distribution<std::uint64_t>(drills, truth)(random);
            rows.push_back({static_cast<double>(reached) / static_cast<double>(drills), of_count[reached]});
        }
        const Worst worst = worst_of(rows);
        count.candidates += worst.candidates.size();
        if (worst.index != truly) ++count.not_lowest;
        if (!worst.may_be(truly)) ++count.left_out;
        if (worst.reach.low > truths[truly] || worst.reach.high < truths[truly]) ++count.missed;
    }
    return count;
}

// The truths are close together, so the worst is hardly worse. The test fails if the set misses the worst more often
// than in 5 %, beyond luck of one in a million.
TEST(Worst, has_the_truly_worst_among_its_candidates_with_95_percent) {
    const std::vector<double> alike(24, 0.3);
    std::vector<double> spread;
    for (int cell = 0; cell < 24; ++cell) spread.push_back(0.2 + 0.02 * cell);
    std::vector<double> rare(24, 0.02);
    rare[5] = 0.01;
    for (const auto& truths : {alike, spread, rare}) {
        for (const std::uint64_t drills : {60U, 1000U}) {
            const Experiments count = experiment(truths, drills, 2000);
            EXPECT_LE(clopper_pearson(count.left_out, count.all, 1 - 1e-6).low, 0.05) << truths[0] << " " << drills;
            EXPECT_LE(clopper_pearson(count.missed, count.all, 1 - 1e-6).low, 0.05) << truths[0] << " " << drills;
        }
    }
    // The lowest estimate alone is often that of another cell. Yet with many drills the set is small.
    const Experiments few = experiment(spread, 60, 2000);
    EXPECT_GT(few.not_lowest, few.all / 4);
    const Experiments many = experiment(spread, 10'000, 200);
    EXPECT_LE(many.candidates, 2 * many.all);
}

}  // namespace
}  // namespace hotline
