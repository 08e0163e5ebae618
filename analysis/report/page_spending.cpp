// Where the time goes: the mean time within the horizon, cut by what it was spent on.
#include <algorithm>

#include "analysis/figures.hpp"
#include "analysis/report/page_parts.hpp"
#include "models/duration.hpp"

namespace hotline {
namespace {

double mean_of(Ticks total, std::size_t drills) {
    return seconds_of(total) / static_cast<double>(drills);
}

std::string mean_text(Ticks total, std::size_t drills) {
    return total == Ticks{0} ? "–" : seconds_text(mean_of(total, drills));
}

Ticks both(const Spending& spending, std::size_t spent) {
    return spending.own[spent] + spending.further[spent];
}

/// A bar for each series, cut into its parts; the parts are named by letters, and beneath in words.
void draw(const Element& parent, Width width, const std::string& title, const std::vector<std::string>& names,
          const std::vector<std::vector<double>>& parts, const std::vector<std::string>& letters) {
    const double bar = 34;
    const double each = 70;
    const Picture picture(parent, width, each * static_cast<double>(names.size()) + 6, title,
                          "Bars as long as the mean time, cut into what it was spent on; the table has the figures.");
    double longest = 1;
    std::vector<double> totals;
    for (const std::vector<double>& series : parts) {
        double total = 0;
        for (const double part : series) total += part;
        totals.push_back(total);
        longest = std::max(longest, total);
    }
    for (std::size_t index = 0; index < names.size(); ++index) {
        const double top = each * static_cast<double>(index);
        const std::string tail = " – " + seconds_text(totals[index]);
        picture.text("label", 0, top + 16, Anchor::start,
                     fitting(names[index], picture.width() - text_width(tail)) + tail);
        double x = 0;
        for (std::size_t part = 0; part < letters.size(); ++part) {
            const double length = parts[index][part] / longest * (picture.width() - 1);
            if (length <= 0) continue;
            picture.rect(fmt::format("part p{}", part + 1).c_str(), x, top + 24, length, bar)
                .add("title", fmt::format("{}: {}", letters[part], seconds_text(parts[index][part])));
            if (length >= 16) {
                picture.text(fmt::format("letter p{}", part + 1).c_str(), x + length / 2, top + 24 + bar / 2 + 5,
                             Anchor::middle, letters[part]);
            }
            x += length;
        }
    }
}

}  // namespace

void add_spending(const Spot& spot, const PageScenario& part) {
    if (part.tallies.empty()) return;
    const Scenario& scenario = *part.scenario;
    const Element section = spot.section("time", "Where the time goes");
    section.add("p",
                "The mean time until contact, or until the horizon where there was none, along the calls that led to "
                "contact, or along what the caller did himself. The parts add up to the mean.");
    for (const Group& group : groups_of(part)) {
        const Element figure = add_figure(section, case_text(scenario, group.case_index));
        std::vector<std::size_t> kinds;
        for (std::size_t spent = 0; spent < kSpent; ++spent) {
            const bool any = std::any_of(part.tallies.begin() + static_cast<std::ptrdiff_t>(group.first),
                                         part.tallies.begin() + static_cast<std::ptrdiff_t>(group.last),
                                         [&](const Tally& tally) { return both(tally.spending, spent) > Ticks{0}; });
            if (any) kinds.push_back(spent);
        }
        std::vector<std::string> letters;
        std::vector<std::string> names;
        std::vector<std::vector<double>> parts;
        std::vector<std::string> heads{"spent on"};
        for (std::size_t kind = 0; kind < kinds.size(); ++kind)
            letters.emplace_back(1, static_cast<char>('A' + kind));
        for (std::size_t index = group.first; index < group.last; ++index) {
            names.push_back(scenario.protocols[part.outcomes[index].protocol].title);
            heads.push_back(names.back());
            heads.push_back("of which behind a hand-over");
            std::vector<double>& of_one = parts.emplace_back();
            for (const std::size_t kind : kinds) {
                of_one.push_back(mean_of(both(part.tallies[index].spending, kind), part.outcomes[index].size()));
            }
        }
        const std::string title = "Where the time goes: " + case_text(scenario, group.case_index);
        draw(figure, Width::wide, title, names, parts, letters);
        draw(figure, Width::narrow, title, names, parts, letters);
        Table table(figure, "Mean time within the horizon", heads);
        for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
            const Element heading = table.row();
            heading.add("span", letters[kind]).set("class", fmt::format("letter-key p{}", kind + 1));
            heading.text(std::string(name_of(static_cast<Spent>(kinds[kind]))));
            for (std::size_t index = group.first; index < group.last; ++index) {
                const Spending& spending = part.tallies[index].spending;
                const std::size_t drills = part.outcomes[index].size();
                table.cell(mean_text(both(spending, kinds[kind]), drills));
                table.cell(mean_text(spending.further[kinds[kind]], drills));
            }
        }
        table.row("together");
        for (std::size_t index = group.first; index < group.last; ++index) {
            table.cell(seconds_text(part.summary.cases[index].contact.mean_within_horizon)).cell("");
        }
    }
}

}  // namespace hotline
