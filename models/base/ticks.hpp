// Time in whole ticks of 1/1024 s. Sums are exact, all engines agree to the bit, and no result depends on the order
// of additions. Durations and instants are chrono types, so that units cannot be mixed up and the `date` library
// accepts them directly.
#pragma once

#include <chrono>
#include <cstdint>
#include <ratio>

namespace hotline {

/// A duration.
using Ticks = std::chrono::duration<std::int64_t, std::ratio<1, 1024>>;
/// An instant, UTC (leap seconds are not counted, as in POSIX time).
using Instant = std::chrono::time_point<std::chrono::system_clock, Ticks>;

/// Longer than any horizon, and small enough that sums of many never overflow (about 35 000 years).
inline constexpr Ticks kForever{std::int64_t{1} << 50};

/// The nearest tick, halves up. Values from `kForever` on, infinity and NaN give `kForever`.
inline Ticks ticks_of_seconds(double seconds) {
    const double ticks = seconds * 1024.0;
    if (!(ticks < static_cast<double>(kForever.count()))) return kForever;
    if (ticks <= -static_cast<double>(kForever.count())) return -kForever;
    // A floor by hand: without newer instructions, std::floor is a function call.
    const auto whole =
        static_cast<std::int64_t>(ticks + 0.5);  // NOLINT(bugprone-incorrect-roundings): corrected below
    return Ticks{whole - (static_cast<double>(whole) > ticks + 0.5 ? 1 : 0)};
}

inline double seconds_of(Ticks ticks) {
    return static_cast<double>(ticks.count()) / 1024.0;
}

}  // namespace hotline
