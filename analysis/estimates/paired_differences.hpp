// Differences between two contenders with common random numbers: drill k of one is paired with drill k of the other,
// so that common luck cancels. A difference is the second minus the first.
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

/// Counts of drills by which of the two succeeded.
struct PairedCounts {
    std::uint64_t both = 0;
    std::uint64_t first_only = 0;
    std::uint64_t second_only = 0;
    std::uint64_t neither = 0;

    std::uint64_t all() const { return both + first_only + second_only + neither; }
    /// Of the two probabilities.
    double difference() const;
};

/// An approximate interval for the difference of the two probabilities. Source: Newcombe (1998), Statistics in
/// Medicine 17:2635, method 10, from Wilson's intervals and the correlation of the pairs. It is widened if one
/// contender had fewer than five successes or failures, because Wilson's interval undercovers rare events. Covers
/// 95.3 % on average and at least 93 %, by tests/oracle/coverage_of_differences_test.cpp. Requires at least one
/// drill.
Interval newcombe(const PairedCounts& counts, double confidence = kConfidence);
/// The same for as many independent drills.
Interval newcombe_of_independent(const PairedCounts& counts, double confidence = kConfidence);

/// The same, exact: covers at least `confidence`. It combines Clopper and Pearson's intervals for the shares of
/// drills in which only one or only the other succeeded, each with half of the error.
Interval difference_exact(const PairedCounts& counts, ClopperPearsons& known, double confidence = kConfidence);

/// Tests whether the two probabilities are equal: the two-sided p-value of the exact test. Source: McNemar (1947),
/// Psychometrika 12:153, by the binomial distribution of the drills in which only one succeeded.
double mcnemar(const PairedCounts& counts);
/// One-sided p-values: the null hypothesis is that the second is not better; that the first is not better.
double mcnemar_second_better(const PairedCounts& counts);
double mcnemar_first_better(const PairedCounts& counts);

/// Unseen differences that could reverse the result: as large as the horizon, in the opposite direction to those
/// seen. As shares of drills.
struct Unseen {
    double not_excluded = 0;  // the data do not exclude shares below this
    double outweighs = 0;     // this share would cancel the observed mean
};

/// The mean of differences of min(time, horizon), in seconds. Its interval and p-values come from bets on numbers
/// between minus and plus the horizon (betting.hpp). The interval contains 0 exactly if the p-value is above the
/// matching level.
struct PairedMean {
    double mean = 0;
    Interval interval;
    double p_value = 1;          // that it is 0
    double p_second_better = 1;  // the one-sided one: that the second is not better
    double p_first_better = 1;   // … the first
    double error = 0;            // its standard error
    /// Set if the interval contains 0 although Student's t interval does not, because unseen differences may cancel
    /// what was seen.
    std::optional<Unseen> unseen;
};
/// Requires the same number of drills in both, at least one.
PairedMean paired_mean(const std::vector<Ticks>& first, const std::vector<Ticks>& second, Ticks horizon,
                       double confidence = kConfidence);
/// The interval of the same bets for as many independent drills: drill k of one is paired with drill k + 1 of the
/// other, and the last with the first.
Interval mean_interval_of_independent(const std::vector<Ticks>& first, const std::vector<Ticks>& second,
                                      Ticks horizon, double confidence = kConfidence);

/// p-values with Holm's correction: rejecting those below α makes any false rejection with a probability of at most
/// α. Source: Holm (1979), Scandinavian Journal of Statistics 6:65.
std::vector<double> holm(const std::vector<double>& p_values);

/// The difference of a quantile; empty if one of the two did not reach it by the horizon. The interval covers at
/// least its confidence, whatever the distribution of the times, and uses common luck where possible
/// (analysis/estimates/quantile_differences.cpp). It has no ends if the drills are too few for order statistics to
/// bound either quantile: for 90 %, fewer than 55 at 95 % confidence.
struct QuantileDifference {
    std::optional<double> difference;  // seconds
    std::optional<double> low;
    std::optional<double> high;
    bool enough = false;  // drills, for ends
};
inline constexpr std::array<double, 2> kComparedShares{0.5, 0.9};
/// One for each pair of contenders and each compared share. `times` holds those of every contender by drill, `kNever`
/// if not reached. Requires the same number of drills in all, at least one.
std::vector<std::array<QuantileDifference, kComparedShares.size()>> quantile_differences(
    const std::vector<const std::vector<Ticks>*>& times,
    const std::vector<std::pair<std::size_t, std::size_t>>& pairs, double confidence);

}  // namespace hotline
