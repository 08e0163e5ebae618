// Outputs of `hotline mend --budget`: text, JSON and CSV. The same drills give the same bytes.
#pragma once

#include <ostream>
#include <string>

#include "analysis/estimates/frontier.hpp"

namespace hotline {

/// The best bundle, in a sentence.
std::string best_bundle(const Frontier& frontier);
/// This sentence, and the frontier.
void write_text(std::ostream& out, const Frontier& frontier);
/// One object with a list of the bundles of the frontier, the cheapest first.
void write_json(std::ostream& out, const Frontier& frontier);
/// One line for each bundle of the frontier.
void write_csv(std::ostream& out, const Frontier& frontier);

}  // namespace hotline
