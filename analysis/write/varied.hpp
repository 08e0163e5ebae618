// Outputs of `hotline mend --vary`, and of `hotline run --vary` with a table for each case and protocol: text, JSON
// and CSV. The same drills give the same bytes.
#pragma once

#include <ostream>

#include "analysis/estimates/varied.hpp"

namespace hotline {

/// The best values in a sentence, and a list of all values of one key, or a grid of those of two.
void write_text(std::ostream& out, const Varied& varied);
void write_text(std::ostream& out, const VariedRun& run);
/// One object with a list of cells, or of tables.
void write_json(std::ostream& out, const Varied& varied);
void write_json(std::ostream& out, const VariedRun& run);
/// One line for each cell.
void write_csv(std::ostream& out, const Varied& varied);
void write_csv(std::ostream& out, const VariedRun& run);

}  // namespace hotline
