// `--caller` and `--callee` choose the cases that a command shows.
#pragma once

#include <vector>

#include "models/scenario/scenario.hpp"
#include "sim/cli/command_line.hpp"

namespace hotline::cli {

void add_case_options(boost::program_options::options_description& options);

/// The cases of the chosen caller and callee, in the order of the scenario. Either option may be left out. Throws
/// UsageError, also if there is no such case.
std::vector<Index> chosen_cases(const Scenario& scenario, const Arguments& arguments);

}  // namespace hotline::cli
