#include "sim/draws/zeroed.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <utility>

namespace hotline {
namespace {

struct Counted {
    int count;
    double share;
};

TEST(Zeroed, is_zero_until_it_is_written) {
    Zeroed<Counted> all(1'000'000);
    for (std::size_t index = 0; index < 1'000'000; index += 9'999) {
        ASSERT_EQ(all[index].count, 0);
        ASSERT_EQ(all[index].share, 0);
    }
    all[999'999] = {7, 0.5};
    Zeroed<Counted> kept = std::move(all);
    all = Zeroed<Counted>(10);
    EXPECT_EQ(kept[999'999].count, 7);
    EXPECT_EQ(all[9].count, 0);
}

TEST(Zeroed, may_be_empty) {
    Zeroed<int> none(0);
    none = Zeroed<int>();
}

}  // namespace
}  // namespace hotline
