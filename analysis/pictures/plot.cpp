#include "analysis/pictures/plot.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/pictures/time_axis.hpp"

namespace hotline {
namespace {

constexpr double kColumn = 2;  // how far to the right a small step may be shifted

}  // namespace

Plot::Plot(const Picture& picture, Ticks first, Ticks last, TimeScale scale, double top)
    : left_(46),
      right_(picture.width() - 14),
      top_(top),
      bottom_(picture.height() - 46),
      first_(first),
      last_(std::max(last, Ticks{1})),
      scale_(scale) {}

double Plot::x(Ticks at) const {
    const double time = seconds_of(std::max(at, first_));
    const double part =
        scale_ == TimeScale::linear ? time / seconds_of(last_) : std::log(time / seconds_of(first_)) / ratio();
    return left_ + part * (right_ - left_);
}

Ticks Plot::time(double x) const {
    const double part = (x - left_) / (right_ - left_);
    return ticks_of_seconds(scale_ == TimeScale::linear ? part * seconds_of(last_)
                                                        : seconds_of(first_) * std::exp(part * ratio()));
}

std::vector<TimeMark> Plot::marks(std::size_t most) const {
    return scale_ == TimeScale::linear ? linear_marks(last_, most) : log_marks(first_, last_, most);
}

std::vector<Ticks> Plot::grid() const {
    const auto columns = static_cast<std::size_t>((right_ - left_) / kColumn);
    return scale_ == TimeScale::linear ? linear_grid(last_, columns) : log_grid(first_, last_, columns);
}

double Plot::ratio() const {
    return std::log(last_ / first_ > 1 ? seconds_of(last_) / seconds_of(first_) : 10.0);
}

void Plot::draw_axes(const Picture& picture, std::size_t most_marks, std::string_view of_times) const {
    for (int share = 0; share <= 100; share += 25) {
        const double height = y(share / 100.0);
        picture.line(share == 0 ? "axis" : "grid", left_, height, right_, height);
        picture.text("tick", left_ - 6, height + 4, Anchor::end, fmt::format("{} %", share));
    }
    const std::vector<TimeMark> names = marks(most_marks);
    for (const TimeMark& mark : names) picture.line("axis", x(mark.at), bottom_, x(mark.at), bottom_ + 5);
    draw_times(
        picture, names, [&](Ticks at) { return x(at); }, bottom_ + 19);
    picture.text("axis-name", right_, bottom_ + 38, Anchor::end,
                 fmt::format("{}{}", of_times, scale_ == TimeScale::linear ? "" : " (logarithmic)"));
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

}  // namespace hotline
