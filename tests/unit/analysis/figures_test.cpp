#include "analysis/write/figures.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace hotline {
namespace {

using namespace std::chrono_literals;

TEST(FiguresText, of_shares_has_as_many_decimals_as_keep_it_from_none_and_all) {
    EXPECT_EQ(percent(0.412), "41.2");
    EXPECT_EQ(percent(0), "0.0");
    EXPECT_EQ(percent(1), "100.0");
    EXPECT_EQ(percent(0.00016), "0.016");
    EXPECT_EQ(percent(1e-6), "0.0001");
    EXPECT_EQ(percent(0.999988), "99.9988");
    EXPECT_EQ(whole_percent(0.412), "41");
    EXPECT_EQ(whole_percent(0.9975), "99.75");
    EXPECT_EQ(whole_percent(0.004), "0.4");
    EXPECT_EQ(grid_percent(0.004), "<1");
    EXPECT_EQ(grid_percent(0.9975), ">99");
    EXPECT_EQ(grid_percent(0.995 - 0.01), "99");
}

TEST(FiguresText, of_intervals_is_rounded_outwards) {
    EXPECT_EQ(probability_text(0.9990, {0.99816, 0.99952}), "99.9 % (99.8–99.96)");
    EXPECT_EQ(probability_text(0.984, {0.632, 0.99999999999961}), "98.4 % (63.2–100.0)");
    EXPECT_EQ(probability_text(0.0002, {0.00002, 0.0007}), "0.02 % (0.002–0.07)");
    EXPECT_EQ(probability_text(1, {0.99963, 1}), "100.0 % (99.963–100.0)");
    EXPECT_EQ(range_text({0.47e-5, 0.454}), "0.0–45.4 %");
    EXPECT_EQ(range_text({0.00001, 0.00036}), "0.001–0.036 %");
    EXPECT_EQ(probability_text(0.005, clopper_pearson(5, 1000)), "0.5 % (0.1–1.2)");
    EXPECT_EQ(whole_percent(0.005) + " % " + whole_percent_range(clopper_pearson(5, 1000)), "0.5 % (0.16–2)");
    EXPECT_EQ(seconds_text(100) + " " + seconds_range({61.2, 3541}), "1 min 40 s (1 min 01 s–1 h)");
    EXPECT_EQ(number_text(1.0003) + " " + number_range({1.0001, 1.0009}), "1.00 (1.00–1.01)");
}

TEST(FiguresText, of_differences_has_their_sign) {
    EXPECT_EQ(points_text(0.412), "+41.2");
    EXPECT_EQ(points_text(-0.0004), "-0.04");
    EXPECT_EQ(points_text(0), "+0.0");
    EXPECT_EQ(points_text(-0.41234, Rounding::down), "-41.3");
    EXPECT_EQ(points_text(-0.41234, Rounding::up), "-41.2");
    EXPECT_EQ(signed_seconds_text(-625.0, Rounding::up), "-10 min");
    EXPECT_EQ(signed_seconds_text(625.0, Rounding::up), "+11 min");
    EXPECT_EQ(signed_seconds_text({}), "not reached");
    EXPECT_EQ(signed_seconds_text(-std::numeric_limits<double>::infinity()), "too few");
}

TEST(FiguresText, of_times_tells_what_was_not_reached_from_what_too_few_drills_cannot_say) {
    QuantileEstimate quantile{0.9, Ticks{625s}, Ticks{61200}, {}, true};
    EXPECT_EQ(time_text(quantile.value), "11 min");
    EXPECT_EQ(low_text(quantile), "59 s");
    EXPECT_EQ(high_text(quantile), "not reached");
    quantile.enough = false;
    EXPECT_EQ(high_text(quantile), "too few");
}

TEST(FiguresText, of_p_values_is_never_smaller_than_they_are) {
    EXPECT_EQ(p_text(0.00009), "< 0.0001");
    EXPECT_EQ(p_text(0.03121), "0.0313");
    EXPECT_EQ(p_text(0.049991), "0.049991");
    EXPECT_EQ(p_text(0.05), "0.0500");
}

}  // namespace
}  // namespace hotline
