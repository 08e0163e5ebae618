// A confidence sequence for a probability: intervals, one for every number of drills, all of which cover the truth
// together with at least the stated confidence, so that one may stop whenever one likes what one sees.
//
// It is the prior-posterior ratio with a uniform prior: p stays in as long as its posterior density is at least
// 1 - confidence of its prior density. Source: Waudby-Smith, Ramdas (2020), "Confidence sequences for sampling
// without replacement", NeurIPS 33, section 2; by Ville's inequality.
#pragma once

#include <cstdint>

#include "analysis/estimates/intervals.hpp"

namespace hotline {

/// Requires k ≤ n.
Interval confidence_sequence(std::uint64_t k, std::uint64_t n, double confidence = kConfidence);

/// How far the interval reaches from k/n, to the farther side. Requires n > 0.
double half_width(const Interval& interval, std::uint64_t k, std::uint64_t n);

}  // namespace hotline
