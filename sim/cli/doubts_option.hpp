// --doubts: the commands that play a scenario in many worlds, in each of which the values in doubt are others.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/estimates/worlds_summary.hpp"
#include "sim/cli/command_line.hpp"
#include "sim/cli/contenders.hpp"

namespace hotline::cli {

/// The most worlds, and the most cases, protocols and quorums, or pairs of contenders, that are played in them.
inline constexpr std::uint64_t kMostWorlds = 10'000;
inline constexpr std::size_t kMostRowsOfWorlds = 100;

void add_doubts_option(boost::program_options::options_description& options,
                       const char* help = "play the values in doubt, in that many worlds; default: 200");
/// How many worlds are played if nobody says so.
inline constexpr std::size_t kUsualWorlds = 200;
/// The number of worlds; empty without the option. Throws UsageError, also if an option stands beside it that it
/// excludes.
std::optional<std::size_t> worlds_asked(const Arguments& arguments, const std::vector<const char*>& excluded);

/// Plays scenarios, which have been played with their best values, in many worlds, for a page. For each that has
/// doubts, what is said of it, with curves. Empty if interrupted. The scenarios must outlive it.
std::optional<std::vector<std::optional<WorldsRun>>> play_for_page(const Arguments& arguments, std::size_t worlds,
                                                                   const std::vector<Ticks>& deadlines,
                                                                   const std::vector<Played>& all);

/// `hotline run --doubts`.
int run_with_doubts(const Arguments& arguments, std::size_t worlds, const std::string& format);
/// `hotline compare --doubts`.
int compare_with_doubts(const Arguments& arguments, std::size_t worlds, const std::string& format);

}  // namespace hotline::cli
