// Values laid over a document, each at its path: `--set response.phone.present=0.8` on the command line, and the
// values of numbers that are in doubt. A path is written like a dotted key of TOML: response.phone.present. An
// element of an array is a number from 1: protocol.lists.step.2.within. Parts that hold dots stand in quotes.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "models/documents/diagnostics.hpp"
#include "models/documents/document.hpp"

namespace hotline {

/// The parts of a path, from the top of the document.
using KeyPath = std::vector<std::string>;

/// The path as it is written; parts that hold other letters than keys without quotes stand in quotes.
std::string path_text(const KeyPath& path);

/// The value at a path; null if there is none.
Node* find_at(Node& document, const KeyPath& path);

/// A value for a path, and where both are written.
struct Setting {
    KeyPath path;
    std::vector<Place> places;  // of the parts
    Node value;
};

/// Reads a setting such as response.phone.present=0.8, which is a line of the file `file`. The value is TOML, or a
/// text without quotes. Empty after an error.
std::optional<Setting> read_setting(const std::string& text, Index file, std::uint32_t line,
                                    Diagnostics& diagnostics);

/// Puts the value at the path, in place of the whole value that is there. Creates the tables on the way, but no
/// things with ids, such as responses, and no elements of arrays: an unknown one is an error. False after an error.
bool lay(Node& document, Setting setting, Diagnostics& diagnostics);

/// Lays the settings of a command line over a document, in their order. Errors stand in the file "--set".
void lay_settings(Node& document, const std::vector<std::string>& settings, Files& files, Diagnostics& diagnostics);

}  // namespace hotline
