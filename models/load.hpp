// From files to a scenario.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "models/diagnostics.hpp"
#include "models/scenario.hpp"

namespace hotline {

/// When drills may start.
inline constexpr Instant kEarliestStart = std::chrono::sys_days{std::chrono::year{1970} / 1 / 1};
inline constexpr Instant kLatestStart = std::chrono::sys_days{std::chrono::year{2200} / 1 / 1};

/// Reads a whole file; nothing where it cannot be read, with the reason in `why`.
using ReadFile = std::function<std::optional<std::string>(const std::filesystem::path& file, std::string& why)>;
std::optional<std::string> read_file(const std::filesystem::path& file, std::string& why);

/// Loads a scenario file, or the `scenario.toml` of a folder, with all that it extends and names. Every
/// problem of every file goes to `diagnostics`; nothing is thrown for input. A scenario comes back only
/// where there is no error.
std::optional<Scenario> load_scenario(const std::filesystem::path& path, Diagnostics& diagnostics,
                                      const ReadFile& read = read_file);

}  // namespace hotline
