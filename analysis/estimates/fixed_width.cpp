#include "analysis/estimates/fixed_width.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/drills/outcome.hpp"

namespace hotline {
namespace {

constexpr double kConfidenceOfALook = 0.96;
constexpr double kBetweenLooks = 1.15;

bool is_narrow(std::uint64_t successes, std::uint64_t drills, double half_width) {
    const Interval interval = FixedWidth::interval(successes, drills);
    const double estimate = static_cast<double>(successes) / static_cast<double>(drills);
    return std::max(interval.high - estimate, estimate - interval.low) <= half_width;
}

}  // namespace

FixedWidth::FixedWidth(double half_width) : half_width_(half_width) {
    // Of n drills without success the interval reaches to 1 − (α/2)^(1/n).
    const double least = std::log((1 - kConfidenceOfALook) / 2) / std::log1p(-half_width);
    first_ = std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::floor(least)));
    while (!is_narrow(0, first_, half_width)) ++first_;
    // An estimate of a half has the widest interval, up to rounding: hence one look more.
    last_ = first_;
    for (; !is_narrow(last_ / 2, last_, half_width); last_ = next_look(last_)) ++looks_;
    last_ = next_look(last_);
    ++looks_;
}

std::uint64_t FixedWidth::next_look(std::uint64_t drills) {
    return static_cast<std::uint64_t>(std::ceil(static_cast<double>(drills) * kBetweenLooks));
}

Interval FixedWidth::interval(std::uint64_t successes, std::uint64_t drills) {
    return clopper_pearson(successes, drills, kConfidenceOfALook);
}

bool FixedWidth::suffice(std::uint64_t successes, std::uint64_t drills) const {
    return drills >= last_ || is_narrow(successes, drills, half_width_);
}

std::optional<std::uint64_t> FixedWidth::stop(const std::vector<Ticks>& times) const {
    std::uint64_t successes = 0;
    std::uint64_t counted = 0;
    for (std::uint64_t look = first_; look <= times.size(); look = next_look(look)) {
        for (; counted < look; ++counted) successes += times[counted] != kNever ? 1 : 0;
        if (suffice(successes, look)) return look;
    }
    return {};
}

}  // namespace hotline
