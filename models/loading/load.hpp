// From files to a scenario.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "models/documents/diagnostics.hpp"
#include "models/documents/document.hpp"
#include "models/documents/doubts.hpp"
#include "models/documents/read_file.hpp"
#include "models/loading/calendar_reach.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

/// When drills may start.
inline constexpr Instant kEarliestStart = std::chrono::sys_days{std::chrono::year{1970} / 1 / 1};
inline constexpr Instant kLatestStart = std::chrono::sys_days{std::chrono::year{2200} / 1 / 1};

/// Loads a scenario file, or the `scenario.toml` of a folder, with all files that it extends and names. Reports every
/// problem of every file to `diagnostics`, and never throws for bad input. Returns a scenario only if there is no
/// error. `settings` are values for paths, such as response.phone.present=0.8, in place of those in the files.
/// Calendars are read for the time of the drills, unless `reach` says otherwise.
std::optional<Scenario> load_scenario(const std::filesystem::path& path, Diagnostics& diagnostics,
                                      const ReadFile& read = read_file, const std::vector<std::string>& settings = {},
                                      const CalendarReach& reach = {});

// The parts of it, for worlds.hpp.

/// The file of a path that may be a folder.
std::filesystem::path file_of_scenario(const std::filesystem::path& path);
/// Reads the document, with the settings laid over it, and finds its doubts. Empty if it cannot be read, or a setting
/// or a doubt is wrong.
std::optional<Doubts> read_with_doubts(const std::filesystem::path& file, Files& files, Diagnostics& diagnostics,
                                       const std::vector<std::string>& settings);
/// Loads a document without doubts; `doubts` is the number of those that it had, and `reach` as above.
std::optional<Scenario> load_document(const std::filesystem::path& file, Node document, std::size_t doubts,
                                      Files& files, Diagnostics& diagnostics, const CalendarReach& reach = {});

}  // namespace hotline
