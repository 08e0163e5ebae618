#include "analysis/report/curve_picture.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/figures.hpp"
#include "models/duration.hpp"

namespace hotline {
namespace {

constexpr double kLine = 18;  // of text

/// The chart's area, and where times and shares lie in it.
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
        const double part = scale_ == TimeScale::linear
                                ? time / seconds_of(last_)
                                : std::log(time / seconds_of(first_)) /
                                      std::log(last_ / first_ > 1 ? seconds_of(last_) / seconds_of(first_) : 10.0);
        return left_ + part * (right_ - left_);
    }
    std::vector<TimeMark> marks(std::size_t most) const {
        return scale_ == TimeScale::linear ? linear_marks(last_, most) : log_marks(first_, last_, most);
    }

private:
    double left_;
    double right_;
    double top_;
    double bottom_;
    Ticks first_;
    Ticks last_;
    TimeScale scale_;
};

std::string point(double x, double y) {
    return coordinate(x) + ' ' + coordinate(y);
}

/// Through the points, from one to the next by a step where every step is among them, else straight: what lies
/// between is less than a picture shows.
template <class Share>
std::string through(const Plot& plot, const std::vector<CurvePoint>& points, bool steps, const Share& share) {
    std::string data;
    double y = 0;
    for (const CurvePoint& at : points) {
        const double x = plot.x(at.at);
        if (data.empty()) {
            data = "M" + point(x, plot.y(share(at)));
        } else {
            if (steps) data += "L" + point(x, y);
            data += "L" + point(x, plot.y(share(at)));
        }
        y = plot.y(share(at));
    }
    return data;
}

void draw_series(const Picture& picture, const Plot& plot, const CurveChart& chart, std::size_t index) {
    const CurveChart::Series& series = chart.series[index];
    const std::string css = series_class(index);
    std::vector<CurvePoint> points = series.curve.points(chart.deadlines);
    const bool steps = series.curve.has_every_step();
    const std::string upper = through(plot, points, steps, [](const CurvePoint& at) { return at.interval.high; });
    // The lower edge, from right to left: its points in reverse, so that the steps are those of the upper edge.
    std::string lower = through(plot, points, steps, [](const CurvePoint& at) { return at.interval.low; });
    std::string back;
    for (std::size_t end = lower.size(); end > 0;) {
        const std::size_t begin = lower.find_last_of("ML", end - 1);
        back += "L" + lower.substr(begin + 1, end - begin - 1);
        end = begin;
    }
    picture.path("band " + css, upper + back + "Z");
    picture.path("curve " + css, through(plot, points, steps, [](const CurvePoint& at) { return at.share; }));
}

void draw_legend(const Picture& picture, const CurveChart& chart) {
    for (std::size_t index = 0; index < chart.series.size(); ++index) {
        const CurveChart::Series& series = chart.series[index];
        const double y = 14 + kLine * static_cast<double>(index);
        const CurvePoint end = series.curve.at(chart.horizon);
        const std::string tail = fmt::format(" – {} % by {}", percent(end.share), duration_text(chart.horizon));
        picture.line(("curve " + series_class(index)).c_str(), 46, y - 4, 76, y - 4);
        picture.text("label", 84, y, Anchor::start,
                     fitting(series.name, picture.width() - 98 - text_width(tail)) + tail);
    }
}

}  // namespace

void draw(const Element& parent, Width width, const CurveChart& chart, TimeScale scale) {
    const double top = 32 + kLine * static_cast<double>(chart.series.size());
    const Picture picture(parent, width, top + (width == Width::wide ? 330 : 260), chart.title,
                          "Share of drills in which contact had been made, by the time since the emergency.");
    const Plot plot(picture, chart, scale, top);
    picture.text("axis-name", 2, top - 12, Anchor::start, "share of emergencies");
    for (int share = 0; share <= 100; share += 25) {
        const double y = plot.y(share / 100.0);
        picture.line(share == 0 ? "axis" : "grid", plot.left(), y, plot.right(), y);
        picture.text("tick", plot.left() - 6, y + 4, Anchor::end, fmt::format("{} %", share));
    }
    for (const Ticks deadline : chart.deadlines) {
        picture.line("deadline", plot.x(deadline), plot.top(), plot.x(deadline), plot.bottom())
            .add("title", "within " + duration_text(deadline));
    }
    for (const TimeMark& mark : plot.marks(width == Width::wide ? 9 : 4)) {
        const double x = plot.x(mark.at);
        picture.line("axis", x, plot.bottom(), x, plot.bottom() + 5);
        const bool last = x > plot.right() - 20;
        picture.text("tick", last ? plot.right() : x, plot.bottom() + 19, last ? Anchor::end : Anchor::middle,
                     mark.name);
    }
    picture.text("axis-name", plot.right(), plot.bottom() + 38, Anchor::end,
                 scale == TimeScale::linear ? "time since the emergency" : "time since the emergency (logarithmic)");
    for (std::size_t index = chart.series.size(); index-- > 0;) draw_series(picture, plot, chart, index);
    draw_legend(picture, chart);
}

}  // namespace hotline
