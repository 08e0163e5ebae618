// `mend --report FILE`: a page of the scenario with a section on what to mend first.
#pragma once

#include <optional>

#include "analysis/estimates/frontier.hpp"
#include "analysis/estimates/mending.hpp"
#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/contenders.hpp"
#include "sim/cli/output_file.hpp"

namespace hotline::cli {

/// Plays what the page shows beside the changes, and writes it. `played` has the plan with which these were played.
/// False if interrupted.
bool write_mend_page(const Arguments& arguments, Played& played, Mending mending, std::optional<Frontier> frontier,
                     const Words& words, OutputFiles& files);

}  // namespace hotline::cli
