// Laws of waiting times with known quantiles, for experiments on intervals.
#pragma once

#include <cmath>
#include <random>

namespace hotline {

/// Weibull's law; with a tick, contact is recorded at the next multiple of it.
struct WaitingLaw {
    const char* name;
    double shape;
    double tick;
    double scale = 1;

    double noticed(double time) const { return tick > 0 ? std::ceil(time / tick) * tick : time; }
    double quantile(double share) const { return noticed(scale * std::pow(-std::log1p(-share), 1 / shape)); }
};

/// Uniform on the open interval (0, 1).
inline double open_uniform(std::mt19937_64& random) {
    return (static_cast<double>(random() >> 11) + 0.5) / 9007199254740992.0;
}

}  // namespace hotline
