// The calendar of planned calls, as RFC 5545 has it: times in UTC, texts escaped, lines of at most 75 bytes, which
// end with CR and LF. The identifiers of events depend on the plan alone, so that a plan that is written again
// replaces the events of the one before.

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "analysis/write/next_tests.hpp"
#include "models/base/utf8.hpp"
#include "models/scenario/instant_text.hpp"

namespace hotline {
namespace {

constexpr std::size_t kLongestLine = 75;

std::string for_calendar(std::string_view text) {
    std::string escaped;
    for (const char letter : text) {
        if (letter == '\n') {
            escaped += "\\n";
            continue;
        }
        if (letter == ',' || letter == ';' || letter == '\\') escaped += '\\';
        escaped += letter;
    }
    return escaped;
}

/// Folds a line, and never within a letter.
void put(std::ostream& out, std::string_view line) {
    std::size_t room = kLongestLine;
    while (line.size() > room) {
        std::size_t end = room;
        while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xc0U) == 0x80U) --end;
        out << line.substr(0, end) << "\r\n ";
        line.remove_prefix(end);
        room = kLongestLine - 1;
    }
    out << line << "\r\n";
}

/// "20121002T021500Z"
std::string stamp(Instant at) {
    std::string text;
    for (const char letter : utc_text(at)) {
        if (letter == ' ') {
            text += 'T';
        } else if (letter != '-' && letter != ':') {
            text += letter;
        }
    }
    return text + 'Z';
}

}  // namespace

void write_calendar(std::ostream& out, const NextTests& tests) {
    put(out, "BEGIN:VCALENDAR");
    put(out, "VERSION:2.0");
    put(out, "PRODID:-//hotline//calls//EN");
    for (const PlannedCall& call : tests.calls) {
        const Row& row = tests.scenario.rows[call.row];
        const Official& official = tests.scenario.officials[row.official];
        const std::string channel = printable(tests.scenario.channels[row.channel].id);
        const auto ticks = static_cast<std::uint64_t>(call.at.time_since_epoch().count());
        put(out, "BEGIN:VEVENT");
        put(out, fmt::format("UID:{:016x}@calls.hotline.example", combine(row.identity, ticks)));
        put(out, "DTSTAMP:" + stamp(tests.hours.from));
        put(out, "DTSTART:" + stamp(call.at));
        put(out, "DURATION:PT15M");
        put(out, "SUMMARY:" + for_calendar(fmt::format("Test call: {}, {}", printable(official.id), channel)));
        put(out, "DESCRIPTION:" +
                     for_calendar(fmt::format(
                         "{}\n{} by the official's clocks, {}\nNote the result (answered, declined, no answer, "
                         "voice mail, wrong person, busy or dead), and after how long.",
                         printable(row.address.empty() ? official.id : row.address),
                         local_date_text(with_clocks_of(tests.scenario, official), call.at), name_of(call.state))));
        put(out, "END:VEVENT");
    }
    put(out, "END:VCALENDAR");
}

}  // namespace hotline
