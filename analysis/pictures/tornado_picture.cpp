#include "analysis/pictures/tornado_picture.hpp"

#include <algorithm>

#include "analysis/write/figures.hpp"
#include "models/base/utf8.hpp"

namespace hotline {

void draw(const Element& parent, Width width, const Tornado& tornado) {
    constexpr double kEachBar = 48;
    constexpr double kHeight = 16;
    constexpr double kMarginRight = 12;
    const double bottom = kEachBar * static_cast<double>(tornado.bars.size()) + 4;
    const Picture picture(
        parent, width, bottom + 40, tornado.title,
        "Each bar is the share of the variance over the worlds that one doubt makes alone, with its "
        "standard error; the dashed frame adds what it makes together with others.");
    const auto x = [&](double share) { return 1 + std::clamp(share, 0.0, 1.0) * (picture.width() - kMarginRight); };
    for (int share = 0; share <= 100; share += 25) {
        picture.line(share == 0 ? "axis" : "grid", x(share / 100.0), 0, x(share / 100.0), bottom);
        picture.text("tick", x(share / 100.0), bottom + 16,
                     share == 0     ? Anchor::start
                     : share == 100 ? Anchor::end
                                    : Anchor::middle,
                     fmt::format("{} %", share));
    }
    picture.text("axis-name", picture.width() - kMarginRight, bottom + 34, Anchor::end, "share of the variance");
    double top = 2;
    for (const Tornado::Bar& bar : tornado.bars) {
        const std::string tail = fmt::format(" – {} %", percent(std::min(1.0, bar.alone)));
        picture.text("label", 4, top + 14, Anchor::start,
                     isolated(fitting(bar.name, picture.width() - 8 - text_width(tail))) + tail);
        const double y = top + 20;
        picture.rect("settled", x(0), y, x(bar.alone) - x(0), kHeight);
        if (bar.together > bar.alone) picture.rect("together", x(0), y, x(bar.together) - x(0), kHeight);
        picture.line("error", x(bar.alone - bar.error), y + kHeight / 2, x(bar.alone + bar.error), y + kHeight / 2);
        top += kEachBar;
    }
}

}  // namespace hotline
