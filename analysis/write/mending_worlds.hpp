// Writes how changes do in worlds with other values of what is in doubt.
#pragma once

#include <ostream>

#include "analysis/estimates/mending_worlds.hpp"

namespace hotline {

void write_text(std::ostream& out, const MendingWorlds& mending);
void write_json(std::ostream& out, const MendingWorlds& mending);
/// A line for each world.
void write_csv(std::ostream& out, const MendingWorlds& mending);

}  // namespace hotline
