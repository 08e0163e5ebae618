// Output files appear complete, and those of one command together. Each is written under a temporary name in its own
// folder, and all get their names at the end. An error, an interrupt or a hang-up before leaves every old file as it
// was, and nothing besides. With mpirun, only the first rank writes.
//
// A new file has the mode and, where the system permits it, the owner of the one that it replaces. Another hard link
// to the old file keeps the old content. A program that is killed while it writes can leave `.hotline-….part`;
// nothing reads such a file.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace hotline::cli {

class OutputFiles {
public:
    OutputFiles();
    ~OutputFiles();
    OutputFiles(const OutputFiles&) = delete;
    OutputFiles& operator=(const OutputFiles&) = delete;

    /// Writes a file under a temporary name. What is no file, such as /dev/stdout, is written at once. Throws
    /// UsageError if the file cannot be created, and std::runtime_error if writing fails later.
    void write(const std::filesystem::path& file, const std::function<void(std::ostream&)>& write);
    /// Gives all files their names. Throws UsageError if one cannot have its name.
    void publish();

    /// Removes the files that are not published. For a signal handler that ends the process.
    static void remove_unfinished();

private:
    struct Unfinished;
    std::vector<std::unique_ptr<Unfinished>> files_;
};

/// From now on, SIGHUP, SIGQUIT and SIGPIPE remove such files before they end the program.
void remove_unfinished_files_on_signals();

/// Makes a folder and its parents. Throws UsageError.
void make_folder(const std::filesystem::path& folder);

/// Throw UsageError if writing would fail, as far as that is known in advance. Call them before many drills are
/// played. `names` are the files that will be written in the folder.
void require_writable_file(const std::filesystem::path& file);
void require_writable_folder(const std::filesystem::path& folder, const std::vector<std::string>& names = {});
/// Throws UsageError if a file that was required to be writable has been read.
void require_no_output_read();

}  // namespace hotline::cli
