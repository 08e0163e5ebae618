// A confidence sequence for a probability: one interval for every number of drills. All intervals together cover the
// true probability with at least the stated confidence, so it is valid to look at each drill and stop at any time.
//
// It is the prior-posterior ratio with a uniform prior: it contains every p whose posterior density is at least 1 -
// confidence of its prior density. Source: Waudby-Smith, Ramdas (2020), "Confidence sequences for sampling without
// replacement", NeurIPS 33, section 2; by Ville's inequality.
#pragma once

#include <cstdint>

#include "analysis/estimates/intervals.hpp"

namespace hotline {

/// Requires k ≤ n.
Interval confidence_sequence(std::uint64_t k, std::uint64_t n, double confidence = kConfidence);

}  // namespace hotline
