// Reads files from disk. Tests replace this function by one that reads from memory.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace hotline {

/// Reads a whole file: a regular one, not a pipe or a device, which may have no end. If it cannot be read, returns
/// nothing and puts the reason in `why`.
using ReadFile = std::function<std::optional<std::string>(const std::filesystem::path& file, std::string& why)>;
std::optional<std::string> read_file(const std::filesystem::path& file, std::string& why);
/// The same for a file that a person names; "-" is standard input.
std::optional<std::string> read_file_or_input(const std::filesystem::path& file, std::string& why);

/// Whether `read_file` has read this file, under this name or another.
bool was_read(const std::filesystem::path& file);

}  // namespace hotline
