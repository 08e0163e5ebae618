// Output files are written under a temporary name and then renamed. A reader sees either the old file or the complete
// new one, and an interrupt leaves no partial file. With mpirun, only the first rank writes.
#pragma once

#include <filesystem>
#include <functional>
#include <ostream>

namespace hotline::cli {

/// Throws UsageError if the file cannot be created, and std::runtime_error if writing fails later.
void write_file(const std::filesystem::path& file, const std::function<void(std::ostream&)>& write);

/// Removes the file that is being written, if any. For a signal handler that ends the process.
void remove_unfinished_file();

/// Makes a folder and its parents. Throws UsageError.
void make_folder(const std::filesystem::path& folder);

/// Throw UsageError if writing would fail, as far as that is known in advance. Call them before many drills are
/// played.
void require_writable_file(const std::filesystem::path& file);
void require_writable_folder(const std::filesystem::path& folder);

}  // namespace hotline::cli
