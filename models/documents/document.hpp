// A scenario file as a tree in which everything knows where it stands. What a file `extends` is laid under it: tables
// merge key by key; arrays, `start` and laws are replaced whole. TOML itself is read by toml++; nothing else includes
// it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "models/base/ticks.hpp"
#include "models/documents/diagnostics.hpp"
#include "models/documents/read_file.hpp"

namespace hotline {

struct Member;

struct Node {
    enum class Kind : unsigned char { table, array, text, integer, decimal, boolean, instant, date, other };

    Kind kind = Kind::table;
    Place place;
    std::string text;
    std::int64_t integer = 0;
    double decimal = 0;
    bool boolean = false;
    Instant instant;              // with the offset to UTC taken off; of a date its first, in UTC
    std::vector<Member> members;  // of a table, in the order of the file
    std::vector<Node> items;      // of an array

    const Node* find(const std::string& key) const;
};

struct Member {
    std::string key;
    Place place;
    Node value;
};

/// The same file by a shorter path: a/../b is b, unless a is a symbolic link that leads elsewhere.
std::filesystem::path shorter(const std::filesystem::path& path);

/// The files of one scenario: what has been read, and where it stands on disk, by Place::file.
class Files {
public:
    Files(Diagnostics& diagnostics, const ReadFile& read) : diagnostics_(diagnostics), read_(read) {}

    struct Text {
        Index file;
        std::string text;
    };
    /// Reads a file that is named at a place. Where it cannot be read, that is an error at that place.
    std::optional<Text> read(const std::filesystem::path& path, Place named_at);
    /// A path as written in a file: relative to the folder of that file.
    std::filesystem::path beside(Index file, const std::string& written) const;
    const std::filesystem::path& path(Index file) const { return paths_[file]; }

private:
    Diagnostics& diagnostics_;
    const ReadFile& read_;
    std::vector<std::filesystem::path> paths_;
};

/// Lays one document over another.
Node laid_over(Node base, Node over);

/// Reads a TOML file and all that it extends. Nothing where any of them is no TOML.
std::optional<Node> read_document(const std::filesystem::path& path, Files& files, Diagnostics& diagnostics);

}  // namespace hotline
