#include "analysis/pictures/text_plot.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "analysis/write/figures.hpp"
#include "models/base/duration.hpp"

namespace hotline {
namespace {

constexpr std::size_t kMostColumns = 100;
constexpr std::size_t kRows = 12;                            // of the curves; four to a quarter and one
constexpr std::string_view kSigns = "*o+x#@%&=~abcdefghij";  // one for each curve of a chart
constexpr std::size_t kShareWidth = 7;                       // "100 % "
constexpr std::size_t kLaneWidth = 24;
constexpr std::size_t kMostLanes = 40;

/// Labels under an axis, each at its mark; a label that would overlap another is left out.
std::string names_below(const std::vector<std::pair<std::size_t, std::string>>& marks, std::size_t width) {
    std::string line(width, ' ');
    std::size_t free = 0;
    for (const auto& [at, name] : marks) {
        const std::size_t middle = at - std::min(at, name.size() / 2);
        const std::size_t begins = std::min(middle, width - std::min(width, name.size()));
        if (begins < free || begins + name.size() > width) continue;
        line.replace(begins, name.size(), name);
        free = begins + name.size() + 2;
    }
    line.resize(line.find_last_not_of(' ') + 1);
    return line;
}

/// The nearest row; the rows of 0 and 100 % only for exactly these values.
std::size_t row_of(double share) {
    if (share >= 1) return 0;
    if (share <= 0) return kRows;
    const auto row = static_cast<std::size_t>(std::lround((1 - share) * static_cast<double>(kRows)));
    return std::clamp<std::size_t>(row, 1, kRows - 1);
}

void write_line(std::ostream& out, std::string text) {
    text.resize(text.find_last_not_of(' ') + 1);
    fmt::print(out, "{}\n", text);
}

/// The result of a call, as one letter.
char sign_of(const StoryAttempt& attempt) {
    if (attempt.made_contact && attempt.called_back == kNever) return '#';
    if (attempt.result == Result::handed_over) return '>';
    if (attempt.result == Result::stale || attempt.result == Result::channel_down) return 'x';
    return '-';
}

}  // namespace

void plot_reach(std::ostream& out, const CurveChart& chart, std::size_t columns) {
    const std::size_t width = std::min(columns, kMostColumns) - kShareWidth - 4;
    const double least = seconds_of(chart.least());
    const double decades = std::log(seconds_of(chart.horizon) / least);
    const auto time_at = [&](std::size_t column) {
        const double part = static_cast<double>(column) / static_cast<double>(width - 1);
        return std::min(ticks_of_seconds(least * std::exp(part * decades)), chart.horizon);
    };
    std::vector<std::string> rows(kRows + 1, std::string(width, ' '));
    for (std::size_t back = chart.series.size(); back-- > 0;) {
        const CurveChart::Series& series = chart.series[back];
        for (std::size_t column = 0; column < width; ++column) {
            const double share = series.curve.at(time_at(column)).share;
            rows[row_of(share)][column] = kSigns[back % kSigns.size()];
        }
    }
    fmt::print(out, "  {} by the time since the emergency\n", chart.of);
    for (std::size_t row = 0; row <= kRows; ++row) {
        const bool marked = row % (kRows / 4) == 0;
        const std::string share = marked ? fmt::format("{} %", 100 - 100 * row / kRows) : "";
        write_line(out, fmt::format("  {:>{}} {}{}", share, kShareWidth - 1, marked ? "┤" : "│", rows[row]));
    }
    std::vector<std::pair<std::size_t, std::string>> names;
    for (const TimeMark& mark : log_marks(chart.least(), chart.horizon, width / 8)) {
        const double part = std::log(seconds_of(mark.at) / least) / decades;
        names.emplace_back(static_cast<std::size_t>(std::lround(part * static_cast<double>(width - 1))), mark.name);
    }
    fmt::print(out, "  {:{}}{}\n", "", kShareWidth + 1, names_below(names, width));
    for (std::size_t index = 0; index < chart.series.size(); ++index) {
        fmt::print(out, "  {:>{}} {}\n", kSigns[index % kSigns.size()], kShareWidth - 1,
                   cut(chart.series[index].name, width));
    }
}

void plot_lanes(std::ostream& out, const Scenario& scenario, const Story& story, std::size_t columns) {
    const std::size_t width = std::min(columns, kMostColumns) - kLaneWidth - 5;
    const Ticks until = shown_until(story);
    const auto column_of = [&](Ticks at) {
        const double part = std::min(seconds_of(at) / seconds_of(until), 1.0);
        return static_cast<std::size_t>(std::lround(part * static_cast<double>(width - 1)));
    };
    for (std::size_t lane = 1; lane < std::min(story.lanes.size(), kMostLanes); ++lane) {
        std::string calls(width, ' ');
        for (const StoryAttempt& attempt : story.attempts) {
            if (attempt.to != lane) continue;
            const std::size_t first = column_of(attempt.begins);
            const std::size_t last = std::max(column_of(std::min(attempt.ends, story.ends)), first + 1);
            calls.replace(first, std::min(last, width) - first, std::min(last, width) - first, sign_of(attempt));
        }
        for (const StoryAttempt& attempt : story.attempts) {
            if (attempt.to != lane || attempt.called_back == kNever || attempt.called_back > story.ends) continue;
            calls[column_of(attempt.called_back)] = attempt.made_contact ? '#' : '<';
        }
        // fmt pads by display width.
        write_line(out, fmt::format("  {:>{}} │{}", cut(scenario.officials[story.lanes[lane]].id, kLaneWidth),
                                    kLaneWidth, calls));
    }
    if (story.lanes.size() > kMostLanes) fmt::print(out, "  and {} more\n", story.lanes.size() - kMostLanes);
    std::vector<std::pair<std::size_t, std::string>> names;
    for (const TimeMark& mark : linear_marks(until, width / 10)) names.emplace_back(column_of(mark.at), mark.name);
    fmt::print(out, "  {:{}}{}\n", "", kLaneWidth + 2, names_below(names, width));
    fmt::print(out, "  {:{}}# contact, > handed over, < called back, - no contact, x dead number or channel\n", "",
               kLaneWidth + 2);
}

}  // namespace hotline
