// Files are written aside and renamed: whoever looks sees the old one or the whole new one, never a half, and an
// interrupt leaves nothing behind. Of several ranks the first alone writes.
#pragma once

#include <filesystem>
#include <functional>
#include <ostream>

namespace hotline::cli {

/// Throws std::runtime_error with a message for the user where the file cannot be written.
void write_file(const std::filesystem::path& file, const std::function<void(std::ostream&)>& write);

/// Makes a folder and those above it. Throws as above.
void make_folder(const std::filesystem::path& folder);

}  // namespace hotline::cli
