// Workbooks in memory, put together part by part, so that tests can use what no spreadsheet would write.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace hotline {

/// A zip archive of these parts.
std::string archive_of(const std::map<std::string, std::string>& parts);

/// The parts of a workbook with one sheet, "Sheet1". `rows` is the inside of its <sheetData>. Style 1 is a date,
/// style 2 a date with a time, style 3 a time, style 4 "00.00"; shared texts are "duty officer" and, in two runs,
/// "director".
std::map<std::string, std::string> workbook_parts(const std::string& rows);

/// A workbook whose sheet has these texts. A field that is a number becomes one; "2012-01-01" becomes a date by its
/// style.
std::string workbook_of(const std::vector<std::vector<std::string>>& rows);

}  // namespace hotline
