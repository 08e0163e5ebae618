// Figures as people read them.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "analysis/intervals.hpp"
#include "models/scenario.hpp"

namespace hotline {

/// "United Kingdom → China, 5 min later".
std::string case_text(const Scenario& scenario, Index case_index);
/// "lists: The existing lists".
std::string protocol_text(const Scenario& scenario, Index protocol);
/// "41.2", without the sign; never a 100 or a 0 that is none.
std::string percent(double share);
/// "41", a whole one of which the same holds.
std::string whole_percent(double share);
std::string percent_of(std::uint64_t count, std::uint64_t all);
/// "41.2 % (40.1–42.3)".
std::string probability_text(double probability, const Interval& interval);
/// "40.1–42.3 %".
std::string range_text(const Interval& interval);
/// "10 000"; four digits stand together.
std::string count_text(std::uint64_t count);
/// "1 drill", "1000 drills": of what takes an "s".
std::string counted(std::uint64_t count, std::string_view one);
/// "41 min", or "not reached".
std::string time_text(const std::optional<Ticks>& time);
std::string seconds_text(double seconds);
/// "+41.2" percentage points; "+41 min", or "not reached".
std::string points_text(double difference);
std::string signed_seconds_text(std::optional<double> difference);
/// "2.31", or "∞".
std::string number_text(double number);
/// "0.0312", or "< 0.0001".
std::string p_text(double p_value);
/// Broken between words at 80 columns; every line after the first is indented.
std::string wrapped(std::string_view text, std::size_t indent);
/// A text, or so much of its beginning that with "…" it takes no more columns than that.
std::string cut(std::string_view text, std::size_t width);
/// A time in a CSV: seconds, exact, as a tick has ten decimals; nothing where the milestone was not reached.
void append_seconds(fmt::memory_buffer& buffer, Ticks time);

}  // namespace hotline
