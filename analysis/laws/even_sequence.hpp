// Numbers that fill the unit cube of several dimensions evenly (Roberts, 2018): the same each time, and with less
// error than random ones.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace hotline {

/// A number of a sequence that fills (0, 1) evenly. `step` is irrational, and differs from sequence to sequence.
inline double evenly(std::size_t index, double step) {
    const double value = 0.5 + static_cast<double>(index + 1) * step;
    return std::clamp(value - std::floor(value), 1e-9, 1 - 1e-9);
}
/// The powers of the number that fills many dimensions most evenly (Roberts, 2018): the root of x⁷ = x + 1.
inline constexpr std::array<double, 6> kSteps{0.8986537126286992, 0.8075784952213447, 0.7257334129697598,
                                              0.6521830259439716, 0.5860866975779693, 0.5266889867007358};

}  // namespace hotline
