#include "analysis/pictures/heat_picture.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "analysis/write/figures.hpp"
#include "models/base/duration.hpp"
#include "models/scenario/instant_text.hpp"
#include "models/scenario/part_of_week.hpp"

namespace hotline {
namespace {

constexpr int kShades = 10;
constexpr std::size_t kMostNames = 60;  // of parties beside a matrix

}  // namespace

std::string shade(double share) {
    return fmt::format("h{}", static_cast<int>(std::floor(share * kShades)));
}

std::string hours_note(const CellsRun& run, const CellsSummary& summary) {
    const Party& callee = run.scenario.parties[run.scenario.cases[summary.case_index].callee];
    std::uint64_t least = summary.cells.front().drills;
    std::uint64_t most = least;
    for (const CellSummary& cell : summary.cells) {
        least = std::min(least, cell.drills);
        most = std::max(most, cell.drills);
    }
    const std::string drills = least == most ? counted(least, "drill") : fmt::format("{} to {} drills", least, most);
    return fmt::format("% reached within {}, by the hour in {}; {} an hour", duration_text(run.within),
                       clock_place(callee), drills);
}

void draw_hours(const Element& parent, Width width, const CellsRun& run, const CellsSummary& summary,
                const std::string& title) {
    constexpr double kRow = 20;
    constexpr double kTop = 44;
    constexpr double kLeft = 46;
    const std::string note = hours_note(run, summary);
    const Picture picture(parent, width, kTop + 24 * kRow + 4, title, note);
    picture.text("axis-name", 0, 15, Anchor::start, fitting(note, picture.width(), kTickSize));
    const double column = (picture.width() - kLeft) / 7;
    for (std::size_t day = 0; day < 7; ++day) {
        picture.text("tick", kLeft + (static_cast<double>(day) + 0.5) * column, 35, Anchor::middle, day_name(day));
    }
    for (int hour = 0; hour < 24; hour += 2) {
        picture.text("tick", kLeft - 8, kTop + (hour + 0.7) * kRow, Anchor::end, fmt::format("{:02}:00", hour));
    }
    std::vector<const CellSummary*> cells(kHoursOfWeek, nullptr);
    for (const CellSummary& cell : summary.cells) cells[cell.cell] = &cell;
    for (std::size_t place = 0; place < kHoursOfWeek; ++place) {
        const CellSummary* cell = cells[place];
        const std::size_t day = place / 24;
        const double x = kLeft + static_cast<double>(day) * column;
        const double y = kTop + static_cast<double>(place % 24) * kRow;
        const std::string css = cell ? shade(cell->reach) : kUnplayed;
        picture.rect(("cell " + css).c_str(), x + 1, y + 1, column - 2, kRow - 2);
        picture.text(("share " + css).c_str(), x + column / 2, y + 14.5, Anchor::middle,
                     cell ? grid_percent(cell->reach) : "–");
    }
}

MatrixFrame matrix_frame(const Scenario& scenario) {
    const double margin = scenario.parties.size() <= kMostNames ? 64 : 26;
    return {margin, Picture::width_of(Width::wide) - margin};
}

void draw_matrix(const Element& parent, const Scenario& scenario, const CellsSummary& pairs,
                 const std::string& title) {
    const std::size_t parties = scenario.parties.size();
    const bool named = parties <= kMostNames;
    const auto [margin, side] = matrix_frame(scenario);
    const double cell = side / static_cast<double>(parties);
    const Picture picture(parent, Width::any, margin + side, title,
                          "Share of drills in which a row's party reaches a column's.");
    picture.text("tick", margin + side / 2, 12, Anchor::middle, "who is called");
    picture.text("tick", -margin - side / 2, 12, Anchor::middle, "who calls").set("transform", "rotate(-90)");
    for (std::size_t index = 0; named && index < parties; ++index) {
        const double middle = margin + (static_cast<double>(index) + 0.5) * cell;
        const std::string name = fitting(scenario.parties[index].id, margin - 24, kTickSize);
        picture.text("tick", margin - 5, middle + 4, Anchor::end, name);
        picture.text("tick", -margin + 5, middle + 4, Anchor::start, name).set("transform", "rotate(-90)");
    }
    // Cells that are not played, including a party's calls to itself, are drawn below the rest.
    picture.rect("cell unplayed", margin, margin, side, side);
    // Adjacent cells of one shade are one stroke: a hundred thousand rectangles would be too many.
    std::map<std::string, std::string> strokes;
    for (auto first = pairs.cells.begin(); first != pairs.cells.end();) {
        const std::size_t row = first->cell / parties;
        const std::string css = shade(first->reach);
        auto last = first;
        while (std::next(last) != pairs.cells.end() && std::next(last)->cell == last->cell + 1 &&
               std::next(last)->cell / parties == row && shade(std::next(last)->reach) == css)
            ++last;
        strokes[css] += fmt::format("M{} {}.5h{}", first->cell % parties, row, last->cell - first->cell + 1);
        first = std::next(last);
    }
    for (const auto& [css, data] : strokes) {
        picture.path("stroke " + css, data)
            .set("transform", fmt::format("translate({0} {0}) scale({1:.4f})", margin, cell));
    }
}

void add_shades(const Element& parent) {
    const Element list = parent.add("ul").set("class", "shades").set("aria-label", "Shades");
    for (int tenth = 0; tenth < kShades; ++tenth) {
        list.add("li", fmt::format("{}–{} %", 10 * tenth, 10 * (tenth + 1))).set("class", fmt::format("h{}", tenth));
    }
    list.add("li", "all").set("class", "h10");
    list.add("li", "not played").set("class", kUnplayed);
}

}  // namespace hotline
