#include "models/scenario/quorum.hpp"

#include <cmath>

namespace hotline {

std::size_t Enough::of(std::size_t all) const {
    if (number > 0) return number;
    const auto enough = [&](std::size_t some) {
        return static_cast<double>(some) / static_cast<double>(all) >= share;
    };
    auto some = static_cast<std::size_t>(std::ceil(share * static_cast<double>(all)));
    if (some > 1 && enough(some - 1)) --some;
    return some;
}

}  // namespace hotline
