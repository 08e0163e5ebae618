// Enumerations whose values have names. Each such `name_of` is a constexpr switch without a default, so that a value
// without a name does not compile. The number of values is counted with it.
#pragma once

#include <array>
#include <cstddef>

namespace hotline {

/// The number of values from 0 on that have a name. Requires a fixed type, and values that are not numbered by hand.
template <class Named>
consteval std::size_t count_named() {
    std::size_t count = 0;
    while (!name_of(static_cast<Named>(count)).empty()) ++count;
    return count;
}

/// All values, in order.
template <class Named>
consteval auto all_named() {
    std::array<Named, count_named<Named>()> all{};
    for (std::size_t index = 0; index < all.size(); ++index) all[index] = static_cast<Named>(index);
    return all;
}

}  // namespace hotline
