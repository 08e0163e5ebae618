// Quantiles of the time to a milestone, among all drills: one that did not reach it by the horizon counts as later
// than every time.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/estimates/intervals.hpp"
#include "models/base/ticks.hpp"

namespace hotline {

/// An order statistic: the smallest time by which at least that share of all drills had reached the milestone, and
/// the two between which the quantile lies. Nothing: not reached by the horizon.
struct QuantileEstimate {
    double share = 0;
    std::optional<Ticks> value;
    std::optional<Ticks> low;  // 0 where the drills are too few to say anything from below
    std::optional<Ticks> high;
    bool enough = false;  // drills, to say anything from above; where they are not there is no `high`
};

/// Which order statistics those are: it takes longer than the rest, and is the same for every case of as many drills.
struct QuantilePlace {
    /// Requires drills > 0.
    QuantilePlace(double of_share, std::uint64_t drills)
        : share(of_share), rank(quantile_rank(drills, of_share)), around(quantile_ranks(drills, of_share)) {}

    double share;
    std::uint64_t rank;
    Ranks around;
};

/// Of the times of those that reached the milestone. Requires that the elements of the ranks are where a sort would
/// put them.
inline QuantileEstimate quantile_at(const QuantilePlace& place, const std::vector<Ticks>& reached) {
    const auto at_rank = [&](std::optional<std::uint64_t> rank) -> std::optional<Ticks> {
        if (!rank || *rank > reached.size()) return {};
        return reached[*rank - 1];
    };
    return {place.share, at_rank(place.rank), place.around.low ? at_rank(place.around.low) : Ticks{0},
            at_rank(place.around.high), place.around.high.has_value()};
}

}  // namespace hotline
