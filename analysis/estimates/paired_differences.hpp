// Differences between two ways of doing the same, seen on the same luck: drill k of one is compared with drill k of
// the other, so that what both owe to luck falls out. Differences are those of the second minus the first.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "analysis/estimates/intervals.hpp"
#include "models/base/ticks.hpp"

namespace hotline {

/// In how many drills something happened to whom.
struct PairedCounts {
    std::uint64_t both = 0;
    std::uint64_t first_only = 0;
    std::uint64_t second_only = 0;
    std::uint64_t neither = 0;

    std::uint64_t all() const { return both + first_only + second_only + neither; }
    /// Of the two probabilities.
    double difference() const;
};

/// For the difference of the two probabilities; approximate. Source: Newcombe (1998), Statistics in Medicine 17:2635,
/// method 10, from Wilson's intervals and the correlation of the pairs; where one of them had less than five
/// successes or failures it reaches farther, as Wilson's interval would miss rare ones too often. Covers 95.3 % on
/// average, 93 % at least, by tests/oracle/coverage_of_differences_test.cpp. Requires that there are drills.
Interval newcombe(const PairedCounts& counts, double confidence = kConfidence);
/// The same for as many drills with luck of their own.
Interval newcombe_of_independent(const PairedCounts& counts, double confidence = kConfidence);

/// The same, exact: never covers less than `confidence`. Clopper and Pearson's for how often one alone succeeded, and
/// the other alone, with half of the error each.
Interval difference_exact(const PairedCounts& counts, ClopperPearsons& known, double confidence = kConfidence);

/// Whether the two probabilities are equal: the two-sided p-value of the exact test. Source: McNemar (1947),
/// Psychometrika 12:153, by the binomial distribution of the drills in which one alone succeeded.
double mcnemar(const PairedCounts& counts);
/// The one-sided ones: how probable as many successes of the second alone would be if it were no better, and of the
/// first.
double mcnemar_second_better(const PairedCounts& counts);
double mcnemar_first_better(const PairedCounts& counts);

/// What may decide although it was not seen: differences as large as the horizon, the other way than those that were
/// seen. Shares of drills.
struct Unseen {
    double not_excluded = 0;  // fewer than these may have one
    double outweighs = 0;     // these would make up for what was seen
};

/// The mean of differences of min(time, horizon), in seconds: its interval and what is said of its sign, by bets on
/// numbers that lie within a horizon of 0 (betting.hpp). The interval holds 0 exactly where the p-value is above what
/// its confidence leaves.
struct PairedMean {
    double mean = 0;
    Interval interval;
    double p_value = 1;          // that it is 0
    double p_second_better = 1;  // the one-sided one: that the second is not better
    double p_first_better = 1;   // … the first
    double error = 0;            // its standard error
    /// Where the interval holds 0 although what was seen says otherwise, as Student's t does not, and what was not
    /// seen may make up for it.
    std::optional<Unseen> unseen;
};
/// Requires as many drills of both, more than none.
PairedMean paired_mean(const std::vector<Ticks>& first, const std::vector<Ticks>& second, Ticks horizon,
                       double confidence = kConfidence);
/// The interval of the same bets for as many drills with luck of their own: drill k of the one is set beside drill k
/// + 1 of the other, the last beside the first.
Interval mean_interval_of_independent(const std::vector<Ticks>& first, const std::vector<Ticks>& second,
                                      Ticks horizon, double confidence = kConfidence);

/// p-values after Holm's correction: rejecting those below α is wrong about any with at most α. Source: Holm (1979),
/// Scandinavian Journal of Statistics 6:65.
std::vector<double> holm(const std::vector<double>& p_values);

/// Differences of a quantile. Nothing: not reached by the horizon, by one of the two. The interval never covers less
/// than its confidence, whatever the law of the times, and owes to common luck what it can
/// (analysis/estimates/quantile_differences.cpp). It has no ends where the drills are too few for order statistics to
/// bound either quantile: for 90 % less than 55, with 95 % confidence.
struct QuantileDifference {
    std::optional<double> difference;  // seconds
    std::optional<double> low;
    std::optional<double> high;
    bool enough = false;  // drills, for ends

    /// Whether there is a difference, but no telling how sure it is.
    bool has_no_ends() const { return difference && !enough; }
};
inline constexpr std::array<double, 2> kComparedShares{0.5, 0.9};
/// One for each pair of contenders and compared share. `times` are those of every contender, drill by drill, `kNever`
/// where it was not reached. Requires as many drills of all, more than none.
std::vector<std::array<QuantileDifference, kComparedShares.size()>> quantile_differences(
    const std::vector<const std::vector<Ticks>*>& times,
    const std::vector<std::pair<std::size_t, std::size_t>>& pairs, double confidence);

}  // namespace hotline
