// The mean of numbers that lie between two bounds, whatever their law and however few there are: an interval, a test
// and how sure one may be that the mean lies on one side of a number, all from the same bets, so that they cannot
// contradict each other.
//
// Somebody bets, drill by drill, that the mean is above m: his stake multiplies by 1 + λ(x − m), where λ depends on
// the drills before alone. Where the mean is not above m he cannot expect to gain, and by Ville's inequality his
// capital ever comes to 1/α with a probability of at most α. Another one bets that it is below. An interval holds
// each m at which neither has come to 2/α; a p-value is one over the most that the capital has been. Whoever bets
// knows the variance so far, so that intervals are about as wide as the spread of the numbers makes them: of many,
// whose spread is a fiftieth of the range or more, some 1.2 times as wide as Student's t. What is rare and large is
// paid for where it may be missing: of n drills that are all alike the interval reaches at most 1.25 · ln(2/α) / n of
// the range beyond them.
//
// Source: Waudby-Smith, Ramdas (2024), "Estimating means of bounded random variables by betting", Journal of the
// Royal Statistical Society B 86:1, theorem 3, the hedged capital process, with the bets that they give for as many
// drills as there are. They are tuned for one confidence, and what they prove at every other is read off the same
// capital. The prior of the variance weighs less than there, and the cap on what may be lost at once is higher: both
// measured, over the scenarios that come with the program.
//
// Ratios of two means, such as refusals for a request, have intervals from the same bets: that part − m · whole is
// above 0 in the mean, or below. Each capital only falls, or only rises, with m, whatever drills are seen, so that
// the numbers that are not ruled out have no gaps.
//
// Left out: the order of drills is theirs, so another order gives another interval, which holds as well.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/estimates/intervals.hpp"

namespace hotline {

/// In how large a share of drills the farthest possible number may be although none of `drills` drills, which are all
/// alike, had it: as far as the interval of a mean allows.
double unseen_share(std::uint64_t drills, double confidence);

class MeanBets {
public:
    /// Numbers of independent drills, in their order, none outside [low, high]. Requires low ≤ high. Intervals of the
    /// confidence for which the bets are `tuned` are the narrowest; those of any other hold as well.
    MeanBets(std::vector<double> values, double low, double high, double tuned = kConfidence);

    /// Of a ratio: that of the mean of the parts to the mean of the wholes. Requires 0 ≤ part ≤ high · whole and
    /// 0 ≤ whole ≤ most of each drill, most finite, and a whole above 0.
    MeanBets(std::vector<double> parts, std::vector<double> wholes, double most, double high);

    /// Of the sample. Requires that there are drills, as all that follows.
    double mean() const;
    /// Never covers less than `confidence`, and holds the mean of the sample. Its ends are not in it, but for those
    /// that are a bound. With `apart_from` that number is on the same side of an end as by its p-value, to the bit.
    Interval interval(double confidence = kConfidence, std::optional<double> apart_from = {}) const;

    /// How likely so much gain would be if the mean were not above the number; if it were not below; if it were the
    /// number. 1 where the sample's own mean does not say so.
    double p_above(double number) const;
    double p_below(double number) const;
    double p_value(double number) const;

private:
    enum class Side : unsigned char { below, above };

    template <class WholeOf>
    double log_most(Side side, double mean, const WholeOf& whole_of) const;

    double scaled(double number) const { return (number - low_) / (high_ - low_); }
    /// The logarithm of the most that the capital has been of him who bets that the mean is on that side.
    double log_most(Side side, double mean) const;
    /// One over it, where the sample's mean is on that side, else 1.
    double p_of(Side side, double number) const;
    /// Where the interval ends below, with him who bets that the mean is above, or the other way round.
    double end(Side side, double log_limit, std::optional<double> apart_from) const;

    std::vector<double> values_;  // as shares of the range
    std::vector<double> wholes_;  // of a ratio, as shares of their most; else none, and each is 1
    std::vector<double> bets_;    // λ of each drill
    double low_;
    double high_;
    double mean_ = 0;      // as a share of the range
    double variance_ = 0;  // likewise, with its prior
    double whole_ = 1;     // the mean of the wholes
};

}  // namespace hotline
