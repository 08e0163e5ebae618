#include "analysis/drills/in_parts.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <stdexcept>
#include <string>

namespace hotline {
namespace {

TEST(InParts, does_each_piece_of_work_once_whatever_the_threads) {
    for (const std::size_t count : {0U, 1U, 2U, 7U, 100U}) {
        for (const unsigned jobs : {0U, 1U, 2U, 3U, 7U, 200U}) {
            std::vector<int> times(count, 0);
            std::atomic<unsigned> parts{0};
            in_parts(count, jobs, [&](std::size_t from, std::size_t to) {
                ++parts;
                for (; from < to; ++from) ++times[from];
            });
            EXPECT_THAT(times, testing::Each(1)) << count << " in " << jobs;
            EXPECT_LE(parts, std::max(jobs, 1U));
        }
    }
}

TEST(InParts, ends_with_the_failure_of_a_part) {
    std::atomic<unsigned> done{0};
    const auto work = [&](std::size_t from, std::size_t) {
        ++done;
        if (from > 0) throw std::runtime_error("the part from " + std::to_string(from));
    };
    EXPECT_THAT([&] { in_parts(9, 3, work); }, testing::ThrowsMessage<std::runtime_error>("the part from 3"));
    EXPECT_EQ(done, 3U);
}

}  // namespace
}  // namespace hotline
