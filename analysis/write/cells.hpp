// A run cell by cell, written down: for people, for programs, and for tables. The same run gives the same bytes.
#pragma once

#include <ostream>

#include "analysis/estimates/by_cell.hpp"

namespace hotline {

/// A cell of which there are fewer drills is thin: its figures say little.
inline constexpr std::uint64_t kEnoughDrills = 100;

/// At most 80 columns wide, but for names that are longer.
void write_text(std::ostream& out, const CellsRun& run);
/// One object.
void write_json(std::ostream& out, const CellsRun& run);
/// One line for each case, protocol and cell; by party, for each protocol and cell.
void write_csv(std::ostream& out, const CellsRun& run);

}  // namespace hotline
