// Baselines as JSON files, one array a line, so that a diff shows where they changed.
//
// The short fingerprints of cases are encoded as four letters of base64url (RFC 4648) for each callee in the order of
// the protocol's "callees"; "(57)" stands for 57 callees that this caller does not call.
#pragma once

#include <ostream>
#include <string>

#include "analysis/estimates/baseline.hpp"

namespace hotline {

void write_baseline(std::ostream& out, const Baseline& baseline);
/// Throws std::runtime_error that says what is wrong with the text.
Baseline read_baseline(const std::string& text);

}  // namespace hotline
