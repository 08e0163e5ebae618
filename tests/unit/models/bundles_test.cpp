#include "models/changes/bundles.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace hotline {
namespace {

using testing::ElementsAre;

Bundles priced(const std::vector<double>& costs, double budget) {
    std::vector<Offer> offers;
    for (const double cost : costs)
        offers.push_back({std::string(1, static_cast<char>('a' + offers.size())), cost, {}});
    return {std::move(offers), budget};
}

TEST(BundlesOfABudget, are_all_that_cost_no_more) {
    const Bundles bundles = priced({3, 1, 2}, 4);
    EXPECT_THAT(bundles.all(100).value(), ElementsAre(Bundle{0}, Bundle{0, 1}, Bundle{1}, Bundle{1, 2}, Bundle{2}));
    EXPECT_FALSE(bundles.all(4).has_value());
    EXPECT_TRUE(bundles.all(5).has_value());
    EXPECT_EQ(bundles.cost({0, 1}), 4);
    EXPECT_EQ(bundles.title({0, 1}), "a + b");
    EXPECT_FALSE(bundles.allows({}));
}

TEST(BundlesOfABudget, are_not_left_out_for_the_rounding_of_a_sum) {
    EXPECT_TRUE(priced(std::vector<double>(10, 0.1), 1).allows({0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
    EXPECT_FALSE(priced({1.001}, 1).allows({0}));
}

TEST(BundlesOfABudget, never_hold_two_changes_that_set_the_same_value) {
    std::vector<Offer> offers{{"a", 1, {1}}, {"b", 1, {0}}, {"c", 1, {}}};
    const Bundles bundles(offers, 10);
    EXPECT_THAT(bundles.all(100).value(), ElementsAre(Bundle{0}, Bundle{0, 2}, Bundle{1}, Bundle{1, 2}, Bundle{2}));
}

TEST(BundlesOfABudget, have_neighbours_with_one_more_one_less_or_another_one) {
    const Bundles bundles = priced({3, 1, 2, 9}, 4);
    EXPECT_THAT(bundles.neighbours({}), ElementsAre(Bundle{0}, Bundle{1}, Bundle{2}));
    std::vector<Bundle> near = bundles.neighbours({1, 2});
    std::sort(near.begin(), near.end());
    EXPECT_THAT(near, ElementsAre(Bundle{0, 1}, Bundle{1}, Bundle{2}));
    EXPECT_THAT(bundles.neighbours({0}), ElementsAre(Bundle{0, 1}, Bundle{1}, Bundle{2}));
}

}  // namespace
}  // namespace hotline
