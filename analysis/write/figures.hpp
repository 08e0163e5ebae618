// Figures formatted for people.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/estimates/intervals.hpp"
#include "analysis/estimates/quantile.hpp"
#include "models/base/rounding.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

/// "United Kingdom → China, 5 min later".
std::string case_text(const Scenario& scenario, Index case_index);
/// "lists: The existing lists".
std::string protocol_text(const Scenario& scenario, Index protocol);
/// "lists", "lists and tree": the ids of protocols that cases play in the same drill.
std::string protocols_text(const Scenario& scenario, const std::vector<Index>& protocols, const char* between);
/// The title of the only protocol of a line-up, or the ids of all: "lists and hotline".
std::string line_up_text(const Scenario& scenario, const std::vector<Index>& protocols);
// The meaning of a figure decides how it is rounded (models/base/rounding.hpp); a time by which a milestone was
// reached is rounded up. A share that is neither 0 nor 1 never prints as 0 or 100 %; shares close to these get as
// many decimals as needed. The ends of an interval get at most one decimal more than the share that they are about:
// closer to 0 or 100 % they are rounded outwards.

/// "41.2", "0.016", "99.9988", without the sign.
std::string percent(double share, Rounding rounding = Rounding::nearest);
/// "41": whole percents from 1 to 99.
std::string whole_percent(double share, Rounding rounding = Rounding::nearest);
/// "41", "<1", ">99": for the narrow cells of a grid.
std::string grid_percent(double share);
std::string percent_of(std::uint64_t count, std::uint64_t all);
/// "41.2 % (40.1–42.3)".
std::string probability_text(double probability, const Interval& interval);
/// "40.1–42.3 %".
std::string range_text(const Interval& interval);
/// "(40–43)", of whole percents.
std::string whole_percent_range(const Interval& interval);
/// "10 000"; four digits have no space.
std::string count_text(std::uint64_t count);
/// "1 drill", "1000 drills": for regular plurals.
std::string counted(std::uint64_t count, std::string_view one);

// Two different reasons: not reached by the horizon, and too few drills to say.
inline constexpr std::string_view kNotReached = "not reached";
inline constexpr std::string_view kTooFew = "too few";
inline constexpr std::string_view kTooFewDrills = "too few drills";            // for wider columns and data
inline constexpr std::string_view kNotIndependent = "drills not independent";  // why data have no interval

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
/// "+41.2 points (+39.0 to +43.5)".
std::string points_range(double difference, const Interval& interval);
/// "+41 min", or "not reached"; "too few" if not finite, because it is the end of an interval from too few drills.
std::string signed_seconds_text(std::optional<double> difference, Rounding rounding = Rounding::nearest);
/// "2.31", "0.0012", or "∞".
std::string number_text(double number, Rounding rounding = Rounding::nearest);
/// "(2.30–2.33)".
std::string number_range(const Interval& interval);
/// "0.0312", rounded up, or "< 0.0001".
std::string p_text(double p_value);
/// The text with spaces at which `wrapped` does not break it.
std::string unbroken(std::string text);
/// Wrapped at 80 columns; every line after the first is indented.
std::string wrapped(std::string_view text, std::size_t indent);
/// The columns that a text takes on a terminal.
std::size_t width_of(std::string_view text);
/// The text, shortened with "…" if it takes more columns than that.
std::string cut(std::string_view text, std::size_t width);
/// A time in a CSV: exact seconds (a tick has ten decimals); empty if the milestone was not reached.
void append_seconds(fmt::memory_buffer& buffer, Ticks time);

}  // namespace hotline
