// Text charts for a terminal: the curves of reach, and the lanes of a drill.
#pragma once

#include <cstddef>
#include <ostream>

#include "analysis/drills/story.hpp"
#include "analysis/pictures/curve_chart.hpp"

namespace hotline {

/// The minimum width of a readable chart.
inline constexpr std::size_t kLeastPlotWidth = 60;

/// The share of drills with contact, by logarithmic time. At most `columns` wide.
void plot_reach(std::ostream& out, const CurveChart& chart, std::size_t columns);
/// A lane for each official: his calls, by result.
void plot_lanes(std::ostream& out, const Scenario& scenario, const Story& story, std::size_t columns);

}  // namespace hotline
