// The laws that can be fitted to times, with the first and second derivatives of their densities and of their
// distribution functions in two parameters without bounds:
//   place   the logarithm of a time in seconds: ln(mean) of the exponential and the gamma law, ln(scale) of
//   Weibull's,
//           ln(median) of the lognormal and the log-logistic law
//   spread  ln(sigma) of the lognormal law, -ln(shape) of Weibull's and of the log-logistic, ln(shape) of the gamma
//   law;
//           none of the exponential, which is Weibull's with a shape of 1
//
// All but the gamma law are laws of location and scale in ln t: z = (ln t - place) / exp(spread) has the standard law
// of the smallest extreme, the normal or the logistic law. Source: Kalbfleisch, Prentice (2002), "The Statistical
// Analysis of Failure Time Data", chapter 2. For the gamma law, the derivatives of the incomplete gamma function in
// its shape, which have no closed form, are differences of five points; everything else is analytic.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "models/scenario/law.hpp"

namespace hotline {

/// Those that can be fitted, in the order in which they are shown.
inline constexpr std::array<Law::Kind, 5> kFamilies{Law::Kind::exponential, Law::Kind::weibull, Law::Kind::lognormal,
                                                    Law::Kind::loglogistic, Law::Kind::gamma};
inline constexpr bool has_spread(Law::Kind family) {
    return family != Law::Kind::exponential;
}

/// A value with its derivatives in place and spread.
struct Curved {
    double value = 0;
    double by_place = 0;
    double by_spread = 0;
    double place_place = 0;
    double place_spread = 0;
    double spread_spread = 0;

    friend Curved operator+(const Curved& one, const Curved& other);
    friend Curved operator*(const Curved& one, double times);
    friend Curved operator*(const Curved& one, const Curved& other);
    friend Curved operator/(const Curved& one, const Curved& other);
    friend Curved log(const Curved& of);
};

/// Exact times, with the sums over them. Some laws need nothing else of them, however many there are.
struct ExactTimes {
    struct One {
        double log_time;
        double weight;
    };
    std::vector<One> all;
    double weight = 0;   // of all
    double centre = 0;   // the mean logarithm
    double first = 0;    // the sum of logarithms less the centre
    double second = 0;   // … of their squares
    double seconds = 0;  // the sum of times

    explicit ExactTimes(std::vector<One> times);
    double logs() const { return first + weight * centre; }
};

/// A law with its parameters.
class FittedLaw {
public:
    FittedLaw(Law::Kind family, double place, double spread);

    Law::Kind family() const { return family_; }
    double place() const { return place_; }
    double spread() const { return spread_; }
    /// The same law of times that are all multiplied by exp(shift).
    FittedLaw shifted(double shift) const { return {family_, place_ + shift, spread_}; }

    /// The logarithm of the density at exact times, summed over them.
    Curved log_density(const ExactTimes& times) const;
    /// P(T ≤ t) and P(T > t): the smaller of the two is exact, however small it is.
    struct Probability {
        Curved below;  // its derivatives are those of P(T ≤ t)
        double above = 1;
    };
    Probability probability(double log_time) const;
    /// The logarithm of P(T > t), also where P(T > t) is too small for a number.
    Curved log_above(double log_time) const;
    /// The same without derivatives.
    struct Shares {
        double below = 0;
        double above = 1;
    };
    Shares shares(double log_time) const;
    /// P(T ≤ t); 0 for a time that is not positive.
    double below(double seconds) const;
    /// The standard deviation of ln T.
    double log_deviation() const;
    double quantile(double share) const { return law().seconds(share); }

    /// As scenarios have it.
    Law law() const;

private:
    Law::Kind family_;
    double place_;
    double spread_;
    double scale_;  // exp(spread)
};

}  // namespace hotline
