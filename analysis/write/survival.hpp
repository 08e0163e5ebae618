// What survival analysis made of a log, written down: for people, for programs, and step by step. The same log gives
// the same bytes.
#pragma once

#include <ostream>

#include "analysis/estimates/survival_summary.hpp"

namespace hotline {

/// The table that a person reads, 80 columns wide.
void write_text(std::ostream& out, const SurvivalSummary& summary);
/// One object: "groups", each with its "curve".
void write_json(std::ostream& out, const SurvivalSummary& summary);
/// One line a step of each curve.
void write_csv(std::ostream& out, const SurvivalSummary& summary);

}  // namespace hotline
