// The quorums of a run, as text and JSON.
#pragma once

#include <ostream>
#include <string>

#include "analysis/estimates/quorum_summary.hpp"
#include "analysis/write/json.hpp"

namespace hotline {

/// "The delegations, 4 of 5 cases".
std::string enough_text(const Quorum& quorum);
/// "Quorum: The delegations, 4 of 5 cases".
std::string quorum_text(const Quorum& quorum);
/// "3 (2–3)", of cases.
std::string cases_text(const CasesReached& cases);

/// By deadline: the quorum, the mean share of the cases, and the numbers of cases that half and 90 % of the drills
/// reach.
void write_deadlines(std::ostream& out, const QuorumSummary& quorum);
Json json_of(const Scenario& scenario, const QuorumSummary& quorum);

}  // namespace hotline
