// The curves of reach, as a picture.
#pragma once

#include "analysis/pictures/curve_chart.hpp"
#include "analysis/pictures/picture.hpp"

namespace hotline {

enum class TimeScale : unsigned char { linear, logarithmic };

void draw(const Element& parent, Width width, const CurveChart& chart, TimeScale scale);

}  // namespace hotline
