// Outputs of runs and comparisons: text, JSON and CSV. The same input gives the same bytes.
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/estimates/comparison.hpp"
#include "analysis/estimates/summary.hpp"

namespace hotline {

/// The text table, about 80 columns wide.
void write_text(std::ostream& out, const RunSummary& run);
/// One object; its keys are documented in scenarios/results.md.
void write_json(std::ostream& out, const RunSummary& run);
/// One line a drill. A missing drill has `missing` in place of its times, which no program reads as a number.
void write_csv(std::ostream& out, const Scenario& scenario, const std::vector<Outcomes>& outcomes,
               const std::vector<MissingDrill>& missing = {});

void write_text(std::ostream& out, const Comparison& comparison);
/// "“hotline” is better than “lists”: by 76 of 100 emergencies within 30 min (75–77), by 36 of 100 emergencies within
/// 24 h (34–37), and by 10 h 03 min on average* (9 h 41 min–10 h 20 min)." The intervals hold together with all
/// others of the case.
std::string comparison_sentence(const ComparisonPlan& plan, const PairComparison& pair, std::string_view first,
                                std::string_view second);
/// "hotline is ahead from 14 s to 24 h, at 13 min by 85.8 points (84.9–86.7)".
std::string lead_text(const Stretch& stretch, std::string_view leader);
/// "98.2 %", "> 99.9 %", or "too close to call".
std::string how_sure(const Best& best);
void write_json(std::ostream& out, const Comparison& comparison);
/// One line for each difference.
void write_csv(std::ostream& out, const Comparison& comparison);
/// "the drills do not exclude a difference of up to 24 h the other way in fewer than 7.2 of 10 000 drills; in one of
/// 1441 drills it would outweigh the observed mean".
std::string unseen_text(const Unseen& unseen, const Comparison& comparison);

}  // namespace hotline
