#include "analysis/figures.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "analysis/outcome.hpp"
#include "models/duration.hpp"
#include "models/utf8.hpp"

namespace hotline {
namespace {

constexpr std::size_t kWidth = 80;
constexpr std::size_t kPartyWidth = 40;  // of a name beside another

std::size_t width_of(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Letter letter = letter_at(text, at);
        width += letter.width();
        at += letter.length;
    }
    return width;
}

}  // namespace

std::string case_text(const Scenario& scenario, Index case_index) {
    const Case& played = scenario.cases[case_index];
    const std::string after = played.after > Ticks{0} ? fmt::format(", {} later", duration_text(played.after)) : "";
    return from_to(cut(scenario.parties[played.caller].name, kPartyWidth),
                   cut(scenario.parties[played.callee].name, kPartyWidth)) +
           after;
}

std::string protocol_text(const Scenario& scenario, Index index) {
    const Protocol& protocol = scenario.protocols[index];
    return protocol.title == protocol.id ? protocol.id : fmt::format("{}: {}", protocol.id, protocol.title);
}

std::string percent(double share) {
    const double value = 100 * share;
    if (share < 1 && value >= 99.95) return fmt::format("{:.3f}", std::min(value, 99.999));
    if (share > 0 && value < 0.05) return fmt::format("{:.3f}", std::max(value, 0.001));
    return fmt::format("{:.1f}", value);
}

std::string whole_percent(double share) {
    if (share > 0 && share < 0.005) return "<1";
    return fmt::format("{:.0f}", share < 1 ? std::min(100 * share, 99.0) : 100.0);
}

std::string percent_of(std::uint64_t count, std::uint64_t all) {
    return percent(static_cast<double>(count) / static_cast<double>(all));
}

std::string probability_text(double probability, const Interval& interval) {
    return fmt::format("{} % ({}–{})", percent(probability), percent(interval.low), percent(interval.high));
}

std::string range_text(const Interval& interval) {
    return fmt::format("{}–{} %", percent(interval.low), percent(interval.high));
}

std::string count_text(std::uint64_t count) {
    std::string text = std::to_string(count);
    if (text.size() < 5) return text;
    for (std::size_t at = text.size() - 3; at > 0 && at < text.size(); at -= std::min<std::size_t>(at, 3)) {
        text.insert(at, "\u00a0");
    }
    return text;
}

std::string counted(std::uint64_t count, std::string_view one) {
    return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

std::string time_text(const std::optional<Ticks>& time) {
    return time ? duration_text(*time) : "not reached";
}

std::string seconds_text(double seconds) {
    return duration_text(ticks_of_seconds(seconds));
}

std::string points_text(double difference) {
    return fmt::format("{:+.1f}", 100 * difference + 0.0);
}

std::string signed_seconds_text(std::optional<double> difference) {
    if (!difference || !std::isfinite(*difference)) return "not reached";
    return (*difference < 0 ? "-" : "+") + seconds_text(std::abs(*difference));
}

std::string number_text(double number) {
    return std::isfinite(number) ? fmt::format("{:.2f}", number) : "∞";
}

std::string p_text(double p_value) {
    return p_value < 0.0001 ? "< 0.0001" : fmt::format("{:.4f}", p_value);
}

std::string wrapped(std::string_view text, std::size_t indent) {
    std::string lines;
    std::size_t column = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const std::string_view word = text.substr(at, end - at);
        if (column > indent && column + 1 + width_of(word) > kWidth) {
            lines += '\n' + std::string(indent, ' ');
            column = indent;
        } else if (at > 0) {
            lines += ' ';
            ++column;
        }
        lines += word;
        column += width_of(word);
        at = end + 1;
    }
    return lines;
}

std::string cut(std::string_view text, std::size_t width) {
    if (width_of(text) <= width) return std::string(text);
    std::size_t end = 0;
    for (std::size_t taken = 0; taken < width;) {
        const Letter letter = letter_at(text, end);
        taken += letter.width();
        if (taken < width) end += letter.length;
    }
    return std::string(text.substr(0, end)) + "…";
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
