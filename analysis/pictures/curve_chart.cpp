#include "analysis/pictures/curve_chart.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "analysis/write/figures.hpp"

namespace hotline {
namespace {

constexpr std::size_t kSeriesName = 100;

CurveChart empty_chart(const Scenario& scenario, std::string title, std::string of,
                       const std::vector<Ticks>& deadlines) {
    CurveChart chart{std::move(title), scenario.horizon, {}, {}, std::move(of)};
    std::copy_if(deadlines.begin(), deadlines.end(), std::back_inserter(chart.deadlines),
                 [&](Ticks deadline) { return deadline < scenario.horizon; });
    return chart;
}

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
    CurveChart chart =
        empty_chart(scenario, "Reach over time: " + case_text(scenario, group.case_index), "contact", deadlines);
    for (std::size_t index = group.first; index < group.last; ++index) {
        const Outcomes& played = outcomes[index];
        chart.series.push_back({cut(scenario.protocols[played.protocol].title, kSeriesName),
                                ReachCurve(played.contact, scenario.horizon)});
    }
    return chart;
}

std::vector<QuorumGroup> groups_of(const std::vector<QuorumDrills>& drills) {
    std::vector<QuorumGroup> groups;
    for (std::size_t index = 0; index < drills.size(); ++index) {
        if (groups.empty() || groups.back().quorum != drills[index].quorum)
            groups.push_back({drills[index].quorum, index, index});
        groups.back().last = index + 1;
    }
    return groups;
}

CurveChart curve_chart(const Scenario& scenario, const std::vector<QuorumDrills>& drills, const QuorumGroup& group,
                       const std::vector<Ticks>& deadlines) {
    CurveChart chart =
        empty_chart(scenario, "Quorum over time: " + scenario.quorums[group.quorum].title, "quorum", deadlines);
    for (std::size_t index = group.first; index < group.last; ++index) {
        const QuorumDrills& played = drills[index];
        const std::string name = played.protocols.size() == 1 ? scenario.protocols[played.protocols.front()].title
                                                              : protocols_text(scenario, played.protocols, " and ");
        chart.series.push_back({cut(name, kSeriesName), ReachCurve(played.times, scenario.horizon)});
    }
    return chart;
}

}  // namespace hotline
