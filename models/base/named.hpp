// Enumerations whose values have names. Each such `name_of` is a constexpr switch without a default, so that a value
// without a name does not compile; how many values there are is counted from it.
#pragma once

#include <array>
#include <cstddef>

namespace hotline {

/// How many values from 0 on have a name. Requires that their type is fixed, and that they are not numbered by hand.
template <class Named>
consteval std::size_t count_named() {
    std::size_t count = 0;
    while (!name_of(static_cast<Named>(count)).empty()) ++count;
    return count;
}

/// All of them, in order.
template <class Named>
consteval auto all_named() {
    std::array<Named, count_named<Named>()> all{};
    for (std::size_t index = 0; index < all.size(); ++index) all[index] = static_cast<Named>(index);
    return all;
}

}  // namespace hotline
