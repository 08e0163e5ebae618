// Outputs of `hotline mend`: text, JSON and CSV. The same drills give the same bytes.
#pragma once

#include <ostream>
#include <string>

#include "analysis/estimates/mending.hpp"

namespace hotline {

/// What to mend first, in a sentence.
std::string first_to_mend(const Mending& mending);
/// The first sentence, and three lists, which may be cut to what matters.
void write_text(std::ostream& out, const Mending& mending);
/// One object with a list of all changes, in the order of the text.
void write_json(std::ostream& out, const Mending& mending);
/// One line for each change.
void write_csv(std::ostream& out, const Mending& mending);

}  // namespace hotline
