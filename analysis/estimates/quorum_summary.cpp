#include "analysis/estimates/quorum_summary.hpp"

#include <algorithm>
#include <utility>

#include "analysis/drills/quorum_drills.hpp"
#include "models/scenario/horizon.hpp"

namespace hotline {
namespace {

/// The number of cases with contact that a share of the drills reaches: all cases, less a quantile of those without
/// contact.
CasesReached cases_reached(const std::vector<std::uint32_t>& missing, double share, std::size_t cases,
                           double confidence) {
    const QuantilePlace place(share, missing.size(), confidence);
    const auto at = [&](std::uint64_t rank) { return cases - missing[rank - 1]; };
    return {at(place.rank), place.around.high ? at(*place.around.high) : 0,
            place.around.low ? at(*place.around.low) : cases};
}

class OfQuorum {
public:
    OfQuorum(QuorumDrills drills, const std::optional<FixedWidth>& stopping, const std::vector<EvenStart>* even)
        : drills_(std::move(drills)),
          stopping_(stopping),
          confidence_(stopping ? stopping->at_each_look() : kConfidence),
          even_(even) {
        if (stopping_) drills_.times.resize(stopping_->stop(drills_.times).value_or(drills_.times.size()));
    }

    QuorumSummary summary(Ticks horizon) const {
        OfDrills of_drills(drills_.times.size(), confidence_, MeanIntervals::all, even_);
        QuorumSummary summary{drills_.quorum,
                              drills_.protocols,
                              drills_.cases.size(),
                              drills_.needed,
                              drills_.times.size(),
                              summarise_milestone(drills_.times, horizon, of_drills),
                              {}};
        if (stopping_) summary.time.interval = FixedWidth::interval(summary.time.reached, drills_.times.size());
        for (const Ticks within : usual_deadlines(horizon)) summary.by.push_back(by(within));
        return summary;
    }

private:
    QuorumDeadline by(Ticks within) const {
        const std::size_t cases = drills_.cases.size();
        QuorumDeadline by{within, 0, 0, {}, 0, {}, {}};
        std::vector<double> met;  // of even starts
        std::vector<double> shares;
        std::vector<std::uint32_t> missing;
        std::vector<std::uint32_t> by_drill = contacts_by(drills_.cases, within);
        by_drill.resize(drills_.times.size());
        for (const std::uint32_t contacts : by_drill) {
            by.reached += contacts >= drills_.needed ? 1 : 0;
            if (even_) met.push_back(contacts >= drills_.needed ? 1 : 0);
            shares.push_back(static_cast<double>(contacts) / static_cast<double>(cases));
            missing.push_back(static_cast<std::uint32_t>(cases) - contacts);
        }
        by.probability = static_cast<double>(by.reached) / static_cast<double>(missing.size());
        by.interval = even_ ? EvenBets(met, *even_, 0, 1).interval()
                            : clopper_pearson(by.reached, drills_.times.size(), confidence_);
        const BoundedMean mean(std::move(shares), 1, confidence_, MeanIntervals::all, even_);
        by.mean_share = mean.of.mean();
        by.mean_share_interval = mean.interval.value();
        std::sort(missing.begin(), missing.end());
        for (std::size_t index = 0; index < kDrillShares.size(); ++index)
            by.cases[index] = cases_reached(missing, kDrillShares[index], cases, confidence_);
        return by;
    }

    QuorumDrills drills_;
    const std::optional<FixedWidth>& stopping_;
    double confidence_;
    const std::vector<EvenStart>* even_;
};

}  // namespace

std::vector<QuorumSummary> summarise_quorums(const Scenario& scenario, const std::vector<Outcomes>& outcomes,
                                             const std::optional<FixedWidth>& stopping,
                                             const std::vector<EvenStart>* even) {
    std::vector<QuorumSummary> summaries;
    for (const QuorumDrills& drills : quorum_drills(scenario, outcomes)) {
        if (!drills.times.empty()) summaries.push_back(OfQuorum(drills, stopping, even).summary(scenario.horizon));
    }
    return summaries;
}

}  // namespace hotline
