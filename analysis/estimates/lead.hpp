// When one of two curves of "reached by t" is ahead, with confidence. Where two true curves are alike, sample curves
// cross at random, so a crossing of sample curves proves nothing.
//
// Time is cut at instants that do not depend on the data: each halving of the horizon has as many cuts as the number
// of drills can resolve, up to what people can read. Between two cuts, a curve is at least its value at the first cut
// and at most its value just before the second. One curve is ahead throughout if a sign test shows that it reached by
// the first cut more often than the other did before the second. The test uses pairs, so common luck cancels. All
// tests share half of the error, and the intervals of leads at the cuts share the other half (Bonferroni): the
// probability of any wrong statement is at most the error, for any number of drills.
#pragma once

#include <cstddef>
#include <vector>

#include "analysis/estimates/intervals.hpp"
#include "models/base/ticks.hpp"

namespace hotline {

/// From `from` to `to`, both inclusive, one curve is ahead.
struct Stretch {
    Ticks from{0};
    Ticks to{0};
    bool is_of_second = false;
    /// The cut with the largest lead: the lead in the sample and its interval.
    Ticks at{0};
    double lead = 0;
    Interval interval{0, 1};
};

/// In order. Outside all stretches either curve may be ahead. Requires the same number of drills in both, and each
/// contact by the horizon or `kNever`.
std::vector<Stretch> leads_of(const std::vector<Ticks>& first, const std::vector<Ticks>& second, Ticks horizon,
                              double confidence = kConfidence);

}  // namespace hotline
