#include "analysis/estimates/fixed_width.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "analysis/drills/outcome.hpp"

namespace hotline {
namespace {

TEST(FixedWidth, looks_first_where_drills_that_are_all_alike_may_suffice) {
    for (const double width : {0.3, 0.1, 0.02, 0.0005}) {
        const FixedWidth stopping(width);
        const std::uint64_t first = stopping.first_look();
        EXPECT_TRUE(stopping.suffice(0, first)) << width;
        EXPECT_TRUE(stopping.suffice(first, first)) << width;
        EXPECT_FALSE(stopping.suffice(0, first - 1)) << width;
    }
    EXPECT_EQ(FixedWidth(0.1).first_look(), 38U);
    EXPECT_EQ(FixedWidth(0.5).first_look(), 6U);
}

TEST(FixedWidth, ends_at_its_last_look) {
    for (const double width : {0.5, 0.1, 0.02, 0.0005}) {
        const FixedWidth stopping(width);
        std::uint64_t drills = stopping.first_look();
        for (std::size_t look = 1; look < stopping.looks(); ++look) drills = FixedWidth::next_look(drills);
        EXPECT_TRUE(stopping.suffice(drills / 2, drills)) << width;
        const Interval interval = FixedWidth::interval(drills / 2, drills);
        EXPECT_LE(interval.high - interval.low, 2 * width);
    }
    EXPECT_EQ(FixedWidth(0.02).looks(), 21U);
}

TEST(FixedWidth, stops_once_the_drills_suffice_whatever_comes_later) {
    const FixedWidth stopping(0.1);
    std::vector<Ticks> times(38, Ticks{1});
    EXPECT_EQ(stopping.stop(times), 38U);
    times.insert(times.end(), 38, kNever);  // now the interval is wider
    EXPECT_EQ(stopping.stop(times), 38U);
    EXPECT_FALSE(stopping.suffice(38, 76));
    std::fill(times.begin(), times.begin() + 19, kNever);
    EXPECT_EQ(stopping.stop(times), std::nullopt);
    EXPECT_EQ(stopping.stop({}), std::nullopt);
}

TEST(FixedWidth, shares_the_error_among_its_looks) {
    const FixedWidth stopping(0.1);
    EXPECT_NEAR(1 - stopping.at_each_look(), 0.05 / static_cast<double>(stopping.looks()), 1e-15);
    EXPECT_NEAR(1 - stopping.at_each_look(0.99), 0.01 / static_cast<double>(stopping.looks()), 1e-15);
}

}  // namespace
}  // namespace hotline
