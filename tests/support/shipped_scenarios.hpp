// The scenarios that come with the project, loaded.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "models/scenario/scenario.hpp"

namespace hotline {

/// The folders under scenarios/ that hold a scenario.toml, by name.
std::vector<std::filesystem::path> shipped_scenario_folders();

/// Loads one. Throws std::runtime_error with what is wrong with it.
Scenario load_shipped(const std::filesystem::path& folder);

/// Drills of each case and protocol, such that of all together there are at most about twenty times `most`: scenarios
/// of thousands of cases get few.
std::uint64_t affordable_drills(const Scenario& scenario, std::uint64_t most);

}  // namespace hotline
