// A scenario file as a tree in which every node has its place in the file. A file is merged over the file that it
// `extends`: tables merge key by key; arrays, `start` and laws are replaced as a whole. Only document.cpp includes
// toml++, which parses TOML.
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
    Instant instant;                          // in UTC; for a date, its midnight
    std::vector<Member> members;              // of a table, in the order of the file
    std::vector<Node> items;                  // of an array
    std::vector<std::string> replaced_names;  // of a document: of doubts in whose place another value has been laid

    const Node* find(const std::string& key) const;
};

struct Member {
    std::string key;
    Place place;
    Node value;
};

/// A shorter path to the same file: a/../b becomes b, unless a is a symbolic link that leads elsewhere.
std::filesystem::path shorter(const std::filesystem::path& path);

/// The files of one scenario that have been read, and their paths by Place::file.
class Files {
public:
    Files(Diagnostics& diagnostics, const ReadFile& read) : diagnostics_(diagnostics), read_(read) {}

    /// The files that `other` has read so far, for more errors of their own. `diagnostics` must know them.
    Files(const Files& other, Diagnostics& diagnostics, const ReadFile& read)
        : diagnostics_(diagnostics), read_(read), paths_(other.paths_) {}

    struct Text {
        Index file;
        std::string text;
        std::string sheet = {};  // of a workbook; empty: its first
    };
    /// Reads a file that is named at a place. If it cannot be read, the error points to that place. The path of a
    /// workbook may name a sheet: "lists.xlsx#People".
    std::optional<Text> read(const std::filesystem::path& path, Place named_at);
    /// Adds a text that is not of a file. Paths that are written in it are relative to the working directory.
    Index add(const std::string& shown, const std::string& text);
    /// Resolves a path that is written in a file, relative to the folder of that file.
    std::filesystem::path beside(Index file, const std::string& written) const;

private:
    Diagnostics& diagnostics_;
    const ReadFile& read_;
    std::vector<std::filesystem::path> paths_;
};

/// Adds the names of all doubts of a node, which another value is to replace.
void collect_names(const Node& node, std::vector<std::string>& names);

/// Merges one document over another, as for `extends`.
Node laid_over(Node base, Node over);

/// Reads a value that begins at a byte of a text: TOML, or else a text without quotes, such as 2h. A value that
/// begins with a bracket or a quote must be TOML. `line`: the number of the text's line in its file. Empty after an
/// error.
std::optional<Node> read_value(const std::string& text, std::size_t begin, Index file, std::uint32_t line,
                               Diagnostics& diagnostics);

/// Whether a table is a value in doubt (doubts.hpp): it has a number or a text `best` and one of `from`, `to`, `name`
/// and `same_as`, or an array `one_of`.
bool is_doubt(const Node& node);

/// Reads a TOML file and all files that it extends. Empty if any of them cannot be read as TOML.
std::optional<Node> read_document(const std::filesystem::path& path, Files& files, Diagnostics& diagnostics);

}  // namespace hotline
