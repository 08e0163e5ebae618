// Durations, sizes and bandwidths, as files write them and as people read them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "models/base/rounding.hpp"
#include "models/base/ticks.hpp"

namespace hotline {

/// "90s", "15min", "1h30min", "1.5h", "120ms", "2d", "1w", "2y" (365 days); with a "-" before it where `signed_too`.
/// Nothing for anything else, or for more than 10 000 years.
std::optional<Ticks> parse_duration(std::string_view text, bool signed_too = false);

/// "2MB" in bytes: B, kB, MB, GB, TB, powers of 1000; and "100Mbps" in bit/s: bps, kbps, Mbps, Gbps, Tbps. Positive.
std::optional<double> parse_size(std::string_view text);
std::optional<double> parse_bandwidth(std::string_view text);

/// Exact, for what a file or a reader has chosen, such as deadlines: "3.4 s", "10 min 25 s", "24 h", "2 d 1 h 05
/// min", "2 y". Two that differ read differently, and what is read back is the same.
std::string duration_text(Ticks duration);
/// Of a moment of a drill, to the second, up: "8.4 s", "10 min 26 s". Whatever came after a deadline is told later.
std::string moment_text(Ticks moment);
/// In few figures, for estimates and ends of intervals: "0.034 s", "3.4 s", "41 s", "2 min 05 s", "41 min", "3 h 20
/// min", "5 d 4 h"; "∞" for what is not below `kForever`.
std::string duration_text(double seconds, Rounding rounding);
std::string duration_text(Ticks duration, Rounding rounding);
/// How old something is, to the nearest, and never a deadline: "2.3 y", "120 d", "5 h", "10 min".
std::string rough_duration_text(Ticks duration);

}  // namespace hotline
