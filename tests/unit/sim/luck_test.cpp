#include "sim/draws/luck.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wall"
#pragma GCC diagnostic ignored "-Wextra"
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <Random123/philox.h>
#pragma GCC diagnostic pop

namespace hotline {
namespace {

// From the file kat_vectors of Random123: philox4x64, 7 rounds.
TEST(Luck, is_philox) {
    constexpr std::array<std::uint64_t, kLanes> kWords = {0x5dc8ee6268ec62cd, 0x139bc570b6c125a0, 0x84d6deb4fb65f49e,
                                                          0xaff7583376d378c2};
    for (std::uint64_t lane = 0; lane < kLanes; ++lane) {
        EXPECT_EQ(Luck(0, 0).uniform(Purpose{lane}, 0, 0, 0),
                  (static_cast<double>(kWords[lane] >> 12) + 0.5) * 0x1p-52);
    }
}

TEST(Luck, has_the_key_and_the_counter_of_philox) {
    using Philox = r123::Philox4x64_R<7>;
    const Philox::ctr_type words =
        Philox{}({{0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89}},
                 {{0x452821e638d01377, 0x3e5466cf34e90c6c}});
    const Luck luck(0x452821e638d01377, 0x243f6a8885a308d3);
    for (std::uint64_t lane = 0; lane < kLanes; ++lane) {
        const Purpose purpose{0x3e5466cf34e90c6c * kLanes + lane};
        EXPECT_EQ(luck.uniform(purpose, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89),
                  LuckBlock({words[0], words[1], words[2], words[3]}).at(lane));
    }
}

TEST(Luck, has_one_block_for_four_purposes) {
    const Luck luck(1, 2);
    const LuckBlock block = luck.block(Purpose::set_up, 3, 4, 5);
    for (const Purpose purpose : {Purpose::set_up, Purpose::answer, Purpose::latency, Purpose::call_back}) {
        EXPECT_TRUE(share_a_block(purpose, Purpose::set_up));
        EXPECT_EQ(block.uniform(purpose), luck.uniform(purpose, 3, 4, 5));
    }
    EXPECT_FALSE(share_a_block(Purpose::gap, Purpose::set_up));
}

TEST(Luck, has_four_numbers_of_a_series_in_a_block) {
    const Luck luck(1, 2);
    for (std::uint64_t n = 0; n < 3 * kLanes; ++n) {
        EXPECT_EQ(luck.uniform_of_series(Purpose::spell_answers, 3, 4, n),
                  luck.block(Purpose::spell_answers, 3, 4, n / kLanes).at(n % kLanes));
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
        case 5:  // every purpose in turn, for the next rows of attempts
            return Luck(7, 0).uniform(Purpose{n % 100}, 0, 0, n / 100);
        case 6:  // the lanes of one attempt after the other
            return Luck(7, 0).uniform(Purpose{static_cast<std::uint64_t>(Purpose::set_up) + n % kLanes}, 0, 0,
                                      n / kLanes);
        default:
            return Luck(7, 0).uniform_of_series(Purpose::spell_answers, 0, 0, n);
    }
}
constexpr int kWays = 8;

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
