#include "analysis/estimates/beta_product.hpp"

#include <boost/math/special_functions/beta.hpp>
#include <cmath>

namespace hotline {

void BetaProduct::multiply(double a, double b) {
    log_mean_ += std::log(a / (a + b));
    log_ratio_ += std::log1p(b / (a * (a + b + 1)));
}

BetaProduct BetaProduct::times(double a, double b) const {
    BetaProduct more = *this;
    more.multiply(a, b);
    return more;
}

BetaProduct::Shape BetaProduct::shape() const {
    // Mean m and mean square m² exp(log ratio) are those of (a, b) with a + b = (1 - r) / (r - m), r their ratio.
    const double mean = std::exp(log_mean_);
    const double sum = -std::expm1(log_mean_ + log_ratio_) / (mean * std::expm1(log_ratio_));
    return {mean * sum, -std::expm1(log_mean_) * sum};
}

double BetaProduct::below(double share) const {
    if (log_mean_ == 0) return 0;
    const Shape is = shape();
    return boost::math::ibeta(is.left, is.gone, share);
}

double BetaProduct::gone(double probability) const {
    if (log_mean_ == 0) return 0;
    const Shape is = shape();
    return boost::math::ibeta_inv(is.gone, is.left, probability);
}

}  // namespace hotline
