// `hotline plan [LOG…] SCENARIO --budget N`: which entries to test next, and when.
#pragma once

#include "sim/cli/command_line.hpp"

namespace hotline::cli {

/// --budget and the options that need it.
void add_next_tests_options(boost::program_options::options_description& options);
/// Those of add_next_tests_options that need --budget.
std::vector<std::string> options_of_next_tests();

/// Requires --budget. Returns the exit code. Throws UsageError.
int plan_next_tests(const Arguments& arguments, const std::string& format);

}  // namespace hotline::cli
