// The curve of reach: the share of drills with contact by a time, with the pointwise interval of that share (Clopper
// and Pearson's). It is a step function and is drawn as one, reduced to the resolution of a picture.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/drills/outcome.hpp"
#include "analysis/estimates/intervals.hpp"

namespace hotline {

struct CurvePoint {
    Ticks at{0};
    std::uint64_t reached = 0;
    double share = 0;
    Interval interval;
};

class ReachCurve {
public:
    /// Requires at least one drill.
    ReachCurve(const std::vector<Ticks>& contacts, Ticks horizon);

    std::uint64_t drills() const { return drills_; }
    Ticks horizon() const { return horizon_; }
    /// The number of drills with contact by then.
    std::uint64_t reached(Ticks at) const;
    CurvePoint at(Ticks at) const;
    /// The curve as steps, in order, from 0 to the horizon: each point holds from its time until the next, and the
    /// last two may be equal. If there are few steps, all are included. Otherwise only those that are visible as a
    /// jump, and the values at the times of the grid. A step that is left out is drawn late by less than the grid's
    /// width; none is drawn early.
    std::vector<CurvePoint> steps(const std::vector<Ticks>& grid) const;
    /// The earliest contact; the horizon if there is none.
    Ticks earliest() const { return times_.empty() ? horizon_ : times_.front(); }

private:
    static constexpr std::size_t kMostSteps = 300;

    std::vector<Ticks> times_;  // of contact, in order
    std::vector<Ticks> steps_;  // each of them once
    std::uint64_t drills_;
    Ticks horizon_;
};

/// The marks of a time axis from 0 (or, if logarithmic, from a positive time) to the horizon: round times, few enough
/// that their names fit side by side.
struct TimeMark {
    Ticks at{0};
    std::string name;
};
/// This many times, evenly spaced between 0 and the horizon, or in equal ratios between `least` and the horizon.
std::vector<Ticks> linear_grid(Ticks horizon, std::size_t parts);
std::vector<Ticks> log_grid(Ticks least, Ticks horizon, std::size_t parts);
std::vector<TimeMark> linear_marks(Ticks horizon, std::size_t most);
std::vector<TimeMark> log_marks(Ticks least, Ticks horizon, std::size_t most);
/// The start of a logarithmic axis: a round time at or before the earliest contact of all curves, at least a second.
Ticks log_begin(Ticks earliest, Ticks horizon);

}  // namespace hotline
