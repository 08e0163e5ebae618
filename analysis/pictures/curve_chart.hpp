// The curves of reach of the protocols of one case, and of a quorum.
#pragma once

#include <string>
#include <vector>

#include "analysis/drills/outcome.hpp"
#include "analysis/drills/quorum_drills.hpp"
#include "analysis/pictures/curve.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

/// The curves of one chart, with the same horizon.
struct CurveChart {
    struct Series {
        std::string name;
        ReachCurve curve;
    };
    std::string title;
    Ticks horizon{0};
    std::vector<Ticks> deadlines;  // in order
    std::vector<Series> series;
    std::string of = "contact";  // what comes about; or "quorum"

    /// The start of its logarithmic time axis.
    Ticks least() const;
};

/// The consecutive outcomes of one case, one for each protocol: [first, last) of a run's outcomes.
struct Group {
    Index case_index = kNone;
    std::size_t first = 0;
    std::size_t last = 0;
};
std::vector<Group> groups_of(const std::vector<Outcomes>& outcomes);

/// Leaves out deadlines at or after the horizon.
CurveChart curve_chart(const Scenario& scenario, const std::vector<Outcomes>& outcomes, const Group& group,
                       const std::vector<Ticks>& deadlines);

/// The consecutive drills of one quorum, one for each line-up: [first, last) of a run's drills.
struct QuorumGroup {
    Index quorum = kNone;
    std::size_t first = 0;
    std::size_t last = 0;
};
std::vector<QuorumGroup> groups_of(const std::vector<QuorumDrills>& drills);
CurveChart curve_chart(const Scenario& scenario, const std::vector<QuorumDrills>& drills, const QuorumGroup& group,
                       const std::vector<Ticks>& deadlines);

}  // namespace hotline
