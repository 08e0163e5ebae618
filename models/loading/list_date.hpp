// Dates as lists have them. A date begins with the year (ISO 8601). A date that a spreadsheet has rewritten is read
// if it can mean only one day. If it could mean two, it is an error.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace hotline {

/// Parses a date such as "2012-10-04".
std::optional<std::chrono::sys_days> parse_date(std::string_view text);

/// Dates on the lists. A year outside this range is a typing mistake.
inline constexpr int kFirstYear = 1900;
inline constexpr int kLastYear = 2200;
inline bool is_plausible(std::chrono::sys_days day) {
    const auto year = static_cast<int>(std::chrono::year_month_day{day}.year());
    return kFirstYear <= year && year <= kLastYear;
}

/// A date in a field: "2012-10-04", "2012/10/4" or "20121004"; "04.10.2012", day first; "25/12/2012" or "12/25/2012",
/// where only one number can be the day. Each may have a time of 00:00.
struct ListDate {
    std::optional<std::chrono::sys_days> day;
    std::string message;  // if it is not a plausible day
    std::string hint;
    bool unclear = false;  // it looks like a date, but could mean several days
};
ListDate list_date(std::string_view text);

}  // namespace hotline
