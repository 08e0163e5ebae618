// A sheet of an XLSX workbook (ECMA-376, Office Open XML) as rows of texts, much as the spreadsheet would save them
// as CSV: dates begin with the year, and a formula has its last computed value. Read with libzip and pugixml.
//
// What is left out: hidden sheets are passed over where none is named, hidden rows are not. Formats other than those
// of dates and times do not change a number.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/documents/diagnostics.hpp"
#include "models/documents/document.hpp"
#include "models/documents/plain_list.hpp"

namespace hotline {

struct SheetRow {
    std::uint32_t number = 0;     // from 1
    std::vector<RawField> cells;  // from column A on
};

struct Sheet {
    std::string name;
    std::vector<SheetRow> rows;      // those with cells, in order
    std::vector<std::string> texts;  // shared by cells
    std::deque<std::string> own;     // of one cell each
};

/// The sheet that the file's path names, or the first one that is not hidden. What is wrong with the workbook becomes
/// errors. Then the result is empty.
std::optional<Sheet> read_sheet(const Files::Text& file, Diagnostics& diagnostics);

}  // namespace hotline
