#include "analysis/estimates/worst_causes.hpp"

#include <gtest/gtest.h>

#include "analysis/estimates/betting.hpp"

namespace hotline {
namespace {

/// Drills of two cells in turn.
std::vector<bool> reached(std::size_t rounds, bool in_first, bool in_second) {
    std::vector<bool> drills;
    for (std::size_t round = 0; round < rounds; ++round) {
        drills.push_back(in_first);
        drills.push_back(in_second);
    }
    return drills;
}

TEST(WorstCauses, of_one_cause_are_what_the_difference_shrinks_by) {
    const WorstCauses told = worst_causes({reached(50, true, false), reached(50, true, true)}, {0.5, 0.5}, 1, 0.95);
    EXPECT_EQ(told.difference.value, 1);
    ASSERT_EQ(told.causes.size(), 1U);
    EXPECT_EQ(told.causes[0].value, 1);
    EXPECT_EQ(told.rest.value, 0);
    EXPECT_EQ(told.difference.interval, MeanBets(std::vector<double>(50, 1), -1, 1).interval());
}

TEST(WorstCauses, share_what_only_both_together_make) {
    // Either cause alone keeps the second cell from contact.
    const auto drills = reached(50, true, false);
    const WorstCauses told = worst_causes({drills, drills, drills, reached(50, true, true)}, {0.5, 0.5}, 1, 0.95);
    EXPECT_EQ(told.causes[0].value, 0.5);
    EXPECT_EQ(told.causes[1].value, 0.5);
    EXPECT_EQ(told.rest.value, 0);
}

TEST(WorstCauses, take_the_mean_over_all_orders) {
    // Of three causes the first two keep the second cell from contact, each alone, and the third does nothing.
    std::vector<double> of_second_cell{0, 0, 0, 1, 0, 0, 0, 1};
    ReachedWithout drills;
    for (const double is_reached : of_second_cell) drills.push_back(reached(10, true, is_reached > 0));
    const WorstCauses told = worst_causes(drills, {0.5, 0.5}, 1, 0.95);
    // Whichever of the two goes last makes all of it.
    EXPECT_DOUBLE_EQ(told.causes[0].value, 0.5);
    EXPECT_DOUBLE_EQ(told.causes[1].value, 0.5);
    EXPECT_DOUBLE_EQ(told.causes[2].value, 0);
}

TEST(WorstCauses, may_go_last) {
    // Without either of the first two the cells do not differ. The third hides that they would without it.
    const auto none = reached(10, false, false);
    const WorstCauses told =
        worst_causes({reached(10, true, false), reached(10, true, true), none, none, reached(10, true, false)},
                     {0.5, 0.5}, 1, 0.95);
    EXPECT_DOUBLE_EQ(told.causes[0].value, 0.5);
    EXPECT_DOUBLE_EQ(told.causes[1].value, 0.5);
    EXPECT_DOUBLE_EQ(told.causes[2].value, -1);
    EXPECT_DOUBLE_EQ(told.rest.value, 1);
}

TEST(WorstCauses, add_up_with_the_rest) {
    ReachedWithout drills;
    for (std::size_t set = 0; set < 17; ++set) {
        drills.emplace_back();
        for (std::size_t drill = 0; drill < 300; ++drill)
            drills.back().push_back((drill * (set + 7)) % 11 < 5 + set % 4);
    }
    const WorstCauses told = worst_causes(drills, {0.5, 0.3, 0.2}, 2, 0.95);
    double sum = told.rest.value;
    for (const Estimate& cause : told.causes) {
        sum += cause.value;
        EXPECT_LE(cause.interval.low, cause.value);
        EXPECT_GE(cause.interval.high, cause.value);
    }
    EXPECT_NEAR(sum, told.difference.value, 1e-12);
}

TEST(WorstCauses, weight_the_other_cells_by_their_share_of_the_time) {
    // Contact in the first cell only; it has three fifths of the time of the two other cells.
    std::vector<bool> drills;
    for (std::size_t round = 0; round < 10; ++round) drills.insert(drills.end(), {true, false, false});
    EXPECT_DOUBLE_EQ(worst_causes({drills}, {0.3, 0.2, 0.5}, 2, 0.95).difference.value, 0.6);
    // A last round that is not complete does not count.
    drills.insert(drills.end(), {false, true});
    EXPECT_DOUBLE_EQ(worst_causes({drills}, {0.3, 0.2, 0.5}, 2, 0.95).difference.value, 0.6);
}

}  // namespace
}  // namespace hotline
