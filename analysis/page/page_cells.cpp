// Reach by hour of the week, and by caller and callee.
#include <algorithm>
#include <set>

#include "analysis/page/page_parts.hpp"
#include "analysis/pictures/heat_picture.hpp"
#include "analysis/write/figures.hpp"
#include "models/base/duration.hpp"
#include "models/base/utf8.hpp"
#include "models/scenario/instant_text.hpp"
#include "models/scenario/part_of_week.hpp"

namespace hotline {
namespace {

constexpr std::size_t kDaysOfWeek = 7;
constexpr std::size_t kMostParts = 4;     // of the hours that may be the worst
constexpr std::size_t kMostWorst = 10;    // pairs
constexpr std::size_t kSmallMatrix = 12;  // parties: a table with figures

/// The offsets of the callee's clocks from the caller's within the scenario's window; several if clocks change.
std::set<std::chrono::seconds> clocks_apart(const Scenario& scenario, const Case& played) {
    const std::string& caller = scenario.parties[played.caller].time_zone;
    const std::string& callee = scenario.parties[played.callee].time_zone;
    std::set<std::chrono::seconds> apart;
    for (Instant at = scenario.start_first; at <= scenario.start_last;) {
        const Clocks there = clocks_at(callee, at);
        const Clocks here = clocks_at(caller, at);
        apart.insert(there.ahead - here.ahead);
        at = std::min(there.until, here.until);
    }
    return apart;
}

/// "01 or 02", "04:30": what the caller's clocks show when the callee's show that hour.
std::string caller_hours(int hour, const std::set<std::chrono::seconds>& apart) {
    std::string text;
    for (const std::chrono::seconds ahead : apart) {
        const std::int64_t ahead_by = std::chrono::duration_cast<std::chrono::minutes>(ahead).count();
        const std::int64_t minutes = (std::int64_t{60} * hour - ahead_by + 2880) % 1440;
        text += fmt::format("{}{:02}", text.empty() ? "" : " or ", minutes / 60);
        if (minutes % 60 != 0) text += fmt::format(":{:02}", minutes % 60);
    }
    return text;
}

void add_week(const Element& section, const CellsRun& run, const CellsSummary& summary) {
    const Scenario& scenario = run.scenario;
    const Case& played = scenario.cases[summary.case_index];
    const Party& caller = scenario.parties[played.caller];
    const Party& callee = scenario.parties[played.callee];
    const Element figure = add_figure(section, scenario.protocols[summary.protocol].title);
    const std::set<std::chrono::seconds> offsets = clocks_apart(scenario, played);
    const bool apart = offsets.size() > 1 || *offsets.begin() != std::chrono::seconds{0};
    const Element table = figure.add("table").set("class", "heat");
    table.add("caption", hours_note(run, summary) +
                             (apart ? fmt::format("; beside it the hour in {}", clock_place(caller)) : ""));
    const Element head = table.add("thead").add("tr");
    head.add("th", clock_place(callee)).set("scope", "col");
    for (std::size_t day = 0; day < kDaysOfWeek; ++day) head.add("th", day_name(day)).set("scope", "col");
    if (apart) head.add("th", clock_place(caller)).set("scope", "col");
    std::vector<const CellSummary*> cells(kHoursOfWeek, nullptr);
    for (const CellSummary& cell : summary.cells) cells[cell.cell] = &cell;
    const Element body = table.add("tbody");
    for (int hour = 0; hour < 24; ++hour) {
        const Element row = body.add("tr");
        row.add("th", fmt::format("{:02}:00", hour)).set("scope", "row");
        for (std::size_t day = 0; day < kDaysOfWeek; ++day) {
            const CellSummary* cell = cells[24 * day + static_cast<std::size_t>(hour)];
            if (cell) {
                row.add("td", grid_percent(cell->reach)).set("class", shade(cell->reach));
            } else {
                row.add("td", "–").set("class", kUnplayed);
            }
        }
        if (apart) row.add("td", "other", caller_hours(hour, offsets));
    }
    if (summary.cells.size() == 1) return;
    if (summary.worst.candidates.size() == summary.cells.size()) {
        figure.add(
            "p", fmt::format("Any hour may be the worst; reach of the worst: {}.", range_text(summary.worst.reach)));
    } else {
        const CellSummary& worst = summary.cells[summary.worst.index];
        std::string text = fmt::format("The worst hour is {}: {}.", cell_name(scenario, By::hour_of_week, worst.cell),
                                       probability_text(worst.reach, worst.together));
        if (!summary.worst.is_certain()) {
            std::vector<Index> candidates;
            for (const std::size_t index : summary.worst.candidates) candidates.push_back(summary.cells[index].cell);
            text += fmt::format(" The true worst hour may be any of {}; reach of the worst: {}.",
                                cells_text(scenario, By::hour_of_week, candidates, kMostParts),
                                range_text(summary.worst.reach));
        }
        figure.add("p", text);
    }
}

std::string pair_text(const Scenario& scenario, Index pair) {
    const std::size_t parties = scenario.parties.size();
    return from_to(scenario.parties[pair / parties].name, scenario.parties[pair % parties].name);
}

void add_small_matrix(const Element& figure, const Scenario& scenario, const CellsSummary& pairs) {
    const std::size_t parties = scenario.parties.size();
    std::vector<const CellSummary*> cells(parties * parties, nullptr);
    for (const CellSummary& cell : pairs.cells) cells[cell.cell] = &cell;
    const Element table = figure.add("table").set("class", "heat");
    table.add("caption", "% of drills in which the row’s party reaches the column’s");
    const Element head = table.add("thead").add("tr");
    head.add("td", "");
    for (const Party& party : scenario.parties) head.add("th").set("scope", "col").name(party.id);
    const Element body = table.add("tbody");
    for (std::size_t from = 0; from < parties; ++from) {
        const Element row = body.add("tr");
        row.add("th").set("scope", "row").name(scenario.parties[from].id);
        for (std::size_t to = 0; to < parties; ++to) {
            const CellSummary* cell = cells[from * parties + to];
            if (cell) {
                row.add("td", grid_percent(cell->reach)).set("class", shade(cell->reach));
            } else {
                row.add("td", from == to ? "" : "–").set("class", kUnplayed);
            }
        }
    }
}

void add_groups(const Element& figure, const Scenario& scenario, const PairsSummary& summary) {
    if (scenario.groups.size() < 2) return;
    std::vector<std::string> heads{"from, to"};
    heads.insert(heads.end(), scenario.groups.begin(), scenario.groups.end());
    Table table(figure, "Mean reach from group to group, %", heads);
    for (std::size_t from = 0; from < scenario.groups.size(); ++from) {
        table.row(scenario.groups[from]);
        for (const auto& reach : summary.groups[from]) table.cell(reach ? percent(*reach) : "–");
    }
}

void add_worst_pairs(const Element& figure, const Scenario& scenario, const CellsSummary& pairs) {
    std::vector<const CellSummary*> order;
    for (const CellSummary& cell : pairs.cells) order.push_back(&cell);
    std::stable_sort(order.begin(), order.end(),
                     [](const CellSummary* a, const CellSummary* b) { return a->reach < b->reach; });
    order.resize(std::min(order.size(), kMostWorst));
    Table table(figure, "The worst pairs", {"pair", "reach (all pairs together 95 %)", "half by"});
    for (const CellSummary* cell : order) {
        table.row(pair_text(scenario, cell->cell))
            .cell(probability_text(cell->reach, cell->together))
            .cell(time_text(cell->median.value));
    }
}

/// The script's data on the pair under the pointer.
Json matrix_json(const Scenario& scenario, const CellsSummary& pairs, const std::string& id) {
    const std::size_t parties = scenario.parties.size();
    Json names = Json::array();
    for (const Party& party : scenario.parties) names.push_back(party.name);
    Json rows = Json::array_t(parties, Json(Json::array_t(parties)));
    for (const CellSummary& cell : pairs.cells)
        rows[cell.cell / parties][cell.cell % parties] = percent(cell.reach) + " %";
    const auto [margin, side] = matrix_frame(scenario);
    return {{"id", id}, {"margin", margin}, {"side", side}, {"names", std::move(names)}, {"texts", std::move(rows)}};
}

}  // namespace

void add_hours(const Spot& spot, const PageScenario& part) {
    if (!part.by_hour) return;
    const Scenario& scenario = *part.scenario;
    const Element section = spot.section("hours", "When it works");
    section.add("p",
                fmt::format("The share of emergencies in which somebody with authority is reached within {}, by the "
                            "hour of the week in which they begin. Every hour has drills of its own.",
                            duration_text(part.by_hour->within)));
    add_shades(section);
    Index last = kNone;
    Element weeks = section;
    for (const CellsSummary& summary : part.by_hour->cases) {
        if (summary.case_index != last) {
            if (groups_of(part.outcomes).size() > 1)
                spot.heading(section, 1, case_text(scenario, summary.case_index));
            weeks = section.add("div").set("class", "weeks");
        }
        last = summary.case_index;
        add_week(weeks, *part.by_hour, summary);
    }
}

void add_pairs(const Spot& spot, const PageScenario& part) {
    if (!part.summary.pairs) return;
    const Scenario& scenario = *part.scenario;
    const PairsRun& run = *part.summary.pairs;
    const Element section = spot.section("pairs", "Who reaches whom");
    section.add("p", fmt::format("The share of emergencies in which contact is made within {}, for every caller and "
                                 "callee.",
                                 duration_text(run.pairs.within)));
    add_shades(section);
    for (std::size_t index = 0; index < run.protocols.size(); ++index) {
        const CellsSummary& pairs = run.pairs.cases[index];
        const std::string& title = scenario.protocols[pairs.protocol].title;
        const std::string id = fmt::format("{}matrix-{}", spot.prefix, index);
        const Element figure = add_figure(section, title).set("id", id);
        figure.add("p", fmt::format("{}, the mean of {}.", probability_text(pairs.reach, pairs.interval),
                                    counted(pairs.cells.size(), "pair")));
        if (scenario.parties.size() <= kSmallMatrix) {
            add_small_matrix(figure, scenario, pairs);
        } else {
            draw_matrix(figure, scenario, pairs, title);
            spot.data["matrices"].push_back(matrix_json(scenario, pairs, id));
        }
        add_groups(figure, scenario, run.protocols[index]);
        add_worst_pairs(figure, scenario, pairs);
    }
}

}  // namespace hotline
