// `--even-starts`: starts that are spread evenly over the hours of the week.
#pragma once

#include <optional>

#include "sim/cli/command_line.hpp"
#include "sim/draws/starts.hpp"
#include "sim/runs/runner.hpp"

namespace hotline::cli {

inline constexpr const char* kEvenStarts = "even-starts";

/// Empty if they are not asked for. Throws UsageError if the scenario has a single start.
std::optional<EvenStarts> even_starts(const Arguments& arguments, const Scenario& scenario);

/// Throws UsageError unless the drills are whole blocks.
void require_whole_blocks(const RunPlan& plan);

}  // namespace hotline::cli
