// Curves of reach beside each other: the protocols of one case.
#pragma once

#include <string>
#include <vector>

#include "analysis/drills/outcome.hpp"
#include "analysis/pictures/curve.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

/// Curves in one chart, all with one horizon.
struct CurveChart {
    struct Series {
        std::string name;
        ReachCurve curve;
    };
    std::string title;
    Ticks horizon{0};
    std::vector<Ticks> deadlines;  // in order
    std::vector<Series> series;

    std::vector<ReachCurve> curves() const;
    /// Where a logarithmic axis of its time begins.
    Ticks least() const { return log_begin(curves(), horizon); }
};

/// The protocols of one case, which stand together: [first, last) of a run's outcomes.
struct Group {
    Index case_index = kNone;
    std::size_t first = 0;
    std::size_t last = 0;
};
std::vector<Group> groups_of(const std::vector<Outcomes>& outcomes);

/// Deadlines at the horizon or behind it are left out.
CurveChart curve_chart(const Scenario& scenario, const std::vector<Outcomes>& outcomes, const Group& group,
                       const std::vector<Ticks>& deadlines);

}  // namespace hotline
