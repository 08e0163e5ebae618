// Writes the cut sets of a case.
#pragma once

#include <ostream>

#include "analysis/estimates/cut_sets.hpp"

namespace hotline {

void write_text(std::ostream& out, const CutSets& sets);
void write_json(std::ostream& out, const CutSets& sets);
/// A line for each cut set.
void write_csv(std::ostream& out, const CutSets& sets);

}  // namespace hotline
