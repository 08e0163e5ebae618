// How a workbook's style shows a number: as a date, a time or the number itself (ECMA-376, part 1, 18.8.30).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hotline {

enum class CellFormat : unsigned char { number, date, time, date_time };

/// The format of a built-in number format, by its id. Every workbook has these.
CellFormat built_in_format(unsigned id);
/// The format of a code such as "yyyy\-mm\-dd".
CellFormat format_of_code(std::string_view code);

/// The text of a number in a cell. Days count from 1904, or from 1900 as if that had been a leap year. Empty where
/// the number is not a valid day.
std::optional<std::string> text_of_number(double number, CellFormat format, bool from_1904);

}  // namespace hotline
