#include "sim/draws/luck.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace hotline {
namespace {

struct KnownAnswer {
    std::array<std::uint64_t, 4> counter;
    std::array<std::uint64_t, 2> key;
    std::uint64_t word;  // the first of the four
};

// From the file kat_vectors of Random123: philox4x64, 10 rounds.
constexpr std::uint64_t kOnes = ~std::uint64_t{0};
const KnownAnswer kKnownAnswers[] = {
    {{0, 0, 0, 0}, {0, 0}, 0x16554d9eca36314c},
    {{kOnes, kOnes, kOnes, kOnes}, {kOnes, kOnes}, 0x87b092c3013fe90b},
    {{0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89},
     {0x452821e638d01377, 0xbe5466cf34e90c6c},
     0xa528f45403e61d95},
};

TEST(Luck, is_philox) {
    for (const auto& [counter, key, word] : kKnownAnswers) {
        const double uniform = Luck(key[0], counter[0]).uniform(Purpose{key[1]}, counter[1], counter[2], counter[3]);
        EXPECT_EQ(uniform, (static_cast<double>(word >> 12) + 0.5) * 0x1p-52);
    }
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

TEST(Luck, is_an_odd_multiple_of_the_smallest_step) {
    for (std::uint64_t n = 0; n < 1000; ++n) {
        const double steps = Luck(3, n).uniform(Purpose::answer, 0, 0, 0) * 0x1p53;
        EXPECT_EQ(std::fmod(steps, 2), 1);
    }
}

TEST(Luck, happens_as_often_as_it_should) {
    const Luck luck(5, 0);
    int happened = 0;
    for (std::uint64_t n = 0; n < 10'000; ++n) {
        EXPECT_FALSE(luck.happens(0, Purpose::answer, 0, 0, n));
        EXPECT_TRUE(luck.happens(1, Purpose::answer, 0, 0, n));
        happened += luck.happens(0.3, Purpose::answer, 0, 0, n);
    }
    EXPECT_NEAR(happened, 3000, 5 * std::sqrt(10'000 * 0.3 * 0.7));
}

TEST(Luck, draws_durations_at_its_uniforms) {
    Law law;
    law.kind = Law::Kind::exponential;
    law.a = 60;
    const Luck luck(5, 6);
    EXPECT_EQ(luck.draw(law, Purpose::latency, 7, 8, 9), law.ticks(luck.uniform(Purpose::latency, 7, 8, 9)));
    EXPECT_EQ(luck.draw(Law::always(Ticks{7}), Purpose::latency, 7, 8, 9), Ticks{7});
}

constexpr std::uint64_t kDraws = 64'000;

/// The n-th uniform along one part of the key, or along two parts at once.
double neighbour(int way, std::uint64_t n) {
    switch (way) {
        case 0:
            return Luck(7, n).uniform(Purpose::latency, 0, 0, 0);
        case 1:
            return Luck(7, 0).uniform(Purpose::latency, n, 0, 0);
        case 2:
            return Luck(7, 0).uniform(Purpose::latency, 0, n, 0);
        case 3:
            return Luck(7, 0).uniform(Purpose::latency, 0, 0, n);
        case 4:
            return Luck(n, 0).uniform(Purpose::latency, 0, 0, 0);
        default:  // every purpose in turn, for the next rows of attempts
            return Luck(7, 0).uniform(Purpose{1 + n % 28}, 0, 0, n / 28);
    }
}
constexpr int kWays = 6;

template <std::size_t kClasses>
double chi_square(const std::array<double, kClasses>& counts, double draws) {
    const double expected = draws / kClasses;
    double sum = 0;
    for (const double count : counts) sum += (count - expected) * (count - expected) / expected;
    return sum;
}

// The 99.99 % point of chi-square with 63 degrees of freedom.
constexpr double kUnlikely = 113;

TEST(Luck, is_uniform_over_neighbouring_keys) {
    for (int way = 0; way < kWays; ++way) {
        std::array<double, 64> counts{};
        for (std::uint64_t n = 0; n < kDraws; ++n) {
            const double u = neighbour(way, n);
            ASSERT_GT(u, 0);
            ASSERT_LT(u, 1);
            ++counts[static_cast<std::size_t>(u * 64)];
        }
        EXPECT_LT(chi_square(counts, kDraws), kUnlikely) << way;
    }
}

// Pairs of neighbours fill the square evenly: eight classes by eight.
TEST(Luck, of_neighbouring_keys_is_independent) {
    for (int way = 0; way < kWays; ++way) {
        std::array<double, 64> counts{};
        for (std::uint64_t n = 0; n < kDraws; n += 2) {
            const auto one = static_cast<std::size_t>(neighbour(way, n) * 8);
            const auto other = static_cast<std::size_t>(neighbour(way, n + 1) * 8);
            ++counts[one * 8 + other];
        }
        EXPECT_LT(chi_square(counts, kDraws / 2.0), kUnlikely) << way;
    }
}

}  // namespace
}  // namespace hotline
