// How busy desks, channels and the people who call were, over drills: where the bottleneck was.
#pragma once

#include <cstdint>

#include "models/place.hpp"
#include "models/ticks.hpp"

namespace hotline {

/// Counts over drills; all are sums, so that they come out the same in any order.
struct Usage {
    std::uint64_t asked = 0;    // requests for one of them
    std::uint64_t refused = 0;  // … that came to nothing: blocked, or given up while waiting
    std::uint64_t waited = 0;   // … that were granted after a wait
    Ticks waiting{0};           // how long all who waited did, those who gave up too
    Ticks busy{0};              // how long one was taken, summed over all of them

    friend bool operator==(const Usage&, const Usage&) = default;
    Usage& operator+=(const Usage& other) {
        asked += other.asked;
        refused += other.refused;
        waited += other.waited;
        waiting += other.waiting;
        busy += other.busy;
        return *this;
    }
};

}  // namespace hotline
