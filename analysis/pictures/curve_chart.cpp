#include "analysis/pictures/curve_chart.hpp"

#include <algorithm>
#include <iterator>

#include "analysis/write/figures.hpp"

namespace hotline {
namespace {

constexpr std::size_t kSeriesName = 100;

}  // namespace

Ticks CurveChart::least() const {
    Ticks earliest = horizon;
    for (const Series& one : series) earliest = std::min(earliest, one.curve.earliest());
    return log_begin(earliest, horizon);
}

std::vector<Group> groups_of(const std::vector<Outcomes>& outcomes) {
    std::vector<Group> groups;
    for (std::size_t index = 0; index < outcomes.size(); ++index) {
        if (groups.empty() || groups.back().case_index != outcomes[index].case_index) {
            groups.push_back({outcomes[index].case_index, index, index});
        }
        groups.back().last = index + 1;
    }
    return groups;
}

CurveChart curve_chart(const Scenario& scenario, const std::vector<Outcomes>& outcomes, const Group& group,
                       const std::vector<Ticks>& deadlines) {
    CurveChart chart{"Reach over time: " + case_text(scenario, group.case_index), scenario.horizon, {}, {}};
    std::copy_if(deadlines.begin(), deadlines.end(), std::back_inserter(chart.deadlines),
                 [&](Ticks deadline) { return deadline < scenario.horizon; });
    for (std::size_t index = group.first; index < group.last; ++index) {
        const Outcomes& played = outcomes[index];
        chart.series.push_back({cut(scenario.protocols[played.protocol].title, kSeriesName),
                                ReachCurve(played.contact, scenario.horizon)});
    }
    return chart;
}

}  // namespace hotline
