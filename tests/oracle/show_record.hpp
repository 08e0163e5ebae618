// A drill as text, one line an attempt, so that two of them can be compared by eye.
#pragma once

#include <string>

#include "sim/reading/record.hpp"

namespace hotline {

std::string shown(const DrillRecord& drill, const Scenario& scenario);

}  // namespace hotline
