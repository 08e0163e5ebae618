// What is said of a scenario whose values are in doubt.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "analysis/estimates/worlds_comparison.hpp"
#include "analysis/estimates/worlds_summary.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

void write_text(std::ostream& out, const WorldsRun& run);
/// One object; its keys are documented in scenarios/results.md.
void write_json(std::ostream& out, const WorldsRun& run);
/// One line for each world, case and protocol, with the values of all doubts. World 0 has the best values.
void write_csv(std::ostream& out, const WorldsRun& run);

void write_text(std::ostream& out, const WorldsComparison& comparison);
void write_json(std::ostream& out, const WorldsComparison& comparison);
/// One line for each difference.
void write_csv(std::ostream& out, const WorldsComparison& comparison);

/// "12 values are in doubt: --doubts plays them".
std::string doubts_note(std::size_t doubts);

/// "Worlds: 200; in each, the 12 values in doubt are drawn anew".
std::string worlds_line(std::size_t worlds, std::size_t doubts);

/// The probability whose band is widest: the one that the sensitivity is told of.
const WorldsFigure& widest_share(const WorldsRow& row);
const WorldsDifference& widest_share(const WorldsPair& pair);

/// How wide the band of worlds would be, on average, if a doubt with this share of the variance were settled: by the
/// square root of what is left of the variance.
double width_if_settled(const Interval& band, const SourceShare& share);

/// The places of the sources of doubt that explain most, in order.
std::vector<std::size_t> most_important(const Sensitivity& sensitivity);

/// Which doubts explain most of a band, and how wide it would be if one were settled: "measure first, for contact by
/// 1 h (now 78.7 points wide):" and a line for each.
std::vector<std::string> measure_first_lines(const std::string& what, const Interval& band,
                                             const Sensitivity& sensitivity, const std::vector<std::string>& sources);

}  // namespace hotline
