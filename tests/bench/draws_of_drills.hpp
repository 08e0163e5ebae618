// The random draws of drills, recorded as they are made. The linker replaces Luck::uniform and Law::seconds with
// recorders (see CMakeLists.txt), so the product does not know of them.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/draws/luck.hpp"

namespace hotline::bench {

/// One draw: its key, and the law that turned it into a duration. A probability has no law.
struct Draw {
    std::uint64_t seed;
    std::uint64_t replication;
    Purpose purpose;
    std::uint64_t subject;
    std::uint64_t scope;
    std::uint64_t index;
    const Law* law;
};

/// While this is set, draws are appended to it.
extern std::vector<Draw>* recorder;

}  // namespace hotline::bench
