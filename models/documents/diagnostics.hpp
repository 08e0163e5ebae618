// Errors and warnings about the files. All of them are collected, and shown in the manner of a compiler.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "models/base/place.hpp"

namespace hotline {

enum class Severity : unsigned char { error, warning };

struct Finding {
    Severity severity = Severity::error;
    std::string code;  // of a warning, stable: "unreachable-step"; empty for errors
    Place place;
    std::string column_name;  // of a CSV
    std::string message;
    std::string hint;  // "did you mean …?"; may be empty
};

class Diagnostics {
public:
    /// Registers a file with the text that carets point into. Messages call the file `shown`.
    Index add_file(std::string_view shown, std::string text);

    /// The number of files. Their indices begin at 0.
    Index files() const { return static_cast<Index>(files_.size()); }
    /// How messages call a file.
    const std::string& name_of_file(Index file) const { return files_[file].shown; }
    /// The text of a file.
    const std::string& text_of_file(Index file) const { return files_[file].text; }

    void error(Place where, std::string message, std::string hint = {});
    void error_in_column(Place where, std::string column_name, std::string message, std::string hint = {});
    void warning(std::string code, Place where, std::string message, std::string hint = {});

    bool has_errors() const { return errors_ > 0; }
    const std::vector<Finding>& findings() const { return findings_; }

    /// All findings, in the order of files, lines and columns:
    ///   scenarios/x/scenario.toml:12:3: error: unknown key "tris" in a step
    ///       12 | tris = 3
    ///          | ^
    ///   hint: did you mean "tries"?
    /// Long lines are cut around the caret, and long messages in their middle. Control characters are shown as "?".
    /// Findings beyond the first hundred in a file are only counted.
    std::string text(bool colour = false) const;

private:
    void add(Finding finding);

    struct File {
        std::string shown;
        std::string text;
    };
    std::vector<File> files_;
    std::vector<Finding> findings_;
    std::size_t errors_ = 0;
};

/// The candidate nearest to `word` (optimal string alignment, at most a third of its letters wrong), as
/// `did you mean "tries"?`; empty where none is near.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates);

/// The hint for an unknown word: the known word nearest to it, or else all known words.
std::string what_is_known(std::string_view unknown, std::vector<std::string> known);

}  // namespace hotline
