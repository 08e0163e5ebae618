#include "sim/luck.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace hotline {
namespace {

// Random123's known answer for philox4x64-10 with an all-zero counter and key begins with 16554d9eca36314c. No
// purpose is 0, so the key here is made to be.
TEST(Luck, is_philox) {
    const double uniform = Luck(0, 0).uniform(Purpose{0}, 0, 0, 0);
    EXPECT_EQ(uniform, (static_cast<double>(0x16554d9eca36314cU >> 12) + 0.5) * 0x1p-52);
}

TEST(Luck, depends_on_all_of_its_key) {
    const auto draw = [](std::uint64_t seed, std::uint64_t replication, Purpose purpose, std::uint64_t subject,
                         std::uint64_t scope, std::uint64_t index) {
        return Luck(seed, replication).uniform(purpose, subject, scope, index);
    };
    const double one = draw(1, 2, Purpose::answer, 3, 4, 5);
    EXPECT_EQ(one, draw(1, 2, Purpose::answer, 3, 4, 5));
    EXPECT_NE(one, draw(2, 2, Purpose::answer, 3, 4, 5));
    EXPECT_NE(one, draw(1, 3, Purpose::answer, 3, 4, 5));
    EXPECT_NE(one, draw(1, 2, Purpose::latency, 3, 4, 5));
    EXPECT_NE(one, draw(1, 2, Purpose::answer, 4, 4, 5));
    EXPECT_NE(one, draw(1, 2, Purpose::answer, 3, 5, 5));
    EXPECT_NE(one, draw(1, 2, Purpose::answer, 3, 4, 6));
}

// Numbers of neighbouring keys are uniform: chi-square over 64 classes, whose 99.99 % point with 63 degrees of
// freedom is 113.
TEST(Luck, is_uniform_over_neighbouring_keys) {
    constexpr std::size_t kClasses = 64;
    constexpr std::uint64_t kDraws = 64'000;
    for (int way = 0; way < 3; ++way) {
        std::array<double, kClasses> counts{};
        for (std::uint64_t n = 0; n < kDraws; ++n) {
            const double u =
                Luck(7, way == 0 ? n : 0).uniform(Purpose::latency, way == 1 ? n : 0, 0, way == 2 ? n : 0);
            ASSERT_GT(u, 0);
            ASSERT_LT(u, 1);
            ++counts[static_cast<std::size_t>(u * kClasses)];
        }
        double chi_square = 0;
        constexpr double kExpected = static_cast<double>(kDraws) / kClasses;
        for (const double count : counts) chi_square += (count - kExpected) * (count - kExpected) / kExpected;
        EXPECT_LT(chi_square, 113) << way;
    }
}

}  // namespace
}  // namespace hotline
