#include "analysis/pictures/effects_picture.hpp"

#include <algorithm>

#include "analysis/write/figures.hpp"
#include "models/base/utf8.hpp"

namespace hotline {
namespace {

constexpr double kAxisHeight = 40;  // ticks and the name of the axis

int most_values(Width width) {
    return width == Width::narrow ? 4 : 8;
}

/// From the least to the most of all sizes, their intervals and 0.
template <class Sized>
Interval extent_of(const std::vector<Sized>& all) {
    Interval extent{0, 0};
    for (const Sized& one : all) {
        extent.low = std::min({extent.low, one.size, one.interval.low});
        extent.high = std::max({extent.high, one.size, one.interval.high});
    }
    if (extent.low == extent.high) extent.high = 1;
    return extent;
}

}  // namespace

void draw(const Element& parent, Width width, const EffectBars& chart) {
    constexpr double kEachBar = 46;
    constexpr double kHeight = 16;
    constexpr double kMargin = 8;
    const Interval extent = extent_of(chart.bars);
    const double low = extent.low;
    const double high = extent.high;
    const double bottom = kEachBar * static_cast<double>(chart.bars.size()) + 4;
    const Picture picture(parent, width, bottom + kAxisHeight, chart.title,
                          "Each bar is the difference that one change makes, and the stroke through its end is its "
                          "interval; the table has the figures.");
    const auto x = [&](double size) {
        return kMargin + (size - low) / (high - low) * (picture.width() - 2 * kMargin);
    };
    const std::vector<double> values = round_values(chart.scale, low, high, most_values(width));
    for (const double value : values) picture.line(value == 0 ? "axis" : "grid", x(value), 0, x(value), bottom);
    draw_values(picture, chart.scale, values, x, bottom + 16);
    if (high > 0) picture.text("axis-name", picture.width() - kMargin, bottom + 34, Anchor::end, chart.better + " →");
    if (low < 0 && (high <= 0 || text_width(chart.better + chart.worse, kTickSize) + 60 < picture.width()))
        picture.text("axis-name", kMargin, bottom + 34, Anchor::start, "← " + chart.worse);
    double top = 0;
    for (const EffectBars::Bar& bar : chart.bars) {
        const std::string tail = " – " + bar.value;
        picture.text("label", 2, top + 14, Anchor::start,
                     isolated(fitting(bar.name, picture.width() - 4 - text_width(tail))) + tail);
        const double y = top + 21;
        picture.rect(bar.size < 0 ? "harm" : "settled", std::min(x(0), x(bar.size)), y,
                     std::max(x(bar.size), x(0)) - std::min(x(bar.size), x(0)), kHeight);
        picture.line("error", x(bar.interval.low), y + kHeight / 2, x(bar.interval.high), y + kHeight / 2);
        for (const double end : {bar.interval.low, bar.interval.high})
            picture.line("error", x(end), y + kHeight / 2 - 3, x(end), y + kHeight / 2 + 3);
        top += kEachBar;
    }
}

void draw(const Element& parent, Width width, const HourBars& chart) {
    constexpr double kTop = 8;
    constexpr double kHeight = 120;
    constexpr double kLeft = 44;
    const double most = std::max(chart.most, 0.01);
    const Picture picture(parent, width, kTop + kHeight + kAxisHeight, chart.title,
                          "For each hour of the day, the share of emergencies that miss the deadline today, and the "
                          "share that the change cures, with its interval.");
    const double column = (picture.width() - kLeft - 2) / 24;
    const auto x = [&](double hour) { return kLeft + hour * column; };
    const auto y = [&](double share) { return kTop + kHeight * (1 - share / most); };
    for (const double share : round_values(Scale::numbers, 0, 100 * most, 3)) {
        picture.line(share == 0 ? "axis" : "grid", kLeft, y(share / 100), picture.width() - 2, y(share / 100));
        picture.text("tick", kLeft - 6, y(share / 100) + 4, Anchor::end, fmt::format("{:.4g} %", share));
    }
    for (std::size_t number = 0; number < chart.hours.size(); ++number) {
        const HourBars::Hour& hour = chart.hours[number];
        if (!hour.played) continue;
        const double left = x(static_cast<double>(number)) + 1;
        picture.rect("missed", left, y(hour.missed), column - 2, y(0) - y(hour.missed));
        picture.rect("settled", left, y(hour.cured), column - 2, y(0) - y(hour.cured));
        const double middle = left + (column - 2) / 2;
        picture.line("error", middle, y(hour.interval.low), middle, y(hour.interval.high));
    }
    for (int hour = 0; hour <= 24; hour += 6) {
        picture.text("tick", x(hour), kTop + kHeight + 16, hour == 24 ? Anchor::end : Anchor::middle,
                     fmt::format("{:02}:00", hour));
    }
    picture.text("axis-name", picture.width() - 2, kTop + kHeight + 34, Anchor::end, chart.clock);
}

void draw(const Element& parent, Width width, const BudgetStair& chart) {
    constexpr double kTop = 26;
    constexpr double kHeight = 200;
    constexpr double kLeft = 56;
    constexpr double kRight = 14;
    const Interval extent = extent_of(chart.steps);
    const double low = extent.low;
    const double high = extent.high;
    const Picture picture(parent, width, kTop + kHeight + kAxisHeight, chart.title,
                          "A stair: what is bought with each budget, from the first step, which costs nothing, on; "
                          "strokes are the intervals of the bundles, and the table has the figures.");
    const auto x = [&](double cost) { return kLeft + cost / chart.budget * (picture.width() - kLeft - kRight); };
    const auto y = [&](double size) { return kTop + kHeight * (high - size) / (high - low); };
    for (const double value : round_values(chart.scale, low, high, 5)) {
        picture.line(value == 0 ? "axis" : "grid", kLeft, y(value), picture.width() - kRight, y(value));
        picture.text("tick", kLeft - 6, y(value) + 4, Anchor::end,
                     (value < 0 ? "−" : "") + tick_text(chart.scale, value));
    }
    picture.text("axis-name", 0, 13, Anchor::start, fitting(chart.unit, picture.width(), kTickSize));
    std::string stair = fmt::format("M{} {}", coordinate(x(0)), coordinate(y(0)));
    for (const BudgetStair::Step& step : chart.steps)
        stair += fmt::format("H{}V{}", coordinate(x(step.cost)), coordinate(y(step.size)));
    picture.path("curve s1", stair + fmt::format("H{}", coordinate(x(chart.budget))));
    for (const BudgetStair::Step& step : chart.steps) {
        const double at = x(step.cost);
        picture.line("error", at, y(step.interval.low), at, y(step.interval.high));
        picture.mark({"s1", SeriesMark::circle}, at, y(step.size));
        const bool to_the_left = at > picture.width() - kRight - 16;
        picture.text("label", to_the_left ? at - 8 : at + 8, y(step.size) - 7,
                     to_the_left ? Anchor::end : Anchor::start, step.letter);
    }
    draw_values(picture, Scale::numbers, round_values(Scale::numbers, 0, chart.budget, most_values(width)), x,
                kTop + kHeight + 16);
    picture.text("axis-name", picture.width() - kRight, kTop + kHeight + 34, Anchor::end, "cost");
}

}  // namespace hotline
