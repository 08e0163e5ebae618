// Errors and warnings about the files. All of them are collected, and shown in the manner of a compiler.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
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
    /// Replaces the text of a file by what was read of it, such as UTF-8 for UTF-16.
    void set_text(Index file, std::string text);
    /// The numbers of a list's columns, from 1, by their names.
    using Columns = std::map<std::string, std::uint32_t, std::less<>>;
    /// Marks a file as a list in text, with its `separator` of fields: errors about a row point to the field.
    void set_list(Index file, char separator, Columns columns);
    /// Marks a file as a workbook: places in it are cells of this sheet, such as "list.xlsx#People!B3". `text` has a
    /// line for each row of the sheet. `columns` has the number of each column, from 1, by its name.
    void set_sheet(Index file, const std::string& sheet, std::string text, Columns columns);
    /// The place of a field of a list, given its row's place and its number from 1, or the name of its column. The
    /// row's place where that is not known.
    Place field(Place row, std::uint32_t number) const;
    Place field(Place row, std::string_view column) const;
    /// How a file was read, for `--verbose`: "contacts.csv: UTF-16, fields between semicolons".
    void note(Index file, const std::string& how) { notes_ += files_[file].shown + ": " + how + '\n'; }
    const std::string& notes() const { return notes_; }

    /// The number of files. Their indices begin at 0.
    Index files() const { return static_cast<Index>(files_.size()); }
    /// How messages call a file.
    const std::string& name_of_file(Index file) const { return files_[file].shown; }
    bool is_sheet(Index file) const { return files_[file].sheet; }
    /// Whether the file is a list, in text or a sheet. A list has no comments.
    bool is_list(Index file) const { return files_[file].is_list(); }
    /// "B3", for a place in a workbook, or "3" for a whole row; empty elsewhere.
    std::string cell(const Place& place) const;
    /// The text of a file.
    const std::string& text_of_file(Index file) const { return files_[file].text; }

    void error(Place where, std::string message, std::string hint = {});
    void error_in_column(Place where, std::string column_name, std::string message, std::string hint = {});
    void warning(std::string code, Place where, std::string message, std::string hint = {});

    bool has_errors() const { return errors_ > 0; }
    const std::vector<Finding>& findings() const { return findings_; }
    /// In the order of files, lines and columns. Valid until another finding is added.
    std::vector<const Finding*> in_order() const;

    /// All findings, in the order of files, lines and columns:
    ///   scenarios/x/scenario.toml:12:3: error: unknown key "tris" in a step
    ///       12 | tris = 3
    ///          | ^
    ///   hint: did you mean "tries"?
    /// Long lines are cut around the caret, and long messages in their middle. Control characters are shown as "?".
    /// The same error in more than five rows of a list is reported once, with the number of rows. Findings beyond the
    /// first hundred in a file are only counted.
    std::string text(bool colour = false) const;

private:
    void add(Finding finding);

    struct File {
        std::string shown;
        std::string text;
        bool sheet = false;
        char separator = '\0';                         // of a list in text
        Columns columns = {};                          // of a list or sheet
        mutable std::vector<std::size_t> begins = {};  // of the lines of the text, once they are needed
        mutable std::optional<bool> quotable = {};     // once it is needed

        std::string_view line(std::uint32_t number) const;
        /// The text from a line on; empty where there is no such line.
        std::string_view text_from(std::uint32_t number) const;
        /// Whether the file is text throughout, without a NUL byte, so that a line of it may be shown.
        bool is_text() const;
        bool is_list() const { return sheet || separator != '\0'; }
    };
    std::string where(const Finding& finding) const;

    std::vector<File> files_;
    std::string notes_;
    std::vector<Finding> findings_;
    std::size_t errors_ = 0;
};

/// The candidate nearest to `word` (optimal string alignment, at most a third of its letters wrong); empty where none
/// is near.
std::string nearest_of(std::string_view word, const std::vector<std::string>& candidates);

/// The same as `did you mean "tries"?`.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates);

/// The hint for an unknown word: the known word nearest to it, or else all known words.
std::string what_is_known(std::string_view unknown, std::vector<std::string> known);

}  // namespace hotline
