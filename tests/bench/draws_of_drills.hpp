// The random draws that drills make, written down as they are made: the linker puts recorders in the place of
// Luck::uniform and Law::seconds (see CMakeLists.txt), so that the product itself knows nothing of it.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/draws/luck.hpp"

namespace hotline::bench {

/// One draw: its key, and the law that it was turned into a duration by; none for a probability.
struct Draw {
    std::uint64_t seed;
    std::uint64_t replication;
    Purpose purpose;
    std::uint64_t subject;
    std::uint64_t scope;
    std::uint64_t index;
    const Law* law;
};

/// While this is set, draws are added to it.
extern std::vector<Draw>* recorder;

}  // namespace hotline::bench
