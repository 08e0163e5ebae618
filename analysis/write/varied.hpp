// Outputs of `hotline mend --vary`: text, JSON and CSV. The same drills give the same bytes.
#pragma once

#include <ostream>

#include "analysis/estimates/varied.hpp"

namespace hotline {

/// The best values in a sentence, and a list of all values of one key, or a grid of those of two.
void write_text(std::ostream& out, const Varied& varied);
/// One object with a list of cells.
void write_json(std::ostream& out, const Varied& varied);
/// One line for each cell.
void write_csv(std::ostream& out, const Varied& varied);

}  // namespace hotline
