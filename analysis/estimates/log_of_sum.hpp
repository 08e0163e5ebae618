// Sums of numbers that are too large or too small for a double, by their logarithms.
#pragma once

#include <algorithm>
#include <cmath>
#include <span>

namespace hotline {

/// ln of the sum of numbers that are given by their logarithms; of one at least.
inline double log_of_sum(std::span<const double> logs) {
    const double most = *std::max_element(logs.begin(), logs.end());
    if (!std::isfinite(most)) return most;
    double sum = 0;
    for (const double one : logs) sum += std::exp(one - most);
    return most + std::log(sum);
}

}  // namespace hotline
