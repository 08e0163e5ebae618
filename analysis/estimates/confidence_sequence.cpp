#include "analysis/estimates/confidence_sequence.hpp"

#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

namespace hotline {

Interval confidence_sequence(std::uint64_t k, std::uint64_t n, double confidence) {
    if (n == 0) return {0, 1};
    const auto successes = static_cast<double>(k);
    const auto failures = static_cast<double>(n - k);
    const double log_beta = boost::math::lgamma(successes + 1) + boost::math::lgamma(failures + 1) -
                            boost::math::lgamma(successes + failures + 2);
    return likelihood_interval(successes, failures, log_beta + std::log1p(-confidence));
}

}  // namespace hotline
