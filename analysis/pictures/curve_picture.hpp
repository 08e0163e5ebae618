// The curves of reach, as a picture.
#pragma once

#include "analysis/pictures/curve_chart.hpp"
#include "analysis/pictures/plot.hpp"

namespace hotline {

void draw(const Element& parent, Width width, const CurveChart& chart, TimeScale scale);

}  // namespace hotline
