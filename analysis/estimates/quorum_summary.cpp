#include "analysis/estimates/quorum_summary.hpp"

#include <algorithm>
#include <utility>

#include "analysis/drills/quorum_drills.hpp"
#include "analysis/estimates/confidence_sequence.hpp"
#include "models/scenario/horizon.hpp"

namespace hotline {
namespace {

/// The number of cases with contact that a share of the drills reaches: all cases, less a quantile of those without
/// contact.
CasesReached cases_reached(const std::vector<std::uint32_t>& missing, double share, std::size_t cases) {
    const QuantilePlace place(share, missing.size());
    const auto at = [&](std::uint64_t rank) { return cases - missing[rank - 1]; };
    return {at(place.rank), place.around.high ? at(*place.around.high) : 0,
            place.around.low ? at(*place.around.low) : cases};
}

class OfQuorum {
public:
    OfQuorum(const QuorumDrills& drills, bool stopped_by_precision)
        : drills_(drills), stopped_by_precision_(stopped_by_precision) {}

    QuorumSummary summary(Ticks horizon) const {
        QuorumSummary summary{drills_.quorum,
                              drills_.protocols,
                              drills_.cases.size(),
                              drills_.needed,
                              drills_.times.size(),
                              summarise_milestone(drills_.times, horizon),
                              {}};
        summary.time.interval = interval(summary.time.reached);
        for (const Ticks within : usual_deadlines(horizon)) summary.by.push_back(by(within));
        return summary;
    }

private:
    Interval interval(std::uint64_t reached) const {
        return stopped_by_precision_ ? confidence_sequence(reached, drills_.times.size())
                                     : clopper_pearson(reached, drills_.times.size());
    }

    QuorumDeadline by(Ticks within) const {
        const std::size_t cases = drills_.cases.size();
        QuorumDeadline by{within, 0, 0, {}, 0, {}, {}};
        std::vector<double> shares;
        std::vector<std::uint32_t> missing;
        for (const std::uint32_t contacts : contacts_by(drills_.cases, within)) {
            by.reached += contacts >= drills_.needed ? 1 : 0;
            shares.push_back(static_cast<double>(contacts) / static_cast<double>(cases));
            missing.push_back(static_cast<std::uint32_t>(cases) - contacts);
        }
        by.probability = static_cast<double>(by.reached) / static_cast<double>(missing.size());
        by.interval = interval(by.reached);
        const BoundedMean mean(std::move(shares), 1);
        by.mean_share = mean.of.mean();
        by.mean_share_interval = mean.interval;
        std::sort(missing.begin(), missing.end());
        for (std::size_t index = 0; index < kDrillShares.size(); ++index)
            by.cases[index] = cases_reached(missing, kDrillShares[index], cases);
        return by;
    }

    const QuorumDrills& drills_;
    bool stopped_by_precision_;
};

}  // namespace

std::vector<QuorumSummary> summarise_quorums(const Scenario& scenario, const std::vector<Outcomes>& outcomes,
                                             bool stopped_by_precision) {
    std::vector<QuorumSummary> summaries;
    for (const QuorumDrills& drills : quorum_drills(scenario, outcomes)) {
        if (!drills.times.empty())
            summaries.push_back(OfQuorum(drills, stopped_by_precision).summary(scenario.horizon));
    }
    return summaries;
}

}  // namespace hotline
