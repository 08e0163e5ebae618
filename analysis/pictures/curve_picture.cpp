#include "analysis/pictures/curve_picture.hpp"

#include <algorithm>

#include "analysis/write/figures.hpp"
#include "models/base/duration.hpp"
#include "models/base/utf8.hpp"

namespace hotline {
namespace {

constexpr double kLine = 18;  // of text
constexpr int kMarksOfSeries = 7;

template <class Share>
std::vector<Corner> corners(const Plot& plot, const std::vector<CurvePoint>& points, const Share& share) {
    std::vector<Corner> all;
    all.reserve(points.size());
    for (const CurvePoint& at : points) all.push_back({plot.x(at.at), plot.y(share(at))});
    return all;
}

/// The band of worlds, between straight lines from time to time.
void draw_worlds(const Picture& picture, const Plot& plot, const std::vector<CurvePoint>& worlds,
                 const SeriesLook& look) {
    const auto side = [&](bool upper) {
        std::vector<std::string> points;
        for (const CurvePoint& at : worlds) {
            if (at.at < plot.first()) continue;
            points.push_back(coordinate(plot.x(at.at)) + " " +
                             coordinate(plot.y(upper ? at.interval.high : at.interval.low)));
        }
        return points;
    };
    const std::vector<std::string> upper = side(true);
    std::vector<std::string> lower = side(false);
    std::reverse(lower.begin(), lower.end());
    picture.path("worlds " + look.css_class, fmt::format("M{}L{}Z", fmt::join(upper, "L"), fmt::join(lower, "L")));
}

void draw_series(const Picture& picture, const Plot& plot, const CurveChart& chart, std::size_t index) {
    const CurveChart::Series& series = chart.series[index];
    const SeriesLook look = look_of(index);
    if (!series.worlds.empty()) draw_worlds(picture, plot, series.worlds, look);
    const std::vector<CurvePoint> points = series.curve.steps(plot.grid());
    const auto upper = corners(plot, points, [](const CurvePoint& at) { return at.interval.high; });
    const auto lower = corners(plot, points, [](const CurvePoint& at) { return at.interval.low; });
    picture.path("band " + look.css_class, "M" + rightwards(upper) + "L" + leftwards(lower) + "Z");
    picture.path("curve " + look.css_class,
                 "M" + rightwards(corners(plot, points, [](const CurvePoint& at) { return at.share; })));
    if (look.mark == SeriesMark::none) return;
    // Series with the same dash pattern also differ in where their marks are.
    for (int mark = 0; mark < kMarksOfSeries; ++mark) {
        const double part =
            (mark + static_cast<double>(index) / static_cast<double>(chart.series.size())) / kMarksOfSeries;
        const double x = plot.left() + part * (plot.right() - plot.left());
        picture.mark(look, x, plot.y(series.curve.at(plot.time(x)).share));
    }
}

void draw_legend(const Picture& picture, const CurveChart& chart) {
    for (std::size_t index = 0; index < chart.series.size(); ++index) {
        const CurveChart::Series& series = chart.series[index];
        const SeriesLook look = look_of(index);
        const double y = 14 + kLine * static_cast<double>(index);
        const CurvePoint end = series.curve.at(chart.horizon);
        const std::string tail = fmt::format(" – {} % by {}", percent(end.share), duration_text(chart.horizon));
        picture.line(("curve " + look.css_class).c_str(), 46, y - 4, 76, y - 4);
        picture.mark(look, 61, y - 4);
        picture.text("label", 84, y, Anchor::start,
                     isolated(fitting(series.name, picture.width() - 88 - text_width(tail))) + tail);
    }
}

}  // namespace

void draw(const Element& parent, Width width, const CurveChart& chart, TimeScale scale) {
    const double top = 32 + kLine * static_cast<double>(chart.series.size());
    const Picture picture(parent, width, top + (width == Width::wide ? 330 : 260), chart.title,
                          fmt::format("Share of drills in which {}, by the time since the emergency.",
                                      chart.of == "quorum" ? "the quorum had been met" : "contact had been made"));
    const Plot plot(picture, scale == TimeScale::linear ? Ticks{0} : chart.least(), chart.horizon, scale, top);
    picture.text("axis-name", 2, top - 12, Anchor::start, "share of emergencies");
    plot.draw_axes(picture, width == Width::wide ? 9 : 4, "time since the emergency");
    for (const Ticks deadline : chart.deadlines) {
        if (deadline < plot.first()) continue;
        picture.line("deadline", plot.x(deadline), plot.top(), plot.x(deadline), plot.bottom())
            .add("title", "within " + duration_text(deadline));
    }
    for (std::size_t index = chart.series.size(); index-- > 0;) draw_series(picture, plot, chart, index);
    draw_legend(picture, chart);
}

}  // namespace hotline
