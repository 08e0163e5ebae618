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
        /// Where the curve lies in 95 % of worlds of values, at some times in order; empty without doubts.
        std::vector<CurvePoint> worlds{};
    };
    std::string title;
    Ticks horizon{0};
    std::vector<Ticks> deadlines;  // in order
    std::vector<Series> series;
    std::string of = "contact";  // what comes about; or "quorum"

    /// The start of its logarithmic time axis.
    Ticks least() const;
};

/// What belongs together in a run: [first, last) of its outcomes or of its quorums' drills.
struct Group {
    Index of = kNone;  // the case, or the quorum
    std::size_t first = 0;
    std::size_t last = 0;
};
/// The outcomes of each case, one for each protocol.
std::vector<Group> groups_of(const std::vector<Outcomes>& outcomes);
/// The drills of each quorum, one for each line-up.
std::vector<Group> groups_of(const std::vector<QuorumDrills>& drills);

/// Both leave out deadlines at or after the horizon.
CurveChart curve_chart(const Scenario& scenario, const std::vector<Outcomes>& outcomes, const Group& group,
                       const std::vector<Ticks>& deadlines);
CurveChart curve_chart(const Scenario& scenario, const std::vector<QuorumDrills>& drills, const Group& group,
                       const std::vector<Ticks>& deadlines);

}  // namespace hotline
