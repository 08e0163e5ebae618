#include "models/duration.hpp"

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

TEST(Duration, is_shown_as_people_say_it) {
    EXPECT_EQ(duration_text(Ticks{3584}), "3.5 s");
    EXPECT_EQ(duration_text(41s), "41 s");
    EXPECT_EQ(duration_text(125s), "2 min 05 s");
    EXPECT_EQ(duration_text(41min), "41 min");
    EXPECT_EQ(duration_text(200min), "3 h 20 min");
    EXPECT_EQ(duration_text(24h), "24 h");
    EXPECT_EQ(duration_text(124h), "5 d 4 h");
    EXPECT_EQ(rough_duration_text(std::chrono::days{277}), "277 d");
    EXPECT_EQ(rough_duration_text(std::chrono::days{830}), "2.3 y");
}

}  // namespace
}  // namespace hotline
