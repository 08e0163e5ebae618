#include "analysis/lead.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "analysis/outcome.hpp"
#include "analysis/paired.hpp"
#include "analysis/report.hpp"
#include "analysis/sign_test.hpp"

namespace hotline {
namespace {

using namespace std::chrono_literals;

TEST(SignTest, is_the_exact_one) {
    SignTest test(0.05);
    EXPECT_FALSE(test.is_beyond_luck(4, 4));  // 1/16
    EXPECT_TRUE(test.is_beyond_luck(5, 5));   // 1/32
    EXPECT_FALSE(test.is_beyond_luck(7, 9));  // 46/512
    EXPECT_TRUE(test.is_beyond_luck(8, 9));   // 10/512
    EXPECT_FALSE(test.is_beyond_luck(0, 0));
    EXPECT_FALSE(test.is_beyond_luck(3, 6));
    for (std::uint64_t all = 0; all < 60; ++all) {
        for (std::uint64_t count = 0; count <= all; ++count)
            EXPECT_EQ(test.is_beyond_luck(count, all), half_or_more(count, all) <= 0.05) << count << " of " << all;
    }
}

/// Every drill as the one before it; the first takes five minutes, the second two in the one half, ten in the other.
struct CrossingCurves {
    std::vector<Ticks> first = std::vector<Ticks>(400, 5min);
    std::vector<Ticks> second = std::vector<Ticks>(400, 2min);

    CrossingCurves() { std::fill(second.begin() + 200, second.end(), Ticks(10min)); }
};

TEST(Leads, say_when_either_is_ahead) {
    const CrossingCurves curves;
    const auto stretches = leads_of(curves.first, curves.second, 1h);
    ASSERT_EQ(stretches.size(), 2U);
    // Seven cuts in each halving of the hour: the first after two minutes, the last before five, and so on.
    const auto cut = [](double number) {
        return Ticks{static_cast<std::int64_t>(3600.0 * 1024 * std::exp2(-number / 7))};
    };
    EXPECT_TRUE(stretches[0].is_of_second);
    EXPECT_EQ(stretches[0].from, cut(34));
    EXPECT_EQ(stretches[0].to, cut(26) - Ticks{1});
    EXPECT_EQ(stretches[0].at, cut(34));
    EXPECT_EQ(stretches[0].lead, 0.5);
    EXPECT_FALSE(stretches[1].is_of_second);
    EXPECT_EQ(stretches[1].from, cut(25));
    EXPECT_EQ(stretches[1].to, cut(19) - Ticks{1});
    EXPECT_EQ(stretches[1].lead, 0.5);
    ClopperPearsons known;
    const double pieces = 7 * 14 + 7 * 0.79;  // an hour is 28 800 eighths of a second, 14.8 halvings
    const Interval about = difference_exact({0, 0, 200, 200}, known, 1 - 0.025 / pieces);
    EXPECT_NEAR(stretches[0].interval.low, about.low, 0.005);
    EXPECT_NEAR(stretches[0].interval.high, about.high, 0.005);
}

TEST(Leads, last_to_the_horizon_and_begin_at_once_where_they_do) {
    const std::vector<Ticks> at_once(50, Ticks{0});
    const std::vector<Ticks> never(50, kNever);
    const auto stretches = leads_of(never, at_once, 24h);
    ASSERT_EQ(stretches.size(), 1U);
    EXPECT_EQ(stretches[0].from, Ticks{0});
    EXPECT_EQ(stretches[0].to, Ticks(24h));
    EXPECT_EQ(stretches[0].lead, 1);
    EXPECT_TRUE(stretches[0].is_of_second);
    EXPECT_FALSE(leads_of(at_once, never, 24h).front().is_of_second);
    EXPECT_EQ(leads_of(never, at_once, Ticks{1}).front().to, Ticks{1});
}

TEST(Leads, are_none_of_the_same_or_of_few) {
    const CrossingCurves curves;
    EXPECT_TRUE(leads_of(curves.second, curves.second, 1h).empty());
    EXPECT_TRUE(leads_of({kNever, kNever, kNever}, {1min, 1min, 1min}, 1h).empty());
    EXPECT_TRUE(leads_of({kNever}, {kNever}, 36500 * 24h).empty());
}

TEST(Leads, are_told) {
    EXPECT_EQ(lead_text({10min, 2h, true, 1h, 0.25, {0.2, 0.3}}, "hotline"),
              "hotline is ahead from 10 min to 2 h, at 1 h by 25.0 points (20.0–30.0)");
    EXPECT_EQ(lead_text({2h, 2h, true, 2h, 0.25, {0.2, 0.3}}, "hotline"),
              "hotline is ahead at 2 h, at 2 h by 25.0 points (20.0–30.0)");
}

}  // namespace
}  // namespace hotline
