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

template <class Played>
std::vector<Group> consecutive(const std::vector<Played>& all, Index Played::*of) {
    std::vector<Group> groups;
    for (std::size_t index = 0; index < all.size(); ++index) {
        if (groups.empty() || groups.back().of != all[index].*of) groups.push_back({all[index].*of, index, index});
        groups.back().last = index + 1;
    }
    return groups;
}

}  // namespace

Ticks CurveChart::least() const {
    Ticks earliest = horizon;
    for (const Series& one : series) earliest = std::min(earliest, one.curve.earliest());
    return log_begin(earliest, horizon);
}

std::vector<Group> groups_of(const std::vector<Outcomes>& outcomes) {
    return consecutive(outcomes, &Outcomes::case_index);
}

std::vector<Group> groups_of(const std::vector<QuorumDrills>& drills) {
    return consecutive(drills, &QuorumDrills::quorum);
}

CurveChart curve_chart(const Scenario& scenario, const std::vector<Outcomes>& outcomes, const Group& group,
                       const std::vector<Ticks>& deadlines) {
    CurveChart chart =
        empty_chart(scenario, "Reach over time: " + case_text(scenario, group.of), "contact", deadlines);
    for (std::size_t index = group.first; index < group.last; ++index) {
        const Outcomes& played = outcomes[index];
        chart.series.push_back({cut(scenario.protocols[played.protocol].title, kSeriesName),
                                ReachCurve(played.contact, scenario.horizon)});
    }
    return chart;
}

CurveChart curve_chart(const Scenario& scenario, const std::vector<QuorumDrills>& drills, const Group& group,
                       const std::vector<Ticks>& deadlines) {
    CurveChart chart =
        empty_chart(scenario, "Quorum over time: " + scenario.quorums[group.of].title, "quorum", deadlines);
    for (std::size_t index = group.first; index < group.last; ++index) {
        const QuorumDrills& played = drills[index];
        chart.series.push_back(
            {cut(line_up_text(scenario, played.protocols), kSeriesName), ReachCurve(played.times, scenario.horizon)});
    }
    return chart;
}

}  // namespace hotline
