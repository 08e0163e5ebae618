// Inference on the mean of bounded numbers, whatever their distribution and sample size: an interval, a test and
// one-sided confidence statements. All come from the same bets, so they cannot contradict each other.
//
// A gambler bets, drill by drill, that the mean is above m: he gains λ(x − m), where λ depends on earlier drills
// only. If the mean is not above m, his expected gain is not positive. By Ville's inequality, his capital then
// reaches a goal with a probability of at most the share of the goal with which he begins. A p-value is the smallest
// share with which he would have reached it. A second gambler bets that the mean is below m. The interval of 1 − α
// holds each m at which both p-values are above α/2.
//
// The gamblers know the number of drills. λ is what reaches a sum by the last drill with the greatest probability if
// the numbers are many and nearly normal: a gambler with the share u of the sum, r drills before the end, has λ =
// φ(Φ⁻¹(u)) / (σ √r), with the σ of the drills so far. Source: Browne (1999), "Reaching goals by a deadline: digital
// options and continuous-time active portfolio management", Advances in Applied Probability 31:551. So for many
// drills the interval is as wide as Student's. That bets may use the variance so far, and stay valid, is of
// Waudby-Smith and Ramdas (2024), "Estimating means of bounded random variables by betting", Journal of the Royal
// Statistical Society B 86:1. The choices that are tuned on the scenarios that come with the program are constants in
// betting.cpp.
//
// No bet costs more than a share of the capital, and a gambler stops at a goal that is a little nearer than the sum.
// Therefore a drill never makes the richer of two gamblers the poorer one, and a larger m never makes one richer. So
// the smallest share follows from one pass over the drills, backwards, and the m that are not excluded form an
// interval.
//
// The interval allows for rare, large values that may be unseen: for n identical drills it reaches about 1.08 ·
// ln(2/α) / n of the range beyond them, where ln(2/α) / n is needed.
//
// Ratios of two means, such as refusals per request, have intervals from the same bets: on whether part − m · whole
// has a mean above or below 0.
//
// The result depends on the order of drills: another order gives another interval, which is valid as well.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/estimates/intervals.hpp"

namespace hotline {

/// The largest share of drills that may have the farthest possible value although none of `drills` identical drills
/// had it, as far as the interval of a mean allows. Requires at least one drill.
double unseen_share(std::uint64_t drills, double confidence);

class MeanBets {
public:
    /// Numbers of independent drills, in their order, all in [low, high]. Requires low ≤ high.
    MeanBets(std::vector<double> values, double low, double high);

    /// For the ratio of the mean of the parts to the mean of the wholes. Requires for each drill 0 ≤ part ≤ high ·
    /// whole and 0 ≤ whole ≤ most, with most finite, and at least one whole above 0.
    MeanBets(std::vector<double> parts, std::vector<double> wholes, double most, double high);

    /// The mean of the sample. This and all functions below require at least one drill.
    double mean() const;
    /// Covers at least `confidence` and contains the mean of the sample. Its ends are excluded unless they are a
    /// bound. With `apart_from`, the interval contains that number exactly if its p-value says so, to the bit.
    Interval interval(double confidence = kConfidence, std::optional<double> apart_from = {}) const;

    /// p-values: the probability of so large a gain if the mean were not above the number; not below it; equal to it.
    /// 1 if the mean of the sample lies on the other side.
    double p_above(double number) const;
    double p_below(double number) const;
    double p_value(double number) const;

private:
    enum class Side : unsigned char { below, above };

    double scaled(double number) const { return (number - low_) / (high_ - low_); }
    /// The p-value of the gambler who bets that the mean, as a share of the range, is on that side of `mean`.
    double p_of(Side side, double mean) const;
    /// The same if the mean of the sample is on that side, otherwise 1.
    double p_if(Side side, double number) const;
    /// An end of the interval: the lower end comes from the bet that the mean is above, the upper end from the other.
    double end(Side side, double limit, std::optional<double> apart_from) const;

    std::vector<double> values_;   // as shares of the range
    std::vector<double> wholes_;   // of a ratio, as shares of `most`; otherwise empty, and each is 1
    std::vector<double> squares_;  // by drill: squared distances from the mean, summed over the earlier drills
    double low_;
    double high_;
    double mean_ = 0;   // as a share of the range
    double error_ = 0;  // its standard error, roughly
};

}  // namespace hotline
