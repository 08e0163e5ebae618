// `mend --vary PATH=V1,V2,…`: other values of one or two keys.
#pragma once

#include <string>

#include "analysis/estimates/effect.hpp"
#include "models/scenario/scenario.hpp"
#include "sim/cli/command_line.hpp"

namespace hotline::cli {

/// Adds the option --vary.
void add_vary_option(boost::program_options::options_description& options);

/// Plays and writes what --vary asks for; the exit code. Throws UsageError.
int vary(const Arguments& arguments, const Scenario& scenario, Ticks within, RankBy by, const std::string& format);

}  // namespace hotline::cli
