// Gauss and Hermite's nodes: the integral of exp(-x²) f(x) is the sum of weight · f(node). From the eigenvectors of
// the symmetric matrix of the recurrence (Golub, Welsch, 1969, Mathematics of Computation 23:221).
#pragma once

#include <array>

namespace hotline {

struct Hermite {
    static constexpr int kNodes = 15;
    std::array<double, kNodes> node{};
    std::array<double, kNodes> weight{};

    Hermite();
};
const Hermite& hermite();

}  // namespace hotline
