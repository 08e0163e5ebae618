// Quantiles of the time to a milestone among all drills. A drill that did not reach it by the horizon ranks after
// every time.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/estimates/intervals.hpp"
#include "models/base/ticks.hpp"

namespace hotline {

/// The quantile of the sample, the smallest time by which at least that share of all drills had reached the
/// milestone, and the order statistics that bound the true quantile. Empty: not reached by the horizon.
struct QuantileEstimate {
    double share = 0;
    std::optional<Ticks> value;
    std::optional<Ticks> low;  // 0 if the drills are too few for a lower bound
    std::optional<Ticks> high;
    bool enough = false;  // drills for an upper bound; if not, there is no `high`
};

/// The ranks of these order statistics. They are costly to compute and the same for every case with as many drills.
struct QuantilePlace {
    /// Requires drills > 0.
    QuantilePlace(double of_share, std::uint64_t drills, double confidence = kConfidence)
        : share(of_share),
          rank(quantile_rank(drills, of_share)),
          around(quantile_ranks(drills, of_share, confidence)) {}

    double share;
    std::uint64_t rank;
    Ranks around;
};

/// Picks from the times of drills that reached the milestone. Requires that the elements at these ranks are where a
/// sort would put them.
inline QuantileEstimate quantile_at(const QuantilePlace& place, const std::vector<Ticks>& reached) {
    const auto at_rank = [&](std::optional<std::uint64_t> rank) -> std::optional<Ticks> {
        if (!rank || *rank > reached.size()) return {};
        return reached[*rank - 1];
    };
    return {place.share, at_rank(place.rank), place.around.low ? at_rank(place.around.low) : Ticks{0},
            at_rank(place.around.high), place.around.high.has_value()};
}

}  // namespace hotline
