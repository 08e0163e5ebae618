#include "analysis/pictures/curve_picture.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/pictures/time_axis.hpp"
#include "analysis/write/figures.hpp"
#include "models/base/duration.hpp"
#include "models/base/utf8.hpp"

namespace hotline {
namespace {

constexpr double kLine = 18;   // of text
constexpr double kColumn = 2;  // how far to the right a small step may be shifted
constexpr int kMarksOfSeries = 7;

/// The chart's area, with its coordinates of times and shares.
class Plot {
public:
    Plot(const Picture& picture, const CurveChart& chart, TimeScale scale, double top)
        : left_(46),
          right_(picture.width() - 14),
          top_(top),
          bottom_(picture.height() - 46),
          first_(scale == TimeScale::linear ? Ticks{0} : chart.least()),
          last_(std::max(chart.horizon, Ticks{1})),
          scale_(scale) {}

    double left() const { return left_; }
    double right() const { return right_; }
    double top() const { return top_; }
    double bottom() const { return bottom_; }
    double y(double share) const { return bottom_ - share * (bottom_ - top_); }
    double x(Ticks at) const {
        const double time = seconds_of(std::max(at, first_));
        const double part =
            scale_ == TimeScale::linear ? time / seconds_of(last_) : std::log(time / seconds_of(first_)) / ratio();
        return left_ + part * (right_ - left_);
    }
    Ticks time(double x) const {
        const double part = (x - left_) / (right_ - left_);
        return ticks_of_seconds(scale_ == TimeScale::linear ? part * seconds_of(last_)
                                                            : seconds_of(first_) * std::exp(part * ratio()));
    }
    Ticks first() const { return first_; }
    std::vector<TimeMark> marks(std::size_t most) const {
        return scale_ == TimeScale::linear ? linear_marks(last_, most) : log_marks(first_, last_, most);
    }
    /// As many times as the picture can resolve.
    std::vector<Ticks> grid() const {
        const auto columns = static_cast<std::size_t>((right_ - left_) / kColumn);
        return scale_ == TimeScale::linear ? linear_grid(last_, columns) : log_grid(first_, last_, columns);
    }

private:
    /// Of the ends of a logarithmic axis, as a logarithm.
    double ratio() const { return std::log(last_ / first_ > 1 ? seconds_of(last_) / seconds_of(first_) : 10.0); }

    double left_;
    double right_;
    double top_;
    double bottom_;
    Ticks first_;
    Ticks last_;
    TimeScale scale_;
};

struct Corner {
    double x;
    double y;
};

/// The corners of a step function: from each step right, then up or down to the next.
template <class Share>
std::vector<Corner> corners(const Plot& plot, const std::vector<CurvePoint>& points, const Share& share) {
    std::vector<Corner> all;
    all.reserve(points.size());
    for (const CurvePoint& at : points) all.push_back({plot.x(at.at), plot.y(share(at))});
    return all;
}

std::string rightwards(const std::vector<Corner>& corners) {
    std::string data = fmt::format("{} {}", coordinate(corners.front().x), coordinate(corners.front().y));
    for (std::size_t index = 1; index < corners.size(); ++index) {
        data += "H" + coordinate(corners[index].x);
        if (coordinate(corners[index].y) != coordinate(corners[index - 1].y))
            data += "V" + coordinate(corners[index].y);
    }
    return data;
}

std::string leftwards(const std::vector<Corner>& corners) {
    std::string data = fmt::format("{} {}", coordinate(corners.back().x), coordinate(corners.back().y));
    for (std::size_t index = corners.size() - 1; index-- > 0;) {
        if (coordinate(corners[index].y) != coordinate(corners[index + 1].y))
            data += "V" + coordinate(corners[index].y);
        data += "H" + coordinate(corners[index].x);
    }
    return data;
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
    const Plot plot(picture, chart, scale, top);
    picture.text("axis-name", 2, top - 12, Anchor::start, "share of emergencies");
    for (int share = 0; share <= 100; share += 25) {
        const double y = plot.y(share / 100.0);
        picture.line(share == 0 ? "axis" : "grid", plot.left(), y, plot.right(), y);
        picture.text("tick", plot.left() - 6, y + 4, Anchor::end, fmt::format("{} %", share));
    }
    for (const Ticks deadline : chart.deadlines) {
        if (deadline < plot.first()) continue;
        picture.line("deadline", plot.x(deadline), plot.top(), plot.x(deadline), plot.bottom())
            .add("title", "within " + duration_text(deadline));
    }
    const std::vector<TimeMark> marks = plot.marks(width == Width::wide ? 9 : 4);
    for (const TimeMark& mark : marks) {
        picture.line("axis", plot.x(mark.at), plot.bottom(), plot.x(mark.at), plot.bottom() + 5);
    }
    draw_times(
        picture, marks, [&](Ticks at) { return plot.x(at); }, plot.bottom() + 19);
    picture.text("axis-name", plot.right(), plot.bottom() + 38, Anchor::end,
                 scale == TimeScale::linear ? "time since the emergency" : "time since the emergency (logarithmic)");
    for (std::size_t index = chart.series.size(); index-- > 0;) draw_series(picture, plot, chart, index);
    draw_legend(picture, chart);
}

}  // namespace hotline
