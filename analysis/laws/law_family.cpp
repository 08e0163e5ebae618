#include "analysis/laws/law_family.hpp"

#include <algorithm>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

#include "models/scenario/quiet_math.hpp"

namespace hotline {
namespace {

/// A function of z with its first two derivatives.
struct AlongZ {
    double value;
    double first;
    double second;
};

/// The derivatives in place and spread of a function of z = (ln t - place) / scale.
Curved chained(const AlongZ& along, double z, double scale) {
    return {along.value,
            -along.first / scale,
            -z * along.first,
            along.second / (scale * scale),
            (along.first + z * along.second) / scale,
            z * along.first + z * z * along.second};
}

double normal_density(double z) {
    return std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
}
double normal_above(double z) {
    return std::erfc(z / std::numbers::sqrt2) / 2;
}

/// ln P(Z > z) of the normal law. Far out by the asymptotic series of Abramowitz and Stegun (1964), 26.2.12.
double log_normal_above(double z) {
    if (z < 25) return std::log(normal_above(z));
    const double squared = 1 / (z * z);
    return -z * z / 2 - std::log(z) - std::log(2 * std::numbers::pi) / 2 +
           std::log1p(-squared * (1 - 3 * squared * (1 - 5 * squared * (1 - 7 * squared))));
}

/// The sums over times of what the density of a law of z needs: of its logarithm's value and derivatives, and of
/// these with z and z².
struct OverTimes {
    double value = 0;
    double first = 0;
    double z_first = 0;
    double second = 0;
    double z_second = 0;
    double zz_second = 0;

