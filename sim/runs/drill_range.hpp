// A range of drills to play, and a callback for progress.
#pragma once

#include <cstdint>
#include <functional>

namespace hotline {

/// Replications [from, to).
struct DrillRange {
    std::uint64_t from = 0;
    std::uint64_t to = 0;

    std::uint64_t count() const { return to - from; }
    bool empty() const { return from >= to; }
};

/// Called with the number of drills that are done.
using OnDone = std::function<void(std::uint64_t)>;

}  // namespace hotline
