// The random draws of drills, recorded as they are made. The linker replaces Luck::block and Law::seconds with
// recorders (see CMakeLists.txt), so the product does not know of them.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/draws/luck.hpp"

namespace hotline::bench {

/// A block of numbers, by its key.
struct DrawnBlock {
    std::uint64_t seed;
    std::uint64_t replication;
    Purpose purpose;
    std::uint64_t subject;
    std::uint64_t scope;
    std::uint64_t index;
};
/// A number that a law turned into a duration.
struct DrawnDuration {
    const Law* law;
    double u;
};
struct Draws {
    std::vector<DrawnBlock> blocks;
    std::vector<DrawnDuration> durations;
};

/// While this is set, draws are appended to it.
extern Draws* recorder;

}  // namespace hotline::bench
