// The area of a chart of shares over time, with its coordinates, and its step functions.
#pragma once

#include <string>
#include <vector>

#include "analysis/pictures/curve.hpp"
#include "analysis/pictures/picture.hpp"

namespace hotline {

enum class TimeScale : unsigned char { linear, logarithmic };

/// From `top` to the bottom of the picture, which has room for the names of times.
class Plot {
public:
    Plot(const Picture& picture, Ticks first, Ticks last, TimeScale scale, double top);

    double left() const { return left_; }
    double right() const { return right_; }
    double top() const { return top_; }
    double bottom() const { return bottom_; }
    double y(double share) const { return bottom_ - share * (bottom_ - top_); }
    double x(Ticks at) const;
    Ticks time(double x) const;
    Ticks first() const { return first_; }
    std::vector<TimeMark> marks(std::size_t most) const;
    /// As many times as the picture can resolve.
    std::vector<Ticks> grid() const;

    /// The lines of every quarter, and the times, with the name of their axis.
    void draw_axes(const Picture& picture, std::size_t most_marks, std::string_view of_times) const;

private:
    /// Of the ends of a logarithmic axis, as a logarithm.
    double ratio() const;

    double left_;
    double right_;
    double top_;
    double bottom_;
    Ticks first_;
    Ticks last_;
    TimeScale scale_;
};

/// The corners of a step function: from each right, then up or down to the next.
struct Corner {
    double x;
    double y;
};
std::string rightwards(const std::vector<Corner>& corners);
std::string leftwards(const std::vector<Corner>& corners);

}  // namespace hotline
