// What the commands that read logs of tests have in common: the files, the columns, the unit of plain numbers.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "models/loading/calendar_reach.hpp"
#include "models/loading/ping_log.hpp"
#include "sim/cli/command_line.hpp"

namespace hotline::cli {

/// --unit, --column, --zone and --given-up.
void add_log_options(boost::program_options::options_description& options);
/// Throws UsageError.
PingLayout log_layout(const Arguments& arguments);

/// Whether a word of the command line names a scenario, and not a log: a folder, or a file in TOML.
bool names_scenario(const std::string& word);

/// Throws UsageError if one of the logs is a scenario.
void refuse_scenarios(const std::vector<std::string>& logs);

/// The time of the tests, for which calendars are to be read besides that of the drills.
CalendarReach reach_of(const PingLog& log);

/// Reads logs one after the other. Empty where one of them is wrong: `diagnostics` has the errors.
std::optional<PingLog> load_logs(const std::vector<std::string>& paths, const PingLayout& layout,
                                 Diagnostics& diagnostics);

}  // namespace hotline::cli
