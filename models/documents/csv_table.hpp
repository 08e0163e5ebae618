// A list: a header that names the columns in any order, then rows. It is CSV as spreadsheets write it, or a sheet of
// a workbook; plain_list.hpp says what is understood. Only csv_table.cpp includes Fast C++ CSV Parser, which parses
// plain records. Fields are text without surrounding spaces. A list of several columns skips empty rows. In a list of
// one column an empty row is an empty field, as in a column that was cut out of a longer list.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/documents/diagnostics.hpp"
#include "models/documents/document.hpp"

namespace hotline {

/// The names of a list's columns. The first `required` of them must be present.
struct CsvColumns {
    std::vector<std::string> names;  // at most kMostColumns
    std::size_t required = 0;
    bool others_too = false;                 // columns of other names are ignored
    std::vector<std::string> ids = {};       // hold ids, which must not have invisible characters
    std::vector<std::string> several = {};   // hold several texts, separated by semicolons or line breaks
    std::vector<std::string> decimals = {};  // hold numbers, with a decimal comma if commas do not end fields
};
inline constexpr std::size_t kMostColumns = 20;

/// Fields in the order of CsvColumns::names, empty where the list has no such column. They are valid until the call
/// returns.
using CsvRow = std::vector<std::string_view>;

/// Reads a list. Malformed rows become errors, and reading goes on after them. `row` is called for each row that has
/// as many fields as the header.
void read_csv(const Files::Text& file, const CsvColumns& columns, Diagnostics& diagnostics,
              const std::function<void(Place, const CsvRow&)>& row);

/// The names in the header, up to a thousand; empty where there is no header. `known` are some of them.
std::vector<std::string> csv_header(const Files::Text& file, const std::vector<std::string>& known);

/// The parts of a field between semicolons or line breaks, trimmed and without empty parts.
std::vector<std::string> split_field(std::string_view field);

/// The value of a field that is a whole number from 0 to `most`; otherwise empty.
std::optional<std::uint32_t> whole_of(std::string_view field, std::uint32_t most);

/// Writes a text as a field, in quotes where it needs them.
std::string csv_field(const std::string& text);

/// The numbers of a one-column list, with or without a header: durations in seconds, finite and not negative.
std::vector<double> read_csv_numbers(const Files::Text& file, Diagnostics& diagnostics);

}  // namespace hotline
