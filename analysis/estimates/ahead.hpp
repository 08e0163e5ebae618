// Which of several probabilities is the highest, from intervals that hold together.
#pragma once

#include <vector>

#include "analysis/estimates/intervals.hpp"

namespace hotline {

struct Contestant {
    double estimate = 0;
    Interval interval;  // those of all hold together
};

struct Ahead {
    std::size_t first = 0;   // the highest estimate
    std::size_t second = 0;  // the next
    double by = 0;           // first minus second
    Interval interval;       // of that difference: from the ends of the two intervals, so it holds with all of them
    bool certain = false;    // the first is above every other
};
/// Requires at least two.
Ahead who_is_ahead(const std::vector<Contestant>& all);

}  // namespace hotline
