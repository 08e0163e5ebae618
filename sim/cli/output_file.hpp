// Files are written aside and renamed: whoever looks sees the old one or the whole new one, never a half, and an
// interrupt leaves nothing behind. Of several ranks the first alone writes.
#pragma once

#include <filesystem>
#include <functional>
#include <ostream>

namespace hotline::cli {

/// Throws UsageError where the file cannot be written there, std::runtime_error where it could not be to its end.
void write_file(const std::filesystem::path& file, const std::function<void(std::ostream&)>& write);

/// Removes the file that is being written, if there is one. For a signal handler that ends the process.
void remove_unfinished_file();

/// Makes a folder and those above it. Throws UsageError.
void make_folder(const std::filesystem::path& folder);

/// Throws UsageError where one of these would, as far as can be known before: many drills may come first.
void require_writable_file(const std::filesystem::path& file);
void require_writable_folder(const std::filesystem::path& folder);

}  // namespace hotline::cli
