// Outputs of a run by pair: text, JSON and CSV. The same run gives the same bytes.
#pragma once

#include <ostream>

#include "analysis/estimates/pairs.hpp"

namespace hotline {

/// At most 80 columns wide, however many parties there are.
void write_text(std::ostream& out, const PairsRun& run);
/// The same without a heading.
void write_overview(std::ostream& out, const PairsRun& run);
/// One object, with a matrix for each protocol.
void write_json(std::ostream& out, const PairsRun& run);
/// One line for each protocol and pair.
void write_csv(std::ostream& out, const PairsRun& run);

}  // namespace hotline
