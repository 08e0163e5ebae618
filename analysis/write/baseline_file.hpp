// Baselines as files: JSON, an array a line, so that a change shows where it is.
//
// Prints of cases are letters: four of base64 (RFC 4648, that for URLs) for each callee in the order of the
// protocol's "callees", and "(57)" in place of 57 that this caller does not call.
#pragma once

#include <ostream>
#include <string>

#include "analysis/estimates/baseline.hpp"

namespace hotline {

void write_baseline(std::ostream& out, const Baseline& baseline);
/// Throws std::runtime_error: what is wrong with the text.
Baseline read_baseline(const std::string& text);

}  // namespace hotline
