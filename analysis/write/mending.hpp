// Outputs of `hotline mend`: text, JSON and CSV. The same drills give the same bytes.
#pragma once

#include <ostream>

#include "analysis/estimates/mending.hpp"

namespace hotline {

/// The first sentence, and three lists, which may be cut to what matters.
void write_text(std::ostream& out, const Mending& mending);
/// One object with a list of all changes, in the order of the text.
void write_json(std::ostream& out, const Mending& mending);
/// One line for each change.
void write_csv(std::ostream& out, const Mending& mending);

}  // namespace hotline
