// The luck of values in doubt.

#include "sim/draws/worlds_luck.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace hotline {
namespace {

TEST(WorldsLuck, has_each_source_once_in_each_stratum) {
    const auto quantiles = world_quantiles(7, {"a", "b", "c"}, 50);
    ASSERT_EQ(quantiles.size(), 50U);
    for (std::size_t source = 0; source < 3; ++source) {
        std::set<int> strata;
        for (const auto& world : quantiles) {
            EXPECT_GT(world[source], 0);
            EXPECT_LT(world[source], 1);
            strata.insert(static_cast<int>(world[source] * 50));
        }
        EXPECT_EQ(strata.size(), 50U);
    }
}

TEST(WorldsLuck, of_a_source_depends_on_its_name_and_the_seed_alone) {
    const auto all = world_quantiles(7, {"a", "b", "c"}, 50);
    const auto some = world_quantiles(7, {"new", "c", "a"}, 50);
    const auto other = world_quantiles(8, {"a"}, 50);
    std::size_t alike = 0;
    for (std::size_t world = 0; world < 50; ++world) {
        EXPECT_EQ(some[world][1], all[world][2]);
        EXPECT_EQ(some[world][2], all[world][0]);
        alike += other[world][0] == all[world][0];
    }
    EXPECT_EQ(alike, 0U);
}

TEST(WorldsLuck, of_different_sources_is_independent) {
    const auto quantiles =
        world_quantiles(1, {"response.phone.on_duty.answer", "response.phone.off_duty.answer"}, 2000);
    double sum = 0;
    for (const auto& world : quantiles) sum += (world[0] - 0.5) * (world[1] - 0.5);
    EXPECT_NEAR(12 * sum / 2000, 0, 4 / std::sqrt(2000.0));
}

}  // namespace
}  // namespace hotline
