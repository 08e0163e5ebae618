// How files are read: from disk, or in tests from memory.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace hotline {

/// Reads a whole file; nothing where it cannot be read, with the reason in `why`.
using ReadFile = std::function<std::optional<std::string>(const std::filesystem::path& file, std::string& why)>;
std::optional<std::string> read_file(const std::filesystem::path& file, std::string& why);

}  // namespace hotline
