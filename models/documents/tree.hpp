// The folders whose files a scenario may name. Somebody else may have written it, and what is read can be quoted in a
// public log. So a scenario cannot name a file such as /proc/self/environ or somebody's keys.
#pragma once

#include <filesystem>
#include <system_error>
#include <vector>

#include "models/documents/read_file.hpp"

namespace hotline {

class Tree {
public:
    /// The folder of a scenario file, and the repository that it is in.
    explicit Tree(const std::filesystem::path& scenario);

    /// Adds a folder.
    void add(const std::filesystem::path& folder);

    /// Whether a file lies in one of the folders once all symbolic links are followed, and in no folder `.git`.
    /// `error` is set if that cannot be told, as where links lead in a circle.
    bool holds(const std::filesystem::path& file, std::error_code& error) const;

private:
    std::vector<std::filesystem::path> folders_;
};

/// Reads the files of a tree, and refuses all others.
ReadFile reader_of(Tree tree);

}  // namespace hotline
