// The labels of a picture's time axis.
#pragma once

#include <vector>

#include "analysis/pictures/curve.hpp"
#include "analysis/pictures/picture.hpp"

namespace hotline {

/// Each label is centred on its mark, `x_of(time)`, but stays within the picture. A label that would overlap the next
/// is left out; the last is always drawn.
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
