// The scenarios that come with the project, loaded.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "models/scenario/scenario.hpp"

namespace hotline {

/// The folders under scenarios/ that hold a scenario.toml, by name.
std::vector<std::filesystem::path> shipped_scenario_folders();

/// Files beside a scenario.toml that reach rules that none of these does.
std::vector<std::filesystem::path> shipped_variants();

/// Loads one, by its folder or file. Throws std::runtime_error with the diagnostics.
Scenario load_shipped(const std::filesystem::path& which);

/// The number of drills for each case and protocol, limited so that the total is at most about twenty times `most`:
/// scenarios with thousands of cases get few.
std::uint64_t affordable_drills(const Scenario& scenario, std::uint64_t most);

}  // namespace hotline
