// The grid on which coverage is measured: numbers of drills and laws of times, censored at a horizon.
#pragma once

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <string>

#include "analysis/drills/outcome.hpp"
#include "models/base/ticks.hpp"
#include "tests/support/coverage.hpp"
#include "tests/support/waiting_law.hpp"

namespace hotline {

/// The level of each of the eight tests of conservative intervals, so that all of them together have 0.001.
inline constexpr double kLevel = 0.001 / 8;
inline constexpr double kInfinity = std::numeric_limits<double>::infinity();

inline std::uint64_t experiments() {
    return full_coverage() ? 10'000 : 300;
}

inline constexpr double kTicksOfUnit = 3600 * 1024;

/// The time unit of the laws is an hour; a tick is short enough for rounding up to be negligible.
inline Ticks ticks_of(double hours) {
    return Ticks{static_cast<std::int64_t>(std::ceil(hours * kTicksOfUnit - 1e-6))};
}

/// Events that never happen rank after all times.
inline double hours_of(std::optional<Ticks> time) {
    return time && *time != kNever ? static_cast<double>(time->count()) / kTicksOfUnit : kInfinity;
}

inline constexpr std::array<WaitingLaw, 4> kWaitingLaws{
    {{"exponential", 1, 0}, {"Weibull 0.7", 0.7, 0}, {"Weibull 2", 2, 0}, {"ties", 1, 0.125}}};

/// A law that is censored at a horizon. About that share is reached by then, slightly more with ties.
class Times {
public:
    Times(const WaitingLaw& is, double share, std::uint64_t number)
        : law(is), reached(share), drills(number), horizon_(is.quantile(share)) {}

    WaitingLaw law;
    double reached;
    std::uint64_t drills;

    double horizon() const { return horizon_; }
    std::string text() const { return fmt::format("{}, {} drills, {:g} % reached", law.name, drills, 100 * reached); }
    double quantile(double share) const {
        const Ticks time = ticks_of(law.quantile(share));
        return time <= ticks_of(horizon()) ? hours_of(time) : kInfinity;
    }

private:
    double horizon_;
};

}  // namespace hotline
