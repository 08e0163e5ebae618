// Durations as files write them, before they are rounded to ticks: what laws are made of.
#pragma once

#include <optional>
#include <string_view>

namespace hotline {

/// As parse_duration, in seconds.
std::optional<double> parse_unrounded(std::string_view text, bool signed_too = false);

}  // namespace hotline
