// Outputs of the usage of desks, lines, callers and carriers: text, JSON and CSV.
#pragma once

#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/estimates/usage_summary.hpp"
#include "analysis/write/json.hpp"

namespace hotline {

/// The words of a table. Carriers have messages instead of requests, so they have a table of their own.
struct UsageWords {
    bool of_carriers;
    std::string_view title;
    std::string_view all_was_well;
    std::string_view asked;
    std::string_view refused;
    std::string_view refusing;
    std::string_view waited;
    std::string_view taken;
};
struct UsageTable {
    const UsageWords& words;
    std::vector<const ResourceSummary*> rows;  // the worst bottleneck first; empty without waits or refusals
    std::size_t more = 0;                      // further resources with waits or refusals that are left out
};
/// The number of bottlenecks in each table.
inline constexpr std::size_t kBottlenecks = 10;
/// One table of desks, lines and callers; one of carriers if any was used. They contain the resources that were
/// requested; if these are more than `most`, only those with waits or refusals. Rows point into the summary.
std::vector<UsageTable> usage_tables(const UsageSummary& usage, std::size_t most);
/// The meaning of the columns.
std::string usage_notes(const std::vector<UsageSummary>& usage);

/// All requested resources, most refusals first.
void write_text(std::ostream& out, const UsageRun& run);
/// One object, with a list of resources for each number of protocols.
void write_json(std::ostream& out, const UsageRun& run);
/// One line for each number of protocols and resource.
void write_csv(std::ostream& out, const UsageRun& run);

/// The part of a run's text: the bottlenecks.
void write_bottlenecks(std::ostream& out, const Scenario& scenario, const std::vector<UsageSummary>& usage);
/// The part of a run's JSON: all resources.
Json json_of(const Scenario& scenario, const std::vector<UsageSummary>& usage);

}  // namespace hotline
