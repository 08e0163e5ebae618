// Where the time goes: the mean time within the horizon, divided by what it was spent on.
#include <algorithm>

#include "analysis/page/page_parts.hpp"
#include "analysis/pictures/picture.hpp"
#include "analysis/write/figures.hpp"
#include "models/base/duration.hpp"
#include "models/base/utf8.hpp"

namespace hotline {
namespace {

double mean_of(TickSum total, std::size_t drills) {
    return static_cast<double>(total.count()) / 1024 / static_cast<double>(drills);
}

std::string mean_text(TickSum total, std::size_t drills) {
    return total == TickSum{0} ? "–" : seconds_text(mean_of(total, drills));
}

TickSum both(const Spending& spending, std::size_t spent) {
    return spending.own[spent] + spending.further[spent];
}

/// The protocols of one case: bars divided into parts, labelled by letters, with a legend in words.
struct SpendingChart {
    std::string title;
    std::vector<std::size_t> kinds;  // that any of them spent time on
    struct Bar {
        std::string name;
        const Spending* spending;
        std::size_t drills;

        double seconds(std::size_t kind) const { return mean_of(both(*spending, kind), drills); }
        double total() const { return mean_of(spending->total(), drills); }
    };
    std::vector<Bar> bars;

    static std::string letter(std::size_t place) { return std::string(1, static_cast<char>('A' + place)); }
};

SpendingChart spending_chart(const PageScenario& part, const Group& group) {
    const Scenario& scenario = *part.scenario;
    SpendingChart chart{"Where the time goes: " + case_text(scenario, group.of), {}, {}};
    for (std::size_t index = group.first; index < group.last; ++index) {
        const Outcomes& outcomes = part.outcomes[index];
        chart.bars.push_back(
            {scenario.protocols[outcomes.protocol].title, &part.tallies[index].spending, outcomes.size()});
    }
    for (std::size_t kind = 0; kind < kSpent; ++kind) {
        const bool any = std::any_of(chart.bars.begin(), chart.bars.end(), [&](const SpendingChart::Bar& bar) {
            return both(*bar.spending, kind) > TickSum{0};
        });
        if (any) chart.kinds.push_back(kind);
    }
    return chart;
}

void draw(const Element& parent, Width width, const SpendingChart& chart) {
    constexpr double kEach = 70;
    constexpr double kTop = 24;
    constexpr double kBar = 34;
    constexpr double kRoomForLetter = 16;
    const Picture picture(parent, width, kEach * static_cast<double>(chart.bars.size()) + 6, chart.title,
                          "Each bar is the mean time, divided by what it was spent on; the table has the figures.");
    double longest = 1;
    for (const SpendingChart::Bar& bar : chart.bars) longest = std::max(longest, bar.total());
    double top = 0;
    for (const SpendingChart::Bar& bar : chart.bars) {
        const std::string tail = " – " + seconds_text(bar.total());
        picture.text("label", 0, top + 16, Anchor::start,
                     isolated(fitting(bar.name, picture.width() - text_width(tail))) + tail);
        double x = 0;
        for (std::size_t place = 0; place < chart.kinds.size(); ++place) {
            const double length = bar.seconds(chart.kinds[place]) / longest * (picture.width() - 1);
            if (length <= 0) continue;
            picture.rect(fmt::format("part p{}", place + 1).c_str(), x, top + kTop, length, kBar)
                .add("title", fmt::format("{}: {}", name_of(static_cast<Spent>(chart.kinds[place])),
                                          seconds_text(bar.seconds(chart.kinds[place]))));
            if (length >= kRoomForLetter) {
                picture.text(fmt::format("letter p{}", place + 1).c_str(), x + length / 2, top + kTop + kBar / 2 + 5,
                             Anchor::middle, SpendingChart::letter(place));
            }
            x += length;
        }
        top += kEach;
    }
}

void add_table(const Element& figure, const SpendingChart& chart) {
    std::vector<std::string> heads{"spent on"};
    for (const SpendingChart::Bar& bar : chart.bars) heads.push_back(bar.name);
    Table table(figure, "Mean time within the horizon", heads);
    for (std::size_t place = 0; place < chart.kinds.size(); ++place) {
        const std::size_t kind = chart.kinds[place];
        const Element heading = table.row();
        heading.add("span", SpendingChart::letter(place)).set("class", fmt::format("letter-key p{}", place + 1));
        heading.text(name_of(static_cast<Spent>(kind)));
        for (const SpendingChart::Bar& bar : chart.bars) {
            const Element cell = table.cell_of("number");
            cell.text(mean_text(both(*bar.spending, kind), bar.drills));
            if (bar.spending->further[kind] > TickSum{0}) {
                cell.add("small", mean_text(bar.spending->further[kind], bar.drills) + " after a hand-over");
            }
        }
    }
    table.row("together");
    for (const SpendingChart::Bar& bar : chart.bars) table.cell(seconds_text(bar.total()));
}

Json chart_json(const SpendingChart& chart) {
    Json kinds = Json::array();
    for (const std::size_t kind : chart.kinds) kinds.push_back(name_of(static_cast<Spent>(kind)));
    Json series = Json::array();
    for (const SpendingChart::Bar& bar : chart.bars) {
        Json seconds = Json::array();
        for (const std::size_t kind : chart.kinds) seconds.push_back(bar.seconds(kind));
        series.push_back({{"name", bar.name}, {"seconds", std::move(seconds)}});
    }
    return {{"kinds", std::move(kinds)}, {"series", std::move(series)}};
}

}  // namespace

void add_spending(const Spot& spot, const PageScenario& part) {
    if (part.tallies.empty()) return;
    const Element section = spot.section("time", "Where the time goes");
    section.add(
        "p",
        "How the mean time until contact, or until the horizon without contact, was spent. A drill with contact "
        "follows the calls that led to it; a drill without contact follows the caller. The parts add up to the mean. "
        "They are averages of the drills played, without intervals; the interval of the mean is beside the answer.");
    for (const Group& group : groups_of(part.outcomes)) {
        const SpendingChart chart = spending_chart(part, group);
        const Element figure = add_figure(section, case_text(*part.scenario, group.of));
        draw(figure, Width::wide, chart);
        draw(figure, Width::narrow, chart);
        add_table(figure, chart);
        spot.data["spending"].push_back(chart_json(chart));
    }
}

}  // namespace hotline
