// What even starts brought.
#pragma once

#include <string>

#include "analysis/estimates/summary.hpp"

namespace hotline {

/// "Starts are even over the hours of the week. The intervals of contact by 2 d are 0.82 to 0.86 times as wide as
/// those of as many independent starts with the same results, and the intervals of its mean time 0.78 to 0.87 times."
/// Over all cases and protocols. Requires even starts.
std::string narrowing_text(const RunSummary& run);

}  // namespace hotline
