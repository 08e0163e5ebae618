// Inference on the mean of bounded numbers, whatever their distribution and sample size: an interval, a test and
// one-sided confidence statements. All come from the same bets, so they cannot contradict each other.
//
// A gambler bets, drill by drill, that the mean is above m: his capital is multiplied by 1 + λ(x − m), where λ
// depends on earlier drills only. If the mean is not above m, his expected gain is not positive, and by Ville's
// inequality his capital ever reaches 1/α with a probability of at most α. A second gambler bets that the mean is
// below m. The interval holds each m at which neither reaches 2/α; a p-value is one over the largest capital. The
// bets use the variance so far, so the width of an interval follows the spread of the numbers: for many drills whose
// spread is at least a fiftieth of the range, it is about 1.2 times that of Student's t. The interval allows for
// rare, large values that may be unseen: for n identical drills it reaches at most 1.25 · ln(2/α) / n of the range
// beyond them.
//
// Source: Waudby-Smith, Ramdas (2024), "Estimating means of bounded random variables by betting", Journal of the
// Royal Statistical Society B 86:1, theorem 3, the hedged capital process, with their bets for a fixed sample size.
// The bets are tuned for one confidence; results at any other confidence come from the same capital. Two choices
// differ from the paper: the prior of the variance has less weight, and the cap on the loss of one bet is higher.
// Both were tuned on the scenarios that come with the program.
//
// Ratios of two means, such as refusals per request, have intervals from the same bets: on whether part − m · whole
// has a mean above or below 0. Each capital is monotonic in m for any sample, so the values that are not excluded
// form an interval.
//
// The result depends on the order of drills: another order gives another interval, which is valid as well.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/estimates/intervals.hpp"

namespace hotline {

/// The largest share of drills that may have the farthest possible value although none of `drills` identical drills
/// had it, as far as the interval of a mean allows.
double unseen_share(std::uint64_t drills, double confidence);

class MeanBets {
public:
    /// Numbers of independent drills, in their order, all in [low, high]. Requires low ≤ high. Intervals are
    /// narrowest at the confidence for which the bets are `tuned`; they are valid at any other.
    MeanBets(std::vector<double> values, double low, double high, double tuned = kConfidence);

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

    template <class WholeOf>
    double log_most(Side side, double mean, const WholeOf& whole_of) const;

    double scaled(double number) const { return (number - low_) / (high_ - low_); }
    /// The logarithm of the largest capital of the gambler who bets that the mean is on that side.
    double log_most(Side side, double mean) const;
    /// One over the largest capital if the mean of the sample is on that side, otherwise 1.
    double p_of(Side side, double number) const;
    /// An end of the interval: the lower end comes from the bet that the mean is above, the upper end from the other.
    double end(Side side, double log_limit, std::optional<double> apart_from) const;

    std::vector<double> values_;  // as shares of the range
    std::vector<double> wholes_;  // of a ratio, as shares of `most`; otherwise empty, and each is 1
    std::vector<double> bets_;    // λ of each drill
    double low_;
    double high_;
    double mean_ = 0;      // as a share of the range
    double variance_ = 0;  // likewise, with its prior
    double whole_ = 1;     // the mean of the wholes
};

}  // namespace hotline
