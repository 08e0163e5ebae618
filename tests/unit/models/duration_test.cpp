#include "models/base/duration.hpp"

#include <gtest/gtest.h>

namespace hotline {
namespace {

using namespace std::chrono_literals;

TEST(Duration, is_a_sum_of_numbers_with_units) {
    EXPECT_EQ(parse_duration("90s"), Ticks{90s});
    EXPECT_EQ(parse_duration("1h30min"), Ticks{90min});
    EXPECT_EQ(parse_duration("1.5h"), Ticks{90min});
    EXPECT_EQ(parse_duration("125ms"), Ticks{128});
    EXPECT_EQ(parse_duration("2y"), Ticks{std::chrono::days{730}});
    EXPECT_EQ(parse_duration("-10min", true), Ticks{-10min});
}

TEST(Duration, is_nothing_else) {
    for (const char* wrong :
         {"", "90", "s", "90 s", "-10min", "1h30", "1e3s", "nans", "infs", "4hh", "99999y", "0x1s"}) {
        EXPECT_EQ(parse_duration(wrong), std::nullopt) << wrong;
    }
}

TEST(Duration, sizes_and_bandwidths_are_powers_of_a_thousand) {
    EXPECT_EQ(parse_size("2MB"), 2e6);
    EXPECT_EQ(parse_size("2MiB"), std::nullopt);
    EXPECT_EQ(parse_size("0MB"), std::nullopt);
    EXPECT_EQ(parse_bandwidth("100Mbps"), 1e8);
    EXPECT_EQ(parse_bandwidth("100MB"), std::nullopt);
}

TEST(Duration, is_shown_exactly_as_people_say_it) {
    EXPECT_EQ(duration_text(Ticks{0}), "0 s");
    EXPECT_EQ(duration_text(Ticks{3584}), "3.5 s");
    EXPECT_EQ(duration_text(*parse_duration("1.3s")), "1.3 s");
    EXPECT_EQ(duration_text(41s), "41 s");
    EXPECT_EQ(duration_text(125s), "2 min 05 s");
    EXPECT_EQ(duration_text(10min + 25s), "10 min 25 s");
    EXPECT_EQ(duration_text(Ticks{10min} + Ticks{5632}), "10 min 05.5 s");
    EXPECT_EQ(duration_text(41min), "41 min");
    EXPECT_EQ(duration_text(200min), "3 h 20 min");
    EXPECT_EQ(duration_text(24h), "24 h");
    EXPECT_EQ(duration_text(49h + 29min + 3s), "2 d 1 h 29 min 03 s");
    EXPECT_EQ(duration_text(124h), "5 d 4 h");
    EXPECT_EQ(duration_text(std::chrono::days{36500}), "100 y");
    EXPECT_EQ(duration_text(-90s), "-1 min 30 s");
}

TEST(Duration, of_a_moment_is_told_to_the_second_and_never_too_early) {
    EXPECT_EQ(moment_text(Ticks{128}), "0.13 s");
    EXPECT_EQ(moment_text(Ticks{3584}), "3.5 s");
    EXPECT_EQ(moment_text(Ticks{600s} + Ticks{1}), "10 min 01 s");
    EXPECT_EQ(moment_text(625s), "10 min 25 s");
}

TEST(Duration, in_few_figures_is_rounded_as_it_is_meant) {
    EXPECT_EQ(duration_text(0.0123, Rounding::nearest), "0.012 s");
    EXPECT_EQ(duration_text(3.46, Rounding::down), "3.4 s");
    EXPECT_EQ(duration_text(9.97, Rounding::down), "9.9 s");
    EXPECT_EQ(duration_text(9.97, Rounding::nearest), "10 s");
    EXPECT_EQ(duration_text(59.2, Rounding::up), "1 min");
    EXPECT_EQ(duration_text(625, Rounding::down), "10 min");
    EXPECT_EQ(duration_text(625, Rounding::up), "11 min");
    EXPECT_EQ(duration_text(3590, Rounding::up), "1 h");
    EXPECT_EQ(duration_text(49.5 * 3600, Rounding::down), "2 d 1 h");
    EXPECT_EQ(duration_text(-625, Rounding::down), "-11 min");
    EXPECT_EQ(duration_text(kForever, Rounding::nearest), "∞");
}

TEST(Duration, is_shown_roughly_where_that_will_do) {
    EXPECT_EQ(rough_duration_text(std::chrono::days{277}), "277 d");
    EXPECT_EQ(rough_duration_text(std::chrono::days{830}), "2.3 y");
}

}  // namespace
}  // namespace hotline
