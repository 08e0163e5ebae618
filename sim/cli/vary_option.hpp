// `--vary PATH=V1,V2,…`: other values of one or two keys. `run` and `mend` show them as a curve or a grid on the luck
// of today's; to `compare`, `check` and `report` each combination is a scenario of its own.
#pragma once

#include <string>
#include <vector>

#include "analysis/estimates/varied.hpp"
#include "models/scenario/scenario.hpp"
#include "sim/cli/command_line.hpp"

namespace hotline::cli {

/// Adds the option --vary; `help` says what the command does with the values.
void add_vary_option(boost::program_options::options_description& options, const char* help);

/// One combination of values.
struct VariedSettings {
    std::string name;                   // "rounds=2": for labels
    std::vector<std::string> settings;  // as --set takes them
};
/// All combinations; one without settings if there is no --vary. Throws UsageError.
std::vector<VariedSettings> varied_settings(const Arguments& arguments);

/// `mend --vary`: plays and writes it; the exit code. Throws UsageError.
int mend_with_values(const Arguments& arguments, const Scenario& scenario, Ticks within, RankBy by,
                     const std::string& format);
/// `run --vary`: a table for each case and protocol.
int run_with_values(const Arguments& arguments, const std::string& format);

}  // namespace hotline::cli
