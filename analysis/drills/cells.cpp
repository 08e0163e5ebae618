#include "analysis/drills/cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "models/base/utf8.hpp"
#include "models/scenario/part_of_week.hpp"

namespace hotline {
namespace {

using std::chrono::days;

constexpr Index kMonths = 12;
constexpr std::array<const char*, kMonths> kMonthNames{"January",   "February", "March",    "April",
                                                       "May",       "June",     "July",     "August",
                                                       "September", "October",  "November", "December"};
constexpr std::array<std::string_view, kKindsOfTime> kKindNames{"working hours", "night", "weekend", "holiday"};

/// Monday 0 … Sunday 6.
unsigned weekday_of(std::chrono::sys_days date) {
    return std::chrono::weekday{date}.iso_encoding() - 1;
}

auto hour_of_day(Instant local) {
    return std::chrono::floor<std::chrono::hours>(local - std::chrono::floor<days>(local)).count();
}

/// A part of a list of cells.
struct Part {
    std::string text;
    std::size_t cells = 0;
};

std::vector<Part> parts_of_hours(const std::vector<Index>& cells) {
    WeekMinutes minutes;
    for (const Index cell : cells) {
        for (std::size_t minute = 0; minute < 60; ++minute) minutes.set(cell * std::size_t{60} + minute);
    }
    if (minutes.all()) return {{"every hour of the week", cells.size()}};
    const std::vector<PartOfWeek> of_week = parts_of_week(minutes);
    std::vector<Part> parts;
    parts.reserve(of_week.size());
    for (const PartOfWeek& part : of_week) parts.push_back({part.text, part.minutes / 60});
    return parts;
}

std::vector<Part> parts_of_months(const std::vector<Index>& cells) {
    std::vector<Part> parts;
    for (std::size_t first = 0; first < cells.size();) {
        std::size_t last = first;
        while (last + 1 < cells.size() && cells[last + 1] == cells[last] + 1) ++last;
        parts.push_back({kMonthNames[cells[first]], last - first + 1});
        if (last > first) parts.back().text += fmt::format(" to {}", kMonthNames[cells[last]]);
        first = last + 1;
    }
    return parts;
}

std::vector<Part> parts_of(const Scenario& scenario, By by, const std::vector<Index>& cells) {
    if (by == By::hour_of_week) return parts_of_hours(cells);
    if (by == By::month) return parts_of_months(cells);
    std::vector<Part> parts;
    parts.reserve(cells.size());
    for (const Index cell : cells) parts.push_back({cell_name(scenario, by, cell), 1});
    return parts;
}

}  // namespace

Index number_of_cells(const Scenario& scenario, By by) {
    if (by == By::hour_of_week) return kHoursOfWeek;
    if (by == By::month) return kMonths;
    const auto parties = static_cast<Index>(scenario.parties.size());
    return by == By::pair ? parties * parties : parties;
}

Index cell_of(By by, Instant local) {
    const auto date = std::chrono::floor<days>(local);
    if (by == By::month) return static_cast<unsigned>(std::chrono::year_month_day{date}.month()) - 1;
    return 24 * weekday_of(date) + static_cast<Index>(hour_of_day(local));
}

std::string cell_name(const Scenario& scenario, By by, Index cell) {
    if (by == By::hour_of_week) return fmt::format("{} {:02}:00", day_name(cell / 24), cell % 24);
    if (by == By::month) return kMonthNames[cell];
    if (by != By::pair) return scenario.parties[cell].id;
    const std::size_t parties = scenario.parties.size();
    return from_to(scenario.parties[cell / parties].id, scenario.parties[cell % parties].id);
}

std::string cells_text(const Scenario& scenario, By by, const std::vector<Index>& cells, std::size_t most) {
    std::vector<Part> parts = parts_of(scenario, by, cells);
    std::size_t rest = 0;
    while (parts.size() > most) {
        // The last of the shortest goes first.
        const auto shortest = std::min_element(parts.rbegin(), parts.rend(),
                                               [](const Part& a, const Part& b) { return a.cells < b.cells; });
        rest += shortest->cells;
        parts.erase(std::next(shortest).base());
    }
    std::string text;
    for (const Part& part : parts) text += (text.empty() ? "" : ", ") + part.text;
    return rest > 0 ? fmt::format("{} and {} more", text, rest) : text;
}

std::string_view name_of(KindOfTime kind) {
    return kKindNames[static_cast<std::size_t>(kind)];
}

KindOfTime kind_of(Instant local, const SpecialDays& special) {
    const auto date = std::chrono::floor<days>(local);
    const auto day = special.find(date);
    if (day != special.end() && day->second) return KindOfTime::holiday;
    if (day == special.end() && weekday_of(date) >= 5) return KindOfTime::weekend;
    const auto hour = hour_of_day(local);
    return hour >= 8 && hour < 18 ? KindOfTime::working_hours : KindOfTime::night;
}

}  // namespace hotline
