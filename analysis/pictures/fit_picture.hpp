// What a log shows, and the law that was fitted to it, as one picture.
#pragma once

#include <string>
#include <vector>

#include "analysis/laws/observed_curve.hpp"
#include "analysis/pictures/plot.hpp"

namespace hotline {

struct FitChart {
    std::string title;
    std::vector<CurveAt> seen;  // steps, in order
    std::string seen_name;
    std::vector<CurveAt> law;  // at times in order, with straight lines between them; none without a law
    std::string law_name;
    double least = 0;  // seconds: the axis begins at 0, or, logarithmic, at this time
    double most = 0;   // … and ends
    TimeScale scale = TimeScale::linear;
};

/// The axis of times, the last of which is `most`, and how it is best drawn: answers that came within a few of the
/// same lengths have room on a linear one. `least` is the earliest answer, or 0.
void choose_axis(FitChart& chart, double least, double most);
/// As many times as a law needs for its curve.
std::vector<double> times_of_law(const FitChart& chart);

/// Requires an axis.
void draw(const Element& parent, Width width, const FitChart& chart);

}  // namespace hotline
