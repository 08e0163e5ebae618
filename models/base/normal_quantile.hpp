// The quantile of the standard normal distribution.
#pragma once

namespace hotline {

/// 0 < u < 1; infinite at 0 and 1. Within 4 units in the last place.
double normal_quantile(double u);

}  // namespace hotline
