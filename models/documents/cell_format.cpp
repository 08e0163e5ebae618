#include "models/documents/cell_format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace hotline {
namespace {

constexpr double kMostSerial = 2958465;  // the last day of 9999
constexpr int kNoDay = 60;               // 29 February 1900, which never was; Lotus 1-2-3 had it, and Excel kept it
constexpr long kSecondsADay = 86400;

std::string text_of_day(std::chrono::sys_days day) {
    const std::chrono::year_month_day date(day);
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

std::string text_of_clock(long seconds) {
    std::string text = fmt::format("{:02}:{:02}", seconds / 3600, seconds / 60 % 60);
    return seconds % 60 == 0 ? text : fmt::format("{}:{:02}", text, seconds % 60);
}

std::string plain_number(double number) {
    constexpr double kMostWhole = 1e15;  // 15 digits, as many as a spreadsheet keeps
    if (number == std::floor(number) && std::fabs(number) < kMostWhole) return fmt::format("{:.0f}", number);
    return fmt::format("{}", number);
}

}  // namespace

CellFormat built_in_format(unsigned id) {
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58))
        return CellFormat::date;
    if (id == 22) return CellFormat::date_time;
    if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47)) return CellFormat::time;
    return CellFormat::number;
}

CellFormat format_of_code(std::string_view code) {
    bool day = false, month = false, clock = false;
    for (std::size_t at = 0; at < code.size(); ++at) {
        const char letter = code[at];
        if (letter == ';') break;  // the first section is for positive numbers
        if (letter == '\\' || letter == '_' || letter == '*') {
            ++at;
        } else if (letter == '"') {
            at = std::min(code.find('"', at + 1), code.size());
        } else if (letter == '[') {
            const std::size_t end = std::min(code.find(']', at), code.size());
            const std::string_view inside = code.substr(at + 1, end - at - 1);
            clock |= !inside.empty() && inside.find_first_not_of("hHmMsS") == inside.npos;  // elapsed time: "[h]"
            at = end;
        } else {
            day |= letter == 'y' || letter == 'Y' || letter == 'd' || letter == 'D';
            month |= letter == 'm' || letter == 'M';  // or minutes, next to hours
            clock |= letter == 'h' || letter == 'H' || letter == 's' || letter == 'S';
        }
    }
    if (clock) return day ? CellFormat::date_time : CellFormat::time;
    return day || month ? CellFormat::date : CellFormat::number;
}

std::optional<std::string> text_of_number(double number, CellFormat format, bool from_1904) {
    if (!std::isfinite(number)) return {};
    if (format == CellFormat::number) return plain_number(number);
    if (number < 0 || number > kMostSerial) return {};
    long day = static_cast<long>(std::floor(number));
    long seconds = std::lround((number - std::floor(number)) * kSecondsADay);
    if (seconds == kSecondsADay) {
        ++day;
        seconds = 0;
    }
    if (format == CellFormat::time && day == 0) return text_of_clock(seconds);
    using namespace std::chrono;
    if (!from_1904 && (day == 0 || day == kNoDay)) return {};
    const sys_days first = from_1904 ? sys_days{1904y / 1 / 1} : sys_days{1899y / 12 / (day < kNoDay ? 31 : 30)};
    std::string text = text_of_day(first + days{day});
    return format == CellFormat::date ? text : text + 'T' + text_of_clock(seconds);
}

}  // namespace hotline
