#include "analysis/report/page_parts.hpp"

#include "analysis/figures.hpp"

namespace hotline {
namespace {

constexpr std::size_t kSeriesName = 100;

}  // namespace

Element Spot::section(std::string_view id, std::string_view heading) const {
    const std::string own = fmt::format("{}{}", prefix, id);
    const Element section = parent.add("section");
    // Landmarks are named alike only once: those of one scenario among several are no landmarks.
    if (level == 2) section.set("aria-labelledby", own);
    section.add(fmt::format("h{}", level).c_str()).set("id", own).name(heading);
    return section;
}

Element Spot::heading(const Element& section, int below, std::string_view words) const {
    const Element made = section.add(fmt::format("h{}", level + below).c_str());
    made.name(words);
    return made;
}

Element add_figure(const Element& section, std::string_view caption) {
    const Element figure = section.add("figure");
    figure.add("figcaption").name(caption);
    return figure;
}

Element add_details(const Element& parent, std::string_view summary) {
    const Element details = parent.add("details");
    details.add("summary", summary);
    return details;
}

void add_key(const Element& parent, std::size_t series) {
    parent.add("svg")
        .set("class", "key " + series_class(series))
        .set("viewBox", "0 0 30 8")
        .set("aria-hidden", "true")
        .add("line")
        .set("class", "curve")
        .set("x1", "0")
        .set("x2", "30")
        .set("y1", "4")
        .set("y2", "4");
}

std::vector<Group> groups_of(const PageScenario& part) {
    std::vector<Group> groups;
    for (std::size_t index = 0; index < part.outcomes.size(); ++index) {
        if (groups.empty() || groups.back().case_index != part.outcomes[index].case_index) {
            groups.push_back({part.outcomes[index].case_index, index, index});
        }
        groups.back().last = index + 1;
    }
    return groups;
}

CurveChart curve_chart(const PageScenario& part, const Group& group, const std::vector<Ticks>& deadlines) {
    const Scenario& scenario = *part.scenario;
    CurveChart chart{"Reach over time: " + case_text(scenario, group.case_index), scenario.horizon, {}, {}};
    std::copy_if(deadlines.begin(), deadlines.end(), std::back_inserter(chart.deadlines),
                 [&](Ticks deadline) { return deadline < scenario.horizon; });
    for (std::size_t index = group.first; index < group.last; ++index) {
        const Outcomes& outcomes = part.outcomes[index];
        chart.series.push_back({cut(scenario.protocols[outcomes.protocol].title, kSeriesName),
                                ReachCurve(outcomes.contact, scenario.horizon)});
    }
    return chart;
}

}  // namespace hotline
