// Outputs of survival analysis: text, JSON and CSV. The same log gives the same bytes.
#pragma once

#include <ostream>

#include "analysis/estimates/survival_summary.hpp"

namespace hotline {

/// The text table, 80 columns wide.
void write_text(std::ostream& out, const SurvivalSummary& summary);
/// One object: "groups", each with its "curve".
void write_json(std::ostream& out, const SurvivalSummary& summary);
/// One line a step of each curve.
void write_csv(std::ostream& out, const SurvivalSummary& summary);

}  // namespace hotline
