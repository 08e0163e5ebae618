// Makes a list plain for Fast C++ CSV Parser, which knows one separator and no line breaks in fields. The input is
// RFC 4180 as spreadsheets write it: fields separated by commas, semicolons or tabs, one kind in each file; quoted
// fields with line breaks and doubled quotes; rows and columns that are wholly empty. A sheet of a workbook becomes
// the same plain records.
//
// A plain record is a line. kFieldEnd separates its fields. A field is quoted if it holds quotes. A line break in a
// field is kLineBreak. No text holds these two characters.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/documents/diagnostics.hpp"
#include "models/documents/document.hpp"

namespace hotline {

inline constexpr char kFieldEnd = '\x1f';
inline constexpr char kLineBreak = '\x1e';

struct PlainList {
    std::vector<std::string> header;     // without wholly empty columns; empty if there is no header
    std::vector<std::uint32_t> numbers;  // in the file, from 1, of the header's columns
    Place header_at;
    std::string text;           // the records, the header's included
    std::vector<Place> places;  // where each record begins
    char separator = '\0';      // of fields; none in a sheet
    bool is_cut = false;        // the last record has no line break after it

    bool may_have_decimal_commas() const { return separator != ','; }

    /// The place of a line of `text`, from 1.
    Place place_of(std::uint32_t line) const;
};

/// "semicolon", "tab" or "comma".
const char* name_of_separator(char separator);

/// How a list is read.
struct ListLayout {
    std::vector<std::string> known = {};  // names of columns, which tell the separator
    bool header = true;                   // the first record is the header
    bool header_alone = false;            // reading may end after it
    bool others_too = false;              // columns without a name may hold something, and are skipped
};

/// Errors are reported, and reading goes on after them where it can. Empty where it cannot.
std::optional<PlainList> plain_list(const Files::Text& file, const ListLayout& layout, Diagnostics& diagnostics);

/// A field of a record as it stands in the file.
struct RawField {
    std::string_view text;
    bool quoted = false;  // `text` stands between quotes, and quotes in it are doubled
};

/// Splits a text into records (record_reader.cpp).
class RecordReader {
public:
    RecordReader(std::string_view text, char separator) : text_(text), rest_(text), separator_(separator) {}

    enum class Read : unsigned char { record, wrong, end };
    Read next();

    const std::vector<RawField>& fields() const { return fields_; }
    std::uint32_t line() const { return line_; }  // at which the record begins, from 1
    /// Where a field of the last record begins in the text, from number 1. Of a record that is wrong, also the field
    /// that is. `npos` where the record has no such field.
    std::size_t begin_of_field(std::size_t number) const;
    /// Whether the text ends with the last record, without a line break.
    bool is_cut() const { return rest_.empty() && !text_.empty() && text_.back() != '\n'; }
    /// What is wrong with the record, and where.
    const std::string& message() const { return message_; }
    const std::string& hint() const { return hint_; }
    std::uint32_t wrong_line() const { return wrong_line_; }
    std::uint32_t wrong_field() const { return wrong_field_; }  // from 1

private:
    bool quoted_field();
    std::size_t end_of_field() const;
    Read refuse(std::uint32_t line, std::string message, std::string hint);

    std::string_view text_;
    std::string_view rest_;
    char separator_;
    std::vector<RawField> fields_;
    std::uint32_t line_ = 0;
    std::uint32_t next_line_ = 1;
    std::string message_;
    std::string hint_;
    std::uint32_t wrong_line_ = 0;
    std::uint32_t wrong_field_ = 0;
    std::size_t wrong_begin_ = 0;
};

}  // namespace hotline
