// Summary of the drills of one quorum: when it was met, and how many of its cases had made contact by some deadlines.
// Every estimate has a 95 % interval. Cases may depend on each other: all cases of a drill are one observation.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/drills/outcome.hpp"
#include "analysis/estimates/fixed_width.hpp"
#include "analysis/estimates/intervals.hpp"
#include "analysis/estimates/milestone_summary.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

/// At least this many cases had contact in a share of the drills: an order statistic, and those that bound it.
struct CasesReached {
    std::size_t value = 0;
    std::size_t low = 0;
    std::size_t high = 0;
};
inline constexpr std::array<double, 2> kDrillShares{0.5, 0.9};

struct QuorumDeadline {
    Ticks within{0};
    std::uint64_t reached = 0;  // drills in which the quorum was met
    double probability = 0;
    Interval interval;
    double mean_share = 0;  // of the cases, by betting
    Interval mean_share_interval;
    std::array<CasesReached, kDrillShares.size()> cases;
};

struct QuorumSummary {
    Index quorum = kNone;
    std::vector<Index> protocols;  // those that its cases play, each once
    std::size_t cases = 0;
    std::size_t needed = 0;  // of the cases
    std::uint64_t drills = 0;
    MilestoneSummary time;
    std::vector<QuorumDeadline> by;  // the usual deadlines
};

/// By quorum, then by line-up; none without drills. With `stopping`, of the drills until the probability of the
/// quorum was known that precisely; all intervals allow for that. `even`: where the drills start, with even starts.
std::vector<QuorumSummary> summarise_quorums(const Scenario& scenario, const std::vector<Outcomes>& outcomes,
                                             const std::optional<FixedWidth>& stopping,
                                             const std::vector<EvenStart>* even = nullptr);

}  // namespace hotline
