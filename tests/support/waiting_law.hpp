// Laws of waiting times with known quantiles, means and reach, for experiments on intervals.
#pragma once

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <random>

namespace hotline {

/// Weibull's law; with a tick, contact is recorded at the next multiple of it.
struct WaitingLaw {
    const char* name;
    double shape;
    double tick;
    double scale = 1;

    double smooth(double time) const { return -std::expm1(-std::pow(time / scale, shape)); }
    double noticed(double time) const { return tick > 0 ? std::ceil(time / tick) * tick : time; }
    /// Requires a multiple of the tick, like all times of the law.
    double reach(double time) const { return smooth(time); }
    double reach_before(double time) const { return tick > 0 ? smooth(std::max(0.0, time - tick)) : smooth(time); }
    double quantile(double share) const { return noticed(scale * std::pow(-std::log1p(-share), 1 / shape)); }
    double restricted_mean(double within) const {
        if (tick == 0) {
            return scale * boost::math::tgamma_lower(1 / shape, std::pow(within / scale, shape)) / shape;
        }
        double mean = 0;
        for (double time = 0; time < within; time += tick) mean += tick * (1 - smooth(time));
        return mean;
    }
};

/// Uniform on the open interval (0, 1).
inline double uniform(std::mt19937_64& random) {
    return (static_cast<double>(random() >> 11) + 0.5) / 9007199254740992.0;
}

}  // namespace hotline
