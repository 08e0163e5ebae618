// An axis of numbers or of times in a picture: round values for its ticks, and their labels.
#pragma once

#include <string>
#include <vector>

#include "analysis/pictures/picture.hpp"

namespace hotline {

enum class Scale : unsigned char { numbers, seconds };

/// Round values from `low` to `high`, at most `most` + 1 of them. Requires low < high.
std::vector<double> round_values(Scale scale, double low, double high, int most);

/// "2 h", "2.5"; without a sign.
std::string tick_text(Scale scale, double value);

/// Labels below a horizontal axis, each centred on its place, but within the picture. One that would overlap the one
/// before it is left out.
template <class XOf>
void draw_values(const Picture& picture, Scale scale, const std::vector<double>& values, const XOf& x_of, double y) {
    constexpr double kGap = 8;
    double free = -kGap;
    for (const double value : values) {
        const std::string words = tick_text(scale, value);
        const double wide = text_width(words, kTickSize);
        const double begins = std::min(std::max(x_of(value) - wide / 2, 0.0), picture.width() - wide);
        if (begins < free + kGap) continue;
        picture.text("tick", begins + wide / 2, y, Anchor::middle, words);
        free = begins + wide;
    }
}

}  // namespace hotline
