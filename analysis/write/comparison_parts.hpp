// Parts of the text of a comparison: the differences of a pair in detail, and the drills that flip.
#pragma once

#include <ostream>

#include "analysis/estimates/comparison.hpp"

namespace hotline {

void write_difference(std::ostream& out, const Comparison& all, const CaseComparison& compared,
                      const PairComparison& pair);
void write_flips(std::ostream& out, const Comparison& all, const CaseComparison& compared, const PairComparison& pair,
                 const PairFlips& flips);

}  // namespace hotline
