// `mend --doubts`: how often each change is the best, in worlds with other values of what is in doubt.
#pragma once

#include <cstddef>
#include <string>

#include "analysis/estimates/effect.hpp"
#include "models/scenario/scenario.hpp"
#include "sim/cli/command_line.hpp"

namespace hotline::cli {

/// Plays and writes it; the exit code. `scenario` has the best values. Throws UsageError.
int mend_with_doubts(const Arguments& arguments, const Scenario& scenario, std::size_t worlds, Ticks within,
                     RankBy by, const std::string& format);

}  // namespace hotline::cli
