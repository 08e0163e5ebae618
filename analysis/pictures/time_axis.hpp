// The names of times below an axis of a picture.
#pragma once

#include <vector>

#include "analysis/pictures/curve.hpp"
#include "analysis/pictures/picture.hpp"

namespace hotline {

/// Each in the middle of its mark, `x_of(time)`, but within the picture; without those that would run into the next.
/// The last stays.
template <class XOf>
void draw_times(const Picture& picture, const std::vector<TimeMark>& marks, const XOf& x_of, double y) {
    constexpr double kGap = 8;
    double free = picture.width() + kGap;
    for (auto mark = marks.rbegin(); mark != marks.rend(); ++mark) {
        const double wide = text_width(mark->name, kTickSize);
        const double begins = std::max(std::min(x_of(mark->at) - wide / 2, picture.width() - wide), 0.0);
        if (begins + wide + kGap > free) continue;
        picture.text("tick", begins + wide / 2, y, Anchor::middle, mark->name);
        free = begins;
    }
}

}  // namespace hotline
