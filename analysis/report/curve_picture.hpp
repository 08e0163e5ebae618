// The curves of reach, as a picture.
#pragma once

#include <string>
#include <vector>

#include "analysis/report/curve.hpp"
#include "analysis/report/picture.hpp"

namespace hotline {

/// Curves in one chart, all with one horizon.
struct CurveChart {
    struct Series {
        std::string name;
        ReachCurve curve;
    };
    std::string title;
    Ticks horizon{0};
    std::vector<Ticks> deadlines;  // in order
    std::vector<Series> series;

    std::vector<ReachCurve> curves() const;
    /// Where a logarithmic axis of its time begins.
    Ticks least() const { return log_begin(curves(), horizon); }
};

enum class TimeScale : unsigned char { linear, logarithmic };

void draw(const Element& parent, Width width, const CurveChart& chart, TimeScale scale);

}  // namespace hotline
