// Parses and formats durations, sizes and bandwidths.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "models/base/rounding.hpp"
#include "models/base/ticks.hpp"

namespace hotline {

/// Parses "90s", "15min", "1h30min", "1.5h", "120ms", "2d", "1w", "2y" (365 days); with `signed_too`, also after a
/// "-". Empty for any other text, and for more than 10 000 years.
std::optional<Ticks> parse_duration(std::string_view text, bool signed_too = false);

/// Parses "2MB" as bytes (B, kB, MB, GB, TB: powers of 1000) and "100Mbps" as bit/s (bps, kbps, Mbps, Gbps, Tbps).
/// Both must be positive.
std::optional<double> parse_size(std::string_view text);
std::optional<double> parse_bandwidth(std::string_view text);

/// The exact text of a duration that a file or a user has chosen, such as a deadline: "3.4 s", "10 min 25 s", "24 h",
/// "2 d 1 h 05 min", "2 y". Different durations have different texts, and each text parses to its duration.
std::string duration_text(Ticks duration);
/// A moment of a drill, rounded up to the second: "8.4 s", "10 min 26 s". An event after a deadline never appears to
/// come before it.
std::string moment_text(Ticks moment);
/// An estimate or an end of an interval, in few figures: "0.034 s", "3.4 s", "41 s", "2 min 05 s", "41 min", "3 h 20
/// min", "5 d 4 h"; "∞" from `kForever` on.
std::string duration_text(double seconds, Rounding rounding);
std::string duration_text(Ticks duration, Rounding rounding);
/// An age, rounded to the nearest unit: "2.3 y", "120 d", "5 h", "10 min". Not for deadlines.
std::string rough_duration_text(Ticks duration);

}  // namespace hotline
