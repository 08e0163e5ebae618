// How much is left of a share after parts of it have gone, one after another, each an unknown share of what was left.
// Of Y that are still there and equally likely to be next, the share that is left behind the next d has the beta
// distribution (Y - d + 1, d); over many steps it is the product of such. Taken for a beta distribution of the same
// mean and variance, which it is exactly where nobody has gone for another reason between the steps.
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
    /// One minus the value that the product exceeds with that probability; 0 where there are no factors. Requires 0 <
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
