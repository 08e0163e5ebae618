// The words of logs: what people call their columns, results and times.

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "models/base/utf8.hpp"
#include "models/loading/list_date.hpp"
#include "models/loading/ping_log.hpp"
#include "models/scenario/calendar.hpp"
#include "models/scenario/instant_text.hpp"

namespace hotline {
namespace {

constexpr std::array<std::pair<std::string_view, PingColumn>, 47> kColumnWords{
    {{"official", PingColumn::official},
     {"contact", PingColumn::official},
     {"person", PingColumn::official},
     {"who", PingColumn::official},
     {"whom", PingColumn::official},
     {"name", PingColumn::official},
     {"post", PingColumn::official},
     {"address", PingColumn::address},
     {"number", PingColumn::address},
     {"phone", PingColumn::address},
     {"phone number", PingColumn::address},
     {"telephone", PingColumn::address},
     {"email", PingColumn::address},
     {"e mail", PingColumn::address},
     {"channel", PingColumn::channel},
     {"via", PingColumn::channel},
     {"medium", PingColumn::channel},
     {"at", PingColumn::at},
     {"when", PingColumn::at},
     {"date", PingColumn::at},
     {"tested", PingColumn::at},
     {"tested at", PingColumn::at},
     {"called at", PingColumn::at},
     {"sent at", PingColumn::at},
     {"started", PingColumn::at},
     {"timestamp", PingColumn::at},
     {"instant", PingColumn::at},
     {"result", PingColumn::result},
     {"outcome", PingColumn::result},
     {"status", PingColumn::result},
     {"event", PingColumn::result},
     {"answered", PingColumn::result},
     {"reached", PingColumn::result},
     {"after", PingColumn::after},
     {"answered after", PingColumn::after},
     {"duration", PingColumn::after},
     {"latency", PingColumn::after},
     {"delay", PingColumn::after},
     {"response time", PingColumn::after},
     {"given up", PingColumn::given_up},
     {"gave up", PingColumn::given_up},
     {"given up after", PingColumn::given_up},
     {"timeout", PingColumn::given_up},
     {"between", PingColumn::between},
     {"window", PingColumn::between},
     {"entry", PingColumn::entry},
     {"observed from", PingColumn::entry}}};

constexpr std::array<std::pair<std::string_view, TestResult>, 51> kResultWords{
    {{"answered", TestResult::answered},
     {"answer", TestResult::answered},
     {"reached", TestResult::answered},
     {"replied", TestResult::answered},
     {"reply", TestResult::answered},
     {"contact", TestResult::answered},
     {"ok", TestResult::answered},
     {"yes", TestResult::answered},
     {"y", TestResult::answered},
     {"true", TestResult::answered},
     {"1", TestResult::answered},
     {"x", TestResult::answered},
     {"ja", TestResult::answered},
     {"oui", TestResult::answered},
     {"declined", TestResult::declined},
     {"refused", TestResult::declined},
     {"rejected", TestResult::declined},
     {"no answer", TestResult::no_answer},
     {"no reply", TestResult::no_answer},
     {"not answered", TestResult::no_answer},
     {"unanswered", TestResult::no_answer},
     {"not reached", TestResult::no_answer},
     {"missed", TestResult::no_answer},
     {"given up", TestResult::no_answer},
     {"gave up", TestResult::no_answer},
     {"timeout", TestResult::no_answer},
     {"no", TestResult::no_answer},
     {"n", TestResult::no_answer},
     {"none", TestResult::no_answer},
     {"false", TestResult::no_answer},
     {"0", TestResult::no_answer},
     {"nein", TestResult::no_answer},
     {"non", TestResult::no_answer},
     {"voice mail", TestResult::voice_mail},
     {"voicemail", TestResult::voice_mail},
     {"machine", TestResult::voice_mail},
     {"answering machine", TestResult::voice_mail},
     {"mailbox", TestResult::voice_mail},
     {"wrong person", TestResult::wrong_person},
     {"somebody else", TestResult::wrong_person},
     {"busy", TestResult::busy},
     {"engaged", TestResult::busy},
     {"dead", TestResult::dead},
     {"dead number", TestResult::dead},
     {"wrong number", TestResult::dead},
     {"unknown number", TestResult::dead},
     {"disconnected", TestResult::dead},
     {"not in service", TestResult::dead},
     {"invalid", TestResult::dead},
     {"bounced", TestResult::dead},
     {"undeliverable", TestResult::dead}}};

/// In small letters, with single spaces for hyphens and underscores.
std::string folded(std::string_view text) {
    std::string plain;
    for (const char letter : lower_case(text)) {
        const bool blank = letter == ' ' || letter == '-' || letter == '_' || letter == '/';
        if (!blank) {
            plain += letter;
        } else if (!plain.empty() && plain.back() != ' ') {
            plain += ' ';
        }
    }
    while (!plain.empty() && plain.back() == ' ') plain.pop_back();
    return plain;
}

template <class Words>
auto look_up(const Words& words, std::string_view folded_text) -> std::optional<decltype(words[0].second)> {
    for (const auto& [word, meaning] : words) {
        if (word == folded_text) return meaning;
    }
    return {};
}

/// "+02:00" or "-0530" at the end of a text, in minutes; it is taken off.
std::optional<int> take_offset(std::string& text) {
    const std::size_t sign = text.find_last_of("+-");
    if (sign == text.npos || sign < 11) return {};
    std::string digits;
    for (std::size_t at = sign + 1; at < text.size(); ++at) {
        if (text[at] != ':') digits += text[at];
    }
    unsigned number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || end != digits.data() + digits.size() || digits.size() != 4) return {};
    if (number / 100 > 15 || number % 100 > 59) return {};
    const int minutes = static_cast<int>(number / 100 * 60 + number % 100);
    const bool negative = text[sign] == '-';
    text.resize(sign);
    while (!text.empty() && text.back() == ' ') text.pop_back();
    return negative ? -minutes : minutes;
}

}  // namespace

std::optional<TestResult> result_of(std::string_view words) {
    return look_up(kResultWords, folded(words));
}

std::optional<PingColumn> column_of(std::string_view name) {
    const std::string plain = folded(name);
    if (const auto known = look_up(kColumnWords, plain)) return known;
    const auto named = unit_in_name(plain);
    if (!named) return {};
    if (named->rest.empty()) return PingColumn::after;
    const auto known = look_up(kColumnWords, folded(named->rest));
    const bool has_time = known == PingColumn::after || known == PingColumn::given_up || known == PingColumn::entry;
    return has_time ? known : std::nullopt;
}

std::optional<LogTime> parse_log_time(std::string_view text, const std::string& zone) {
    std::string written(text);
    if (written.size() > 10 && written[10] == ' ') written[10] = 'T';
    if (written.ends_with(" UTC")) written.replace(written.size() - 4, 4, "Z");
    if (written.ends_with('Z')) {
        if (const auto at = parse_utc(written)) return LogTime{*at, true, true};
        return {};
    }
    if (const auto offset = take_offset(written)) {
        const auto at = parse_utc(written + "Z");
        if (!at) return {};
        return LogTime{*at - std::chrono::minutes{*offset}, true, true};
    }
    if (const auto local = parse_utc(written + "Z")) {
        const auto seconds = std::chrono::floor<std::chrono::seconds>(*local);
        return LogTime{zone == "UTC" ? *local : instant_of(zone, seconds), true, false};
    }
    if (const auto date = list_date(text); date.day)
        return LogTime{zone == "UTC" ? Instant{*date.day} : instant_of(zone, *date.day), false, false};
    return {};
}

}  // namespace hotline
