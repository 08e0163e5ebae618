#include "analysis/figures.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "analysis/outcome.hpp"
#include "models/duration.hpp"

namespace hotline {

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

std::string percent(double share) {
    const double value = 100 * share;
    if (share < 1 && value >= 99.95) return fmt::format("{:.3f}", std::min(value, 99.999));
    if (share > 0 && value < 0.05) return fmt::format("{:.3f}", std::max(value, 0.001));
    return fmt::format("{:.1f}", value);
}

std::string percent_of(std::uint64_t count, std::uint64_t all) {
    return percent(static_cast<double>(count) / static_cast<double>(all));
}

std::string probability_text(double probability, const Interval& interval) {
    return fmt::format("{} % ({}–{})", percent(probability), percent(interval.low), percent(interval.high));
}

std::string time_text(const std::optional<Ticks>& time) {
    return time ? duration_text(*time) : "not reached";
}

std::string seconds_text(double seconds) {
    return duration_text(ticks_of_seconds(seconds));
}

std::string number_text(double number) {
    return std::isfinite(number) ? fmt::format("{:.2f}", number) : "∞";
}

std::string p_text(double p_value) {
    return p_value < 0.0001 ? "< 0.0001" : fmt::format("{:.4f}", p_value);
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
