// The curve of reach: the share of drills that had made contact by a time, with the interval of that share for each
// time by itself (Clopper and Pearson's). It is a step function and is drawn as one, thinned to what a picture can
// show.
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
    /// Requires drills.
    ReachCurve(const std::vector<Ticks>& contacts, Ticks horizon);

    std::uint64_t drills() const { return drills_; }
    Ticks horizon() const { return horizon_; }
    /// How many had made contact by then.
    std::uint64_t reached(Ticks at) const;
    CurvePoint at(Ticks at) const;
    /// The curve as steps, in order, from 0 to the horizon: each point holds from its time until the next, and the
    /// last two may be alike. Every step is there where there are few; else those that a picture shows as a jump, and
    /// what has come by each time of the grid. So a step that is left out is drawn late, by less than the grid's
    /// width, and none is drawn early.
    std::vector<CurvePoint> steps(const std::vector<Ticks>& grid) const;
    /// The earliest contact; the horizon where there is none.
    Ticks earliest() const { return times_.empty() ? horizon_ : times_.front(); }

private:
    static constexpr std::size_t kMostSteps = 300;

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
/// So many times between 0 and the horizon, as far apart, or between `least` and the horizon in equal ratios.
std::vector<Ticks> linear_grid(Ticks horizon, std::size_t parts);
std::vector<Ticks> log_grid(Ticks least, Ticks horizon, std::size_t parts);
std::vector<TimeMark> linear_marks(Ticks horizon, std::size_t most);
std::vector<TimeMark> log_marks(Ticks least, Ticks horizon, std::size_t most);
/// Where a logarithmic axis begins: a round time at or before the earliest contact of all curves, a second at least.
Ticks log_begin(const std::vector<ReachCurve>& curves, Ticks horizon);

}  // namespace hotline
