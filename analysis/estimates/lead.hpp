// Which of two curves of "reached by t" is ahead, and when: the stretches of time in which one is so for certain. A
// curve of a sample crosses another at random wherever the two are alike, so crossings of the sample say nothing.
//
// Time is cut at instants that hang on nothing that was seen: as many in each halving of the horizon as the number of
// drills can tell apart, but no more than people can read. From one cut to the next a curve is at least what it is at
// the first and at most what it is just before the second. One is ahead through all of that where a sign test tells
// that it had come by the first cut more often than the other before the second: in pairs, so that what both owe to
// common luck falls out. All tests share half of the error, the intervals of leads at the cuts the other half
// (Bonferroni): what is said of all times is wrong with no more than the error, in any number of drills.
#pragma once

#include <cstddef>
#include <vector>

#include "analysis/estimates/intervals.hpp"
#include "models/base/ticks.hpp"

namespace hotline {

/// From `from` to `to`, both included, one of the two is ahead.
struct Stretch {
    Ticks from{0};
    Ticks to{0};
    bool is_of_second = false;
    /// Where its lead is largest, of the cuts: how far it is ahead there, of the sample, and for certain.
    Ticks at{0};
    double lead = 0;
    Interval interval{0, 1};
};

/// In order. At times of none of them it cannot be told. Requires as many drills of both, and no contact after the
/// horizon but `kNever`.
std::vector<Stretch> leads_of(const std::vector<Ticks>& first, const std::vector<Ticks>& second, Ticks horizon,
                              double confidence = kConfidence);

}  // namespace hotline
