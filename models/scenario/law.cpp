#include "models/scenario/law.hpp"

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <limits>

#include "models/base/normal_quantile.hpp"
#include "models/scenario/quiet_math.hpp"

namespace hotline {
namespace {

/// Type 7 of Hyndman and Fan: linear between the order statistics, the extremes at u = 0 and 1.
double empirical_quantile(const std::vector<double>& sample, double u) {
    const double position = u * static_cast<double>(sample.size() - 1);
    const double below = std::floor(position);
    const auto index = static_cast<std::size_t>(below);
    if (index + 1 >= sample.size()) return sample.back();
    return sample[index] + (position - below) * (sample[index + 1] - sample[index]);
}

double quantile(const Law& law, double u) {
    switch (law.kind) {
        case Law::Kind::fixed:
            return law.a;
        case Law::Kind::uniform:
            return law.a + u * (law.b - law.a);
        case Law::Kind::exponential:
            return -law.a * std::log1p(-u);
        case Law::Kind::lognormal:
            return std::exp(law.a + law.b * normal_quantile(u));
        case Law::Kind::weibull:
            return law.a * std::pow(-std::log1p(-u), 1 / law.b);
        case Law::Kind::gamma:
            return law.a / law.b * boost::math::gamma_p_inv(law.b, u, QuietMath{});
        case Law::Kind::loglogistic:
            return law.a * std::pow(u / (1 - u), 1 / law.b);
        case Law::Kind::empirical:
            return empirical_quantile(*law.sample, u);
    }
    return 0;
}

struct Bounds {
    double least = 0;
    double most = std::numeric_limits<double>::infinity();
};

/// Before they are clamped.
Bounds bounds(const Law& law) {
    switch (law.kind) {
        case Law::Kind::fixed:
            return {law.a, law.a};
        case Law::Kind::uniform:
            return {law.a, law.b};
        case Law::Kind::empirical:
            return {law.sample->front(), law.sample->back()};
        case Law::Kind::exponential:
        case Law::Kind::lognormal:
        case Law::Kind::weibull:
        case Law::Kind::gamma:
        case Law::Kind::loglogistic:
            return {};
    }
    return {};
}

double clamped(const Law& law, double value) {
    // Extreme parameters may give 0 × infinity. The upper limit is then the conservative choice.
    return std::isnan(value) ? law.at_most : std::clamp(value, law.at_least, law.at_most);
}

double as_drawn(const Law& law, double value) {
    return seconds_of(ticks_of_seconds(std::min(std::max(value, law.at_least), law.at_most)));
}

}  // namespace

Law Law::always(Ticks value) {
    Law law;
    law.a = seconds_of(value);
    return law;
}

double Law::least(bool by_any_factor) const {
    return as_drawn(*this, by_any_factor ? 0 : bounds(*this).least);
}

double Law::most(bool by_any_factor) const {
    const double most = bounds(*this).most;
    return as_drawn(*this, by_any_factor && most > 0 ? std::numeric_limits<double>::infinity() : most);
}

double Law::seconds(double u) const {
    return clamped(*this, quantile(*this, u));
}

Ticks Law::ticks(double u, double factor) const {
    return ticks_of_seconds(clamped(*this, quantile(*this, u) * factor));
}

}  // namespace hotline
