// Durations, sizes and bandwidths, as files write them and as people read them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "models/ticks.hpp"

namespace hotline {

/// "90s", "15min", "1h30min", "1.5h", "120ms", "2d", "1w", "2y" (365 days); with a "-" before it where `signed_too`.
/// Nothing for anything else, or for more than 10 000 years.
std::optional<Ticks> parse_duration(std::string_view text, bool signed_too = false);

/// "2MB" in bytes: B, kB, MB, GB, TB, powers of 1000; and "100Mbps" in bit/s: bps, kbps, Mbps, Gbps, Tbps. Positive.
std::optional<double> parse_size(std::string_view text);
std::optional<double> parse_bandwidth(std::string_view text);

/// "3.4 s", "41 s", "2 min 05 s", "41 min", "3 h 20 min", "5 d 4 h".
std::string duration_text(Ticks duration);
/// One unit: "2.3 y", "120 d", "5 h", "10 min".
std::string rough_duration_text(Ticks duration);

}  // namespace hotline
