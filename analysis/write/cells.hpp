// Outputs of a run by cell: text, JSON and CSV. The same run gives the same bytes.
#pragma once

#include <ostream>

#include "analysis/estimates/by_cell.hpp"

namespace hotline {

/// A cell with fewer drills gets a note that it has only few.
inline constexpr std::uint64_t kEnoughDrills = 100;

/// At most 80 columns wide, except for longer names.
void write_text(std::ostream& out, const CellsRun& run);
/// One object.
void write_json(std::ostream& out, const CellsRun& run);
/// One line for each case, protocol and cell; by party, for each protocol and cell.
void write_csv(std::ostream& out, const CellsRun& run);

}  // namespace hotline
