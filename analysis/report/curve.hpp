// The curve of reach: the share of drills that had made contact by a time, with the interval of that share for each
// time by itself (Clopper and Pearson's), thinned to what a picture can show.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/intervals.hpp"
#include "analysis/outcome.hpp"

namespace hotline {

struct CurvePoint {
    Ticks at{0};
    std::uint64_t reached = 0;
    double share = 0;
    Interval interval;
};

class ReachCurve {
public:
    /// Requires drills.
    ReachCurve(const std::vector<Ticks>& contacts, Ticks horizon);

    std::uint64_t drills() const { return drills_; }
    Ticks horizon() const { return horizon_; }
    /// How many had made contact by then.
    std::uint64_t reached(Ticks at) const;
    CurvePoint at(Ticks at) const;
    /// In order, from 0 to the horizon, with those asked for: each exact. Every step of the curve where there are few
    /// of them; else some 250 times, as many of them as can be told apart on a linear axis, a logarithmic one, or by
    /// the share.
    std::vector<CurvePoint> points(const std::vector<Ticks>& also) const;
    /// Whether `points` has every step.
    bool has_every_step() const { return steps_.size() <= kMostSteps; }
    /// The earliest contact; the horizon where there is none.
    Ticks earliest() const { return times_.empty() ? horizon_ : times_.front(); }

private:
    static constexpr std::size_t kMostSteps = 200;

    std::vector<Ticks> times_;  // of contact, in order
    std::vector<Ticks> steps_;  // each of them once
    std::uint64_t drills_;
    Ticks horizon_;
};

/// Where an axis of time from 0 (or, logarithmic, from something above 0) to the horizon is marked: at round times,
/// few enough that their names fit beside each other.
struct TimeMark {
    Ticks at{0};
    std::string name;
};
std::vector<TimeMark> linear_marks(Ticks horizon, std::size_t most);
std::vector<TimeMark> log_marks(Ticks least, Ticks horizon, std::size_t most);
/// Where a logarithmic axis begins: a round time at or before the earliest contact of all curves, a second at least.
Ticks log_begin(const std::vector<ReachCurve>& curves, Ticks horizon);

}  // namespace hotline
