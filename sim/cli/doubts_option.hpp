// --doubts: plays a scenario in many worlds, in each of which the values in doubt are others.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "analysis/drills/outcome.hpp"
#include "analysis/estimates/sensitivity.hpp"
#include "analysis/estimates/worlds_summary.hpp"
#include "models/loading/worlds.hpp"
#include "models/scenario/scenario.hpp"
#include "sim/cli/command_line.hpp"
#include "sim/runs/runner.hpp"

namespace hotline::cli {

/// The most worlds, and the most cases, protocols and quorums that are played in all of them.
inline constexpr std::uint64_t kMostWorlds = 10'000;
inline constexpr std::size_t kMostRowsOfWorlds = 100;

void add_doubts_option(boost::program_options::options_description& options);
/// The number of worlds; empty without the option. Throws UsageError.
std::optional<std::size_t> worlds_asked(const Arguments& arguments);

/// Reads a scenario with its doubts, and prints its errors. Empty if it has any. Throws UsageError if nothing is in
/// doubt.
std::optional<Worlds> worlds_for_use(const Arguments& arguments, const std::string& path, Diagnostics& diagnostics);

/// How each source of doubt acts.
std::vector<SourceKind> kinds_of_sources(const Doubts& doubts);
/// What is printed of the doubts, and their values by world.
void describe_doubts(const Doubts& doubts, WorldsRun& run);

/// Plays the drills of each world and passes them on, in order. False if interrupted. Throws UsageError for a world
/// that the loaders refuse. `whole` is told which share of the worlds is done.
bool play_worlds(const Worlds& worlds, const Arguments& arguments, const RunPlan& plan,
                 const std::vector<std::vector<double>>& quantiles,
                 const std::function<void(const Scenario&, const std::vector<Outcomes>&)>& played);

/// `hotline run --doubts`.
int run_with_doubts(const Arguments& arguments, std::size_t worlds, const std::string& format);

}  // namespace hotline::cli
