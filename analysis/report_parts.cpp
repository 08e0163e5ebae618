#include "analysis/report_parts.hpp"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "models/duration.hpp"

namespace hotline {

using Json = nlohmann::ordered_json;

std::string percent(double share) {
    const double value = 100 * share;
    // Never a 100 or a 0 that is none.
    if (share < 1 && value >= 99.95) return fmt::format("{:.3f}", std::min(value, 99.999));
    if (share > 0 && value < 0.05) return fmt::format("{:.3f}", std::max(value, 0.001));
    return fmt::format("{:.1f}", value);
}

std::string probability_text(double probability, const Interval& interval) {
    return fmt::format("{} % ({}–{})", percent(probability), percent(interval.low), percent(interval.high));
}

std::string time_text(const std::optional<Ticks>& time) {
    return time ? duration_text(*time) : "not reached";
}

std::string case_text(const Scenario& scenario, Index case_index) {
    const Case& played = scenario.cases[case_index];
    const std::string after = played.after > Ticks{0} ? fmt::format(", {} later", duration_text(played.after)) : "";
    return fmt::format("{} → {}{}", scenario.parties[played.caller].name, scenario.parties[played.callee].name,
                       after);
}

std::string protocol_text(const Scenario& scenario, Index index) {
    const Protocol& protocol = scenario.protocols[index];
    return protocol.title == protocol.id ? protocol.id : fmt::format("{}: {}", protocol.id, protocol.title);
}

Json json_of(const Interval& interval) {
    return Json::array({interval.low, interval.high});
}

Json json_of(const std::optional<Ticks>& time) {
    return time ? Json(seconds_of(*time)) : Json(nullptr);
}

std::string text_of(const Json& json, std::size_t indent) {
    const std::string text = json.dump(2, ' ', false, Json::error_handler_t::replace);
    std::string indented;
    for (const char letter : text) {
        indented += letter;
        if (letter == '\n') indented.append(indent, ' ');  // a line break inside a text is written \n
    }
    return indented;
}

void write_json_with_cases(std::ostream& out, const Json& head, std::size_t cases,
                           const std::function<Json(std::size_t)>& case_at) {
    std::string text = text_of(head, 0);
    text.resize(text.rfind('\n'));
    out << text << ",\n  \"cases\": [";
    const char* separator = "\n    ";
    for (std::size_t index = 0; index < cases; ++index) {
        out << separator << text_of(case_at(index), 4);
        separator = ",\n    ";
    }
    out << "\n  ]\n}\n";
}

std::string quoted(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == text.npos) return text;
    std::string inside = text;
    for (std::size_t at = 0; (at = inside.find('"', at)) != inside.npos; at += 2) inside.insert(at, 1, '"');
    return '"' + inside + '"';
}

void append_seconds(fmt::memory_buffer& buffer, Ticks time) {
    if (time == kNever) return;
    const auto into = std::back_inserter(buffer);
    fmt::format_to(into, "{}", time.count() / 1024);
    if (time.count() % 1024 == 0) return;
    fmt::format_to(into, ".{:010}", time.count() % 1024 * 9765625);
    while (buffer[buffer.size() - 1] == '0') buffer.resize(buffer.size() - 1);
}

}  // namespace hotline
