#include "analysis/pictures/fit_picture.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "models/base/utf8.hpp"

namespace hotline {
namespace {

constexpr double kLineOfKey = 18;
/// An axis that is longer than this many of the earliest answers is logarithmic.
constexpr double kMostLinear = 60;
constexpr std::size_t kTimesOfLaw = 80;

template <class Share>
std::vector<Corner> corners_of(const Plot& plot, const std::vector<CurveAt>& curve, const Share& share) {
    std::vector<Corner> all;
    all.reserve(curve.size());
    for (const CurveAt& at : curve)
        all.push_back(
            {std::min(plot.x(ticks_of_seconds(at.seconds)), plot.right()), plot.y(std::clamp(share(at), 0.0, 1.0))});
    return all;
}

std::string straight(const std::vector<Corner>& corners) {
    std::vector<std::string> points;
    points.reserve(corners.size());
    for (const Corner& corner : corners) points.push_back(coordinate(corner.x) + " " + coordinate(corner.y));
    return fmt::format("{}", fmt::join(points, "L"));
}

void draw_seen(const Picture& picture, const Plot& plot, const FitChart& chart) {
    const SeriesLook look = look_of(0);
    const auto upper = corners_of(plot, chart.seen, [](const CurveAt& at) { return at.interval.high; });
    const auto lower = corners_of(plot, chart.seen, [](const CurveAt& at) { return at.interval.low; });
    picture.path("band " + look.css_class, "M" + rightwards(upper) + "L" + leftwards(lower) + "Z");
    picture.path("curve " + look.css_class,
                 "M" + rightwards(corners_of(plot, chart.seen, [](const CurveAt& at) { return at.share; })));
}

void draw_law(const Picture& picture, const Plot& plot, const FitChart& chart) {
    const SeriesLook look = look_of(1);
    const auto upper = corners_of(plot, chart.law, [](const CurveAt& at) { return at.interval.high; });
    auto lower = corners_of(plot, chart.law, [](const CurveAt& at) { return at.interval.low; });
    std::reverse(lower.begin(), lower.end());
    picture.path("worlds " + look.css_class, "M" + straight(upper) + "L" + straight(lower) + "Z");
    picture.path("curve " + look.css_class,
                 "M" + straight(corners_of(plot, chart.law, [](const CurveAt& at) { return at.share; })));
}

void draw_key(const Picture& picture, std::size_t series, double y, const std::string& name) {
    picture.line(("curve " + look_of(series).css_class).c_str(), 46, y - 4, 76, y - 4);
    picture.text("label", 84, y, Anchor::start, isolated(fitting(name, picture.width() - 88)));
}

}  // namespace

void choose_axis(FitChart& chart, double least, double most) {
    chart.most = most;
    chart.least = seconds_of(log_begin(ticks_of_seconds(least), ticks_of_seconds(most)));
    chart.scale = least > 0 && most > kMostLinear * least ? TimeScale::logarithmic : TimeScale::linear;
}

std::vector<double> times_of_law(const FitChart& chart) {
    std::vector<double> times;
    times.reserve(kTimesOfLaw + 1);
    for (std::size_t part = 0; part <= kTimesOfLaw; ++part) {
        const double share = static_cast<double>(part) / static_cast<double>(kTimesOfLaw);
        times.push_back(chart.scale == TimeScale::linear ? share * chart.most
                                                         : chart.least * std::pow(chart.most / chart.least, share));
    }
    return times;
}

void draw(const Element& parent, Width width, const FitChart& chart) {
    const double top = 32 + kLineOfKey * (chart.law.empty() ? 1 : 2);
    const double high = width == Width::wide ? 330 : width == Width::narrow ? 260 : 210;
    const Picture picture(parent, width, top + high, chart.title,
                          "Share of tests that were answered, by the time since they began.");
    const Plot plot(picture, chart.scale == TimeScale::linear ? Ticks{0} : ticks_of_seconds(chart.least),
                    ticks_of_seconds(chart.most), chart.scale, top);
    picture.text("axis-name", 2, top - 12, Anchor::start, "share of tests");
    plot.draw_axes(picture, width == Width::wide ? 9 : 4, "time since the test began");
    draw_seen(picture, plot, chart);
    if (!chart.law.empty()) draw_law(picture, plot, chart);
    draw_key(picture, 0, 14, chart.seen_name);
    if (!chart.law.empty()) draw_key(picture, 1, 14 + kLineOfKey, chart.law_name);
}

}  // namespace hotline
