// A CSV list: a header that names the columns, in any order, then rows. Read by Fast C++ CSV Parser; nothing else
// includes it. Fields are text; quoted fields, CRLF and a byte order mark are understood. An empty line is nothing
// where there are several columns; of a single column it is an empty field, as in what has been cut out of a longer
// list.
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

/// What a list's columns are called, and how many of them, from the first on, must be there.
struct CsvColumns {
    std::vector<std::string> names;  // at most kMostColumns
    std::size_t required = 0;
    bool others_too = false;  // columns of other names are passed over
};
inline constexpr std::size_t kMostColumns = 16;

/// Fields by the order of CsvColumns::names; empty where the list has no such column. They live until the call
/// returns.
using CsvRow = std::vector<std::string_view>;

/// Reads a list; what is wrong with its form becomes errors, and reading goes on behind them. `row` is called with
/// the place of each row that has as many fields as the header.
void read_csv(const Files::Text& file, const CsvColumns& columns, Diagnostics& diagnostics,
              const std::function<void(Place, const CsvRow&)>& row);

/// The names in the header, up to a thousand; none where there is no header.
std::vector<std::string> csv_header(std::string_view text);

/// The parts of a field between semicolons, without blanks around them; empty ones are left out.
std::vector<std::string> split_field(std::string_view field);

/// A field that is a whole number from 0 to `most`; nothing where it is not.
std::optional<std::uint32_t> whole_of(std::string_view field, std::uint32_t most);

/// A text as a field holds it: in quotes where it needs them.
std::string csv_field(const std::string& text);

/// The numbers of a one-column list, with or without a header: durations in seconds, finite and not negative.
std::vector<double> read_csv_numbers(const Files::Text& file, Diagnostics& diagnostics);

}  // namespace hotline
