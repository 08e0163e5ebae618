// Plays scenarios in many worlds, in each of which the values in doubt are others.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "analysis/estimates/sensitivity.hpp"
#include "analysis/estimates/worlds_summary.hpp"
#include "models/loading/worlds.hpp"
#include "sim/cli/command_line.hpp"
#include "sim/cli/contenders.hpp"
#include "sim/cli/progress.hpp"
#include "sim/runs/checker.hpp"

namespace hotline::cli {

/// The worlds of a scenario.
struct WorldsOf {
    Worlds worlds;
    std::vector<std::vector<double>> quantiles;  // by world, then source of doubt
};

/// Reads a scenario, which has been loaded with its best values and these settings, once more with its doubts, and
/// draws the quantiles of the worlds with a seed.
WorldsOf worlds_of(const std::filesystem::path& scenario, const Arguments& arguments,
                   const std::vector<std::string>& settings, std::uint64_t seed, std::size_t worlds);
/// Reads scenarios, which have been loaded with their best values, once more with their doubts, and draws the
/// quantiles of the worlds with the seed of each one's plan. Throws UsageError if nothing is in doubt.
std::vector<WorldsOf> worlds_of(const std::vector<Played>& best, const Arguments& arguments, std::size_t worlds);

/// What scenarios have in doubt: sources of the same name are the same.
struct AllDoubts {
    std::vector<DoubtLine> lines;  // each once
    std::vector<std::string> sources;
    std::vector<SourceKind> kinds;
    std::vector<std::vector<double>> quantiles;  // by world, then source
};
AllDoubts doubts_of(const std::vector<WorldsOf>& all);

/// The values of a scenario's doubts in each world, as --set takes them.
std::vector<std::vector<std::string>> values_of(const WorldsOf& of);

/// Checks the expectations of a scenario that ask for a share of worlds: each in as many worlds as --doubts says, and
/// in each with as many drills as it takes to know, up to --max-drills or 10 000. Empty if interrupted. Throws
/// UsageError for a world that the loaders refuse.
std::optional<std::vector<CheckedExpectation>> check_in_worlds(const Played& played, CheckPlan plan,
                                                               const Arguments& arguments, Progress& progress);

/// Plays the drills of all scenarios in each world, with the plans of `best`, and passes them on, in order. Where
/// nothing is in doubt they are those of `best`, which has been played. False if interrupted. Throws UsageError for a
/// world that the loaders refuse.
bool play_worlds(const std::vector<WorldsOf>& all, const std::vector<Played>& best, const Arguments& arguments,
                 const std::function<void(const std::vector<Played>&)>& played);

}  // namespace hotline::cli
