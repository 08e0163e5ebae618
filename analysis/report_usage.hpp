// How busy desks, lines, people who call and carriers were, written down: for people, for programs, and for tables.
#pragma once

#include <ostream>

#include "analysis/json.hpp"
#include "analysis/usage_summary.hpp"

namespace hotline {

/// All that were asked for, those first that refused most.
void write_text(std::ostream& out, const UsageRun& run);
/// One object, with a list of resources for each number of protocols.
void write_json(std::ostream& out, const UsageRun& run);
/// One line for each number of protocols and resource.
void write_csv(std::ostream& out, const UsageRun& run);

/// The part of a run's text: those that were the bottleneck.
void write_bottlenecks(std::ostream& out, const Scenario& scenario, const std::vector<UsageSummary>& usage);
/// The part of a run's JSON: all of them.
Json json_of(const Scenario& scenario, const std::vector<UsageSummary>& usage);

}  // namespace hotline
