// Figures as people read them.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "analysis/estimates/intervals.hpp"
#include "analysis/estimates/quantile.hpp"
#include "models/base/rounding.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

/// "United Kingdom → China, 5 min later".
std::string case_text(const Scenario& scenario, Index case_index);
/// "lists: The existing lists".
std::string protocol_text(const Scenario& scenario, Index protocol);
// What a figure says decides how it is rounded (models/base/rounding.hpp); a time by which something had come is
// rounded up. What is neither none nor all is never told as 0 or 100 %, and figures near them have as many decimals
// as it takes.

/// "41.2", "0.016", "99.9988", without the sign.
std::string percent(double share, Rounding rounding = Rounding::nearest);
/// "41", where it is 1 to 99 % a whole one.
std::string whole_percent(double share, Rounding rounding = Rounding::nearest);
/// "41", "<1", ">99": of cells of a grid, which have no room for more.
std::string grid_percent(double share);
std::string percent_of(std::uint64_t count, std::uint64_t all);
/// "41.2 % (40.1–42.3)".
std::string probability_text(double probability, const Interval& interval);
/// "40.1–42.3 %".
std::string range_text(const Interval& interval);
/// "(40–43)", of whole percents.
std::string whole_percent_range(const Interval& interval);
/// "10 000"; four digits stand together.
std::string count_text(std::uint64_t count);
/// "1 drill", "1000 drills": of what takes an "s".
std::string counted(std::uint64_t count, std::string_view one);

// Two words for two things: it has not come by the horizon, and the drills are too few to say.
inline constexpr std::string_view kNotReached = "not reached";
inline constexpr std::string_view kTooFew = "too few";
inline constexpr std::string_view kTooFewDrills = "too few drills";  // where there is room, and in data
inline constexpr std::string_view kNotIndependent =
    "drills not independent";  // so that there is no interval: in data

/// "41 min", or "not reached".
std::string time_text(const std::optional<Ticks>& time, Rounding rounding = Rounding::up);
/// The ends of a quantile: "37 min", "not reached", "too few".
std::string low_text(const QuantileEstimate& quantile);
std::string high_text(const QuantileEstimate& quantile);
std::string seconds_text(double seconds, Rounding rounding = Rounding::nearest);
/// "(37 min–45 min)".
std::string seconds_range(const Interval& interval);
/// "+41.2" percentage points.
std::string points_text(double difference, Rounding rounding = Rounding::nearest);
/// "+41 min", or "not reached"; "too few" where it is not finite, as it is the end of an interval of too few drills.
std::string signed_seconds_text(std::optional<double> difference, Rounding rounding = Rounding::nearest);
/// "2.31", "0.0012", or "∞".
std::string number_text(double number, Rounding rounding = Rounding::nearest);
/// "(2.30–2.33)".
std::string number_range(const Interval& interval);
/// "0.0312", never less than it is, or "< 0.0001".
std::string p_text(double p_value);
/// Broken between words at 80 columns; every line after the first is indented.
std::string wrapped(std::string_view text, std::size_t indent);
/// A text, or so much of its beginning that with "…" it takes no more columns than that.
std::string cut(std::string_view text, std::size_t width);
/// A time in a CSV: seconds, exact, as a tick has ten decimals; nothing where the milestone was not reached.
void append_seconds(fmt::memory_buffer& buffer, Ticks time);

}  // namespace hotline
