// `--caller` and `--callee`: the cases that a command is to tell of.
#pragma once

#include <vector>

#include "models/scenario/scenario.hpp"
#include "sim/cli/command_line.hpp"

namespace hotline::cli {

void add_case_options(boost::program_options::options_description& options);

/// The cases of that caller and callee, each of whom may be left open, in the order of the scenario. Throws
/// UsageError, also where there are none.
std::vector<Index> chosen_cases(const Scenario& scenario, const Arguments& arguments);

}  // namespace hotline::cli
