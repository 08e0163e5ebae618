// How busy desks, lines, people who call and carriers were, written down: for people, for programs, and for tables.
#pragma once

#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/estimates/usage_summary.hpp"
#include "analysis/write/json.hpp"

namespace hotline {

/// What a table of them says. Carriers are not asked for one of so many: they have a table of their own.
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
    std::vector<const ResourceSummary*> rows;  // the worst bottleneck first; none where all was well
    std::size_t more = 0;                      // that kept somebody waiting and are left out
};
/// Those that were the bottleneck: so many in each table.
inline constexpr std::size_t kBottlenecks = 10;
/// One of desks, lines and people who call; one of carriers, where any was asked for. Those that were asked for are
/// in them, but where there are more than `most` only those that kept anybody waiting. They point into the summary.
std::vector<UsageTable> usage_tables(const UsageSummary& usage, std::size_t most);
/// What the tables' columns mean.
std::string usage_notes(const std::vector<UsageSummary>& usage);

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
