#include "models/loading/list_date.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "models/documents/csv_table.hpp"

namespace hotline {
namespace {

constexpr const char* kHowDatesAreWritten = "dates are written like 2012-10-04";

std::optional<std::chrono::sys_days> day_of(unsigned year, unsigned month, unsigned day) {
    const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(year)}, std::chrono::month{month},
                                           std::chrono::day{day}};
    if (!date.ok()) return {};
    return std::chrono::sys_days{date};
}

std::string iso(std::chrono::sys_days day) {
    const std::chrono::year_month_day date(day);
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

/// Three numbers with the same separator between them: "04/10/2012".
struct Parts {
    char mark = '\0';
    std::array<unsigned, 3> number{};
    std::array<std::size_t, 3> digits{};
};

std::optional<Parts> parts_of(std::string_view text) {
    Parts parts;
    for (std::size_t part = 0; part < 3; ++part) {
        const std::size_t end = std::min(text.find_first_of("/.-"), text.size());
        const auto number = whole_of(text.substr(0, end), 9999);
        if (!number || (part < 2) != (end < text.size())) return {};
        parts.number[part] = *number;
        parts.digits[part] = end;
        if (part == 0) parts.mark = text[end];
        if (part == 1 && text[end] != parts.mark) return {};
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

/// A spreadsheet may write a day as its midnight.
std::string_view without_midnight(std::string_view text) {
    if (text.size() < 11 || (text[10] != ' ' && text[10] != 'T')) return text;
    const std::string_view clock = text.substr(11);
    const bool midnight = clock == "00:00" || clock == "00:00:00" || clock == "0:00" || clock == "0:00:00";
    return midnight ? text.substr(0, 10) : text;
}

ListDate unclear(std::string message, std::string hint) {
    return {{}, std::move(message), std::move(hint), true};
}

ListDate written(std::string_view text) {
    if (const auto day = parse_date(text)) return {day, {}, {}, false};
    if (text.size() == 8 && whole_of(text, 99'999'999)) {
        const auto whole = *whole_of(text, 99'999'999);
        if (const auto day = day_of(whole / 10000, whole / 100 % 100, whole % 100)) return {day, {}, {}, false};
    }
    if (text.size() == 5 && whole_of(text, 99'999))
        return unclear(
            fmt::format("\"{}\" is the number that a spreadsheet has for a date", text),
            "give the column a date format in the spreadsheet, such as YYYY-MM-DD, and save the list again");
    const auto parts = parts_of(text);
    if (!parts) return {};
    const auto [a, b, c] = parts->number;
    if (parts->digits[0] == 4) return {day_of(a, b, c), {}, {}, false};
    if (parts->digits[2] == 2 && parts->digits[0] <= 2)
        return unclear("the year of a date must have four digits, but has two", kHowDatesAreWritten);
    if (parts->digits[2] != 4) return {};
    const auto day_first = day_of(c, b, a);
    const auto month_first = parts->mark == '.' ? std::nullopt : day_of(c, a, b);
    if (day_first && month_first && day_first != month_first)
        return unclear("the date could mean two days", fmt::format("is \"{}\" {} or {}? write all dates that way",
                                                                   text, iso(*day_first), iso(*month_first)));
    return {day_first ? day_first : month_first, {}, {}, false};
}

}  // namespace

std::optional<std::chrono::sys_days> parse_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
    const auto year = whole_of(text.substr(0, 4), 9999);
    const auto month = whole_of(text.substr(5, 2), 12);
    const auto day = whole_of(text.substr(8, 2), 31);
    if (!year || !month || !day) return {};
    return day_of(*year, *month, *day);
}

ListDate list_date(std::string_view text) {
    ListDate date = written(without_midnight(text));
    if (date.unclear) return date;
    if (!date.day) return {{}, fmt::format("\"{}\" is not a date", text), kHowDatesAreWritten, false};
    if (is_plausible(*date.day)) return date;
    return {{},
            fmt::format("a date must be in the years {} to {}, but is {}", kFirstYear, kLastYear, text),
            "correct the year",
            true};
}

}  // namespace hotline
