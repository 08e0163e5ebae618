// The share that is left after several steps, each of which removes an unknown share of the rest. If Y are at risk
// and equally likely to be next, the share left after the next d events has the beta distribution (Y - d + 1, d);
// over many steps, the share is a product of such variables. It is approximated by a beta distribution with the same
// mean and variance, which is exact if nothing is censored between the steps.
//
// Source: Fay, Brittain, Proschan (2013), Biostatistics 14:723, by the method of moments.
#pragma once

#include "analysis/estimates/intervals.hpp"

namespace hotline {

class BetaProduct {
public:
    /// Requires a, b > 0.
    void multiply(double a, double b);
    BetaProduct times(double a, double b) const;

    /// P(product ≤ share). Requires 0 < share < 1.
    double below(double share) const;
    /// One minus the value that the product exceeds with the given probability; 0 without factors. Requires 0 <
    /// probability < 1.
    double gone(double probability) const;

private:
    struct Shape {
        double left;  // the exponents of what is left, and of what has gone
        double gone;
    };
    Shape shape() const;

    double log_mean_ = 0;
    double log_ratio_ = 0;  // of the mean square to the square of the mean
};

}  // namespace hotline
