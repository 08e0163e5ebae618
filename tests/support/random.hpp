// Random numbers of experiments.
#pragma once

#include <random>

namespace hotline {

/// From 0 to 1.
inline double uniform(std::mt19937_64& random) {
    return std::uniform_real_distribution<double>(0, 1)(random);
}

}  // namespace hotline
