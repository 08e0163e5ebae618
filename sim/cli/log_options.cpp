#include "sim/cli/log_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "models/base/utf8.hpp"
#include "models/documents/read_file.hpp"
#include "models/scenario/calendar.hpp"

namespace hotline::cli {

namespace po = boost::program_options;

void add_log_options(po::options_description& options) {
    options.add_options()  //
        ("unit", po::value<std::string>()->value_name("UNIT"),
         "the unit of plain numbers in the log: ms, s, min, h or d; default: what the column's name says, or else "
         "s")  //
        ("column", po::value<std::vector<std::string>>()->value_name("ROLE=NAME"),
         "which column is what: official, address, channel, at, result, after, given_up, between or entry; may be "
         "repeated; default: by their names")  //
        ("zone", po::value<std::string>()->value_name("ZONE"),
         "by whose clocks times without a zone are; default: UTC")  //
        ("given-up", po::value<std::string>()->value_name("DURATION"),
         "when tests without an answer were given up, where the log does not say so");
}

PingLayout log_layout(const Arguments& arguments) {
    PingLayout layout;
    if (arguments.has("unit")) layout.unit = unit_of_sign(arguments.choice("unit", signs_of_units(), ""));
    if (const auto given_up = arguments.duration("given-up", {})) layout.given_up = seconds_of(*given_up);
    if (arguments.has("zone")) {
        layout.zone = arguments.text("zone");
        if (!known_time_zone(layout.zone)) {
            const std::string hint = did_you_mean(layout.zone, time_zone_names());
            throw UsageError(fmt::format("--zone takes a name of the tz database, not \"{}\"{}", layout.zone,
                                         hint.empty() ? "" : "; " + hint));
        }
    }
    std::vector<std::string> known;
    known.reserve(kPingColumns.size());
    for (const PingColumn column : kPingColumns) known.emplace_back(name_of(column));
    for (const std::string& written : arguments.texts("column")) {
        const std::size_t equals = written.find('=');
        const std::string role = written.substr(0, equals);
        if (equals == written.npos || equals + 1 == written.size())
            throw UsageError(fmt::format("--column takes ROLE=NAME, such as after=minutes, not \"{}\"", written));
        bool found = false;
        for (const PingColumn column : kPingColumns) {
            if (name_of(column) != role) continue;
            found = true;
            if (!layout.chosen.emplace(column, written.substr(equals + 1)).second)
                throw UsageError(fmt::format("--column names two columns for {}", role));
        }
        if (!found)
            throw UsageError(fmt::format("--column knows no role \"{}\"; {}", role, what_is_known(role, known)));
    }
    return layout;
}

bool names_scenario(const std::string& word) {
    return word.ends_with(".toml") || std::filesystem::is_directory(word);
}

void refuse_scenarios(const std::vector<std::string>& logs) {
    for (const std::string& log : logs) {
        if (names_scenario(log))
            throw UsageError(fmt::format("the command takes one scenario, after all logs, and {} is none of them",
                                         printable(log)));
    }
}

CalendarReach reach_of(const PingLog& log) {
    CalendarReach reach;
    for (const PingTest& test : log.tests) {
        if (!test.dated) continue;
        reach.first = std::min(reach.first.value_or(test.at), test.at);
        reach.last = std::max(reach.last.value_or(test.at), test.at);
    }
    return reach;
}

std::optional<PingLog> load_logs(const std::vector<std::string>& paths, const PingLayout& layout,
                                 Diagnostics& diagnostics) {
    PingLog log;
    const ReadFile read = read_file_or_input;
    for (const std::string& path : paths) load_ping_log(path, layout, diagnostics, log, read);
    if (diagnostics.has_errors()) return {};
    return log;
}

}  // namespace hotline::cli
