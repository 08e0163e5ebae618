// What is said of a scenario whose values are in doubt.
#pragma once

#include <ostream>
#include <string>

#include "analysis/estimates/worlds_summary.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

void write_text(std::ostream& out, const WorldsRun& run);
/// One object; its keys are documented in scenarios/results.md.
void write_json(std::ostream& out, const WorldsRun& run);
/// One line for each world, case and protocol, with the values of all doubts. World 0 has the best values.
void write_csv(std::ostream& out, const WorldsRun& run);

/// "12 values of this scenario are in doubt, and have their best values here: --doubts plays them"; empty without
/// doubts.
std::string doubts_note(const Scenario& scenario);

/// The probability whose band is widest: the one that the sensitivity is told of.
const WorldsFigure& widest_share(const WorldsRow& row);

}  // namespace hotline