    void add(const AlongZ& along, double z, double weight) {
        value += weight * along.value;
        first += weight * along.first;
        z_first += weight * z * along.first;
        second += weight * along.second;
        z_second += weight * z * along.second;
        zz_second += weight * z * z * along.second;
    }
};

OverTimes over_exact_times(Law::Kind family, const ExactTimes& times, double place, double scale) {
    OverTimes sum;
    if (family == Law::Kind::lognormal) {
        const double from_place = times.centre - place;
        const double z = (times.first + times.weight * from_place) / scale;
        const double squares =
            (times.second + 2 * from_place * times.first + times.weight * from_place * from_place) / (scale * scale);
        return {-squares / 2 - times.weight * std::log(2 * std::numbers::pi) / 2,
                -z,
                -squares,
                -times.weight,
                -z,
                -squares};
    }
    for (const ExactTimes::One& time : times.all) {
        const double z = (time.log_time - place) / scale;
        if (family == Law::Kind::loglogistic) {
            const double small = std::exp(-std::abs(z));
            const double lesser = small / (1 + small);
            const double below = z > 0 ? 1 - lesser : lesser;
            sum.add({-std::abs(z) - 2 * std::log1p(small), 1 - 2 * below, -2 * lesser / (1 + small)}, z, time.weight);
        } else {
            const double grown = std::exp(z);
            sum.add({z - grown, 1 - grown, -grown}, z, time.weight);
        }
    }
    return sum;
}

struct StandardProbability {
    AlongZ below;
    double above;
};
StandardProbability standard_probability(Law::Kind family, double z) {
    switch (family) {
        case Law::Kind::lognormal: {
            const double density = normal_density(z);
            return {{normal_above(-z), density, -z * density}, normal_above(z)};
        }
        case Law::Kind::loglogistic: {
            const double small = std::exp(-std::abs(z));
            const double lesser = small / (1 + small);
            const double larger = 1 / (1 + small);
            const double density = lesser * larger;
            const double below = z > 0 ? larger : lesser;
            const double above = z > 0 ? lesser : larger;
            return {{below, density, density * (above - below)}, above};
        }
        default: {
            const double grown = std::exp(z);
            const double above = std::exp(-grown);
            const double density = above == 0 ? 0 : grown * above;
            return {{-std::expm1(-grown), density, above == 0 ? 0 : density * (1 - grown)}, above};
        }
    }
}

AlongZ standard_log_above(Law::Kind family, double z) {
    switch (family) {
        case Law::Kind::lognormal: {
            const double log_above = log_normal_above(z);
            const double hazard = std::exp(-z * z / 2 - std::log(2 * std::numbers::pi) / 2 - log_above);
            return {log_above, -hazard, -hazard * (hazard - z)};
        }
        case Law::Kind::loglogistic: {
            const double small = std::exp(-std::abs(z));
            const double below = z > 0 ? 1 / (1 + small) : small / (1 + small);
            return {-std::max(z, 0.0) - std::log1p(small), -below, -small / ((1 + small) * (1 + small))};
        }
        default: {
            const double grown = std::exp(z);
            return {-grown, -grown, -grown};
        }
    }
}

/// The incomplete gamma function P(k, x), with its derivatives in k by the differences of five points.
struct InShape {
    double value;
    double first;
    double second;
};
InShape gamma_below(double k, double x) {
    const double step = 0.004 * std::min(k, std::sqrt(k));
    // The smaller of P and Q, whose differences lose less.
    const bool upper = x > k;
    const auto at = [&](double shape) {
        return upper ? -boost::math::gamma_q(shape, x, QuietMath{}) : boost::math::gamma_p(shape, x, QuietMath{});
    };
    const double centre = at(k);
    const double one_less = at(k - step), one_more = at(k + step);
    const double two_less = at(k - 2 * step), two_more = at(k + 2 * step);
    return {upper ? 1 + centre : centre, (8 * (one_more - one_less) - (two_more - two_less)) / (12 * step),
            (16 * (one_more + one_less) - (two_more + two_less) - 30 * centre) / (12 * step * step)};
}

constexpr double kMostExponent = 700;  // exp of it is finite

}  // namespace

FittedLaw::FittedLaw(Law::Kind family, double place, double spread)
    : family_(family), place_(place), spread_(spread), scale_(std::exp(spread)) {}

ExactTimes::ExactTimes(std::vector<One> times) : all(std::move(times)) {
    double sum = 0;
    for (const One& time : all) {
        weight += time.weight;
        sum += time.weight * time.log_time;
        seconds += time.weight * std::exp(time.log_time);
    }
    if (!(weight > 0)) return;
    centre = sum / weight;
    for (const One& time : all) {
        first += time.weight * (time.log_time - centre);
        second += time.weight * (time.log_time - centre) * (time.log_time - centre);
    }
}

Curved FittedLaw::log_density(const ExactTimes& times) const {
    const double count = times.weight;
    if (!(count > 0)) return {};
    if (family_ == Law::Kind::exponential) {
        const double passed = times.seconds * std::exp(-place_);
        return {-count * place_ - passed, passed - count, 0, -passed, 0, 0};
    }
    if (family_ != Law::Kind::gamma) {
        const OverTimes sum = over_exact_times(family_, times, place_, scale_);
        return {sum.value - count * spread_ - times.logs(),
                -sum.first / scale_,
                -sum.z_first - count,
                sum.second / (scale_ * scale_),
                (sum.first + sum.z_second) / scale_,
                sum.z_first + sum.zz_second};
    }
    const double k = scale_;
    const double x = k * times.seconds * std::exp(-place_);
    const double log_x = count * (spread_ - place_) + times.logs();
    const double digamma = boost::math::digamma(k, QuietMath{});
    // ln f = k ln x - x - ln Γ(k) - ln t
    const double by_shape = log_x + count * (1 - digamma);  // with x's own share: dx/dk = x / k, dk = k ds
    return {k * log_x - x - count * boost::math::lgamma(k, QuietMath{}) - times.logs(),
            x - count * k,
            k * by_shape - x,
            -x,
            x - count * k,
            k * by_shape + count * k * (1 - k * boost::math::trigamma(k, QuietMath{})) - x};
}

FittedLaw::Probability FittedLaw::probability(double log_time) const {
    if (family_ != Law::Kind::gamma) {
        const double z = (log_time - place_) / scale_;
        const StandardProbability standard = standard_probability(family_, z);
        return {chained(standard.below, z, scale_), standard.above};
    }
    const double k = scale_;
    const double x = k * std::exp(std::min(log_time - place_, kMostExponent));
    if (!(x > 0)) return {};
    const InShape below = gamma_below(k, x);
    const double q = x * boost::math::gamma_p_derivative(k, x, QuietMath{});  // t f(t)
    const double log_ratio = std::log(x) - boost::math::digamma(k, QuietMath{});
    return {{below.value, -q, k * below.first + q, q * (k - x), -q * (k - x) - k * q * log_ratio,
             k * below.first + k * k * below.second + 2 * k * q * log_ratio + q * (k - x)},
            boost::math::gamma_q(k, x, QuietMath{})};
}

Curved FittedLaw::log_above(double log_time) const {
    if (family_ != Law::Kind::gamma) {
        const double z = (log_time - place_) / scale_;
        return chained(standard_log_above(family_, z), z, scale_);
    }
    const Probability at = probability(log_time);
    if (!(at.above > 0)) return {-std::numeric_limits<double>::infinity()};
    const double place = -at.below.by_place / at.above;
    const double spread = -at.below.by_spread / at.above;
    return {std::log(at.above),
            place,
            spread,
            -at.below.place_place / at.above - place * place,
            -at.below.place_spread / at.above - place * spread,
            -at.below.spread_spread / at.above - spread * spread};
}

FittedLaw::Shares FittedLaw::shares(double log_time) const {
    if (family_ != Law::Kind::gamma) {
        const double z = (log_time - place_) / scale_;
        switch (family_) {
            case Law::Kind::lognormal:
                return {normal_above(-z), normal_above(z)};
            case Law::Kind::loglogistic: {
                const double small = std::exp(-std::abs(z));
                const double lesser = small / (1 + small), larger = 1 / (1 + small);
                return z > 0 ? Shares{larger, lesser} : Shares{lesser, larger};
            }
            default: {
                const double grown = std::exp(z);
                return {-std::expm1(-grown), std::exp(-grown)};
            }
        }
    }
    const double x = scale_ * std::exp(std::min(log_time - place_, kMostExponent));
    return {boost::math::gamma_p(scale_, x, QuietMath{}), boost::math::gamma_q(scale_, x, QuietMath{})};
}

double FittedLaw::below(double seconds) const {
    if (!(seconds > 0)) return 0;
    return std::isinf(seconds) ? 1 : shares(std::log(seconds)).below;
}

double FittedLaw::log_deviation() const {
    switch (family_) {
        case Law::Kind::lognormal:
            return scale_;
        case Law::Kind::loglogistic:
            return scale_ * std::numbers::pi / std::numbers::sqrt3;
        case Law::Kind::gamma:
            return std::sqrt(boost::math::trigamma(scale_, QuietMath{}));
        default:
            return scale_ * std::numbers::pi / std::sqrt(6.0);
    }
}

Law FittedLaw::law() const {
    Law law;
    law.kind = family_;
    law.a = family_ == Law::Kind::lognormal ? place_ : std::exp(place_);
    switch (family_) {
        case Law::Kind::lognormal:
        case Law::Kind::gamma:
            law.b = scale_;
            break;
        case Law::Kind::weibull:
        case Law::Kind::loglogistic:
            law.b = 1 / scale_;
            break;
        default:
            break;
    }
    return law;
}

}  // namespace hotline
