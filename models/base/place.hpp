// Indices into the scenario's vectors, and places in the files that things come from.
#pragma once

#include <cstdint>
#include <limits>

namespace hotline {

/// An index into one of the scenario's vectors.
using Index = std::uint32_t;
inline constexpr Index kNone = std::numeric_limits<Index>::max();

/// A place in a file. Lines and columns count from 1; 0: not known. Columns count characters (UTF-8 code points).
struct Place {
    Index file = kNone;  // into the files that Diagnostics knows
    std::uint32_t line = 0;
    std::uint32_t column = 0;
};

}  // namespace hotline
