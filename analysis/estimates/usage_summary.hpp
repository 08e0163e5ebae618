// How busy desks, lines, callers and carriers are over the drills, and which is the bottleneck.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "analysis/drills/outcome.hpp"
#include "analysis/drills/usage.hpp"
#include "analysis/estimates/intervals.hpp"
#include "models/scenario/drill_bounds.hpp"

namespace hotline {

/// Without an interval if the scenario sets no upper bound on the whole.
struct RatioEstimate {
    double value = 0;
    std::optional<Interval> interval;
};
/// Why there is no interval.
inline constexpr std::string_view kNoMost = "no most requests of a drill";

/// The ratio of two sums over drills, such as refusals per request. Drills are independent; events within a drill are
/// not. The interval covers at least 95 %: it comes from bets on each drill (betting.hpp), between 0 and the most
/// that the scenario allows in a drill (models/scenario/drill_bounds.hpp), so it allows for an unseen drill with the
/// most requests. Empty if the sum of the wholes is 0. Requires as many parts as wholes, 0 ≤ part ≤ high · whole ≤
/// high · most, and most > 0.
std::optional<RatioEstimate> ratio_of(std::vector<double> parts, std::vector<double> wholes, double most,
                                      double high);

/// 0 if the sum of the wholes is 0.
inline double value_of(const std::optional<RatioEstimate>& ratio) {
    return ratio ? ratio->value : 0;
}

/// Of a carrier the requests are messages.
RequestBound most_of(const Scenario& scenario, const Resource& resource, const RequestBounds& bounds);

struct ResourceSummary {
    Resource resource;
    double asked = 0;     // requests a drill; of a carrier, messages
    double refusing = 0;  // share of drills in which a request was refused
    Interval
        refusing_together;  // exact; those of all resources and protocol numbers hold together with 95 % confidence
    // Each interval holds by itself.
    std::optional<RatioEstimate> refused;      // share of requests
    std::optional<RatioEstimate> waited;       // share of requests, granted after a wait
    std::optional<RatioEstimate> waiting;      // mean wait in seconds over all requests
    std::optional<RatioEstimate> utilisation;  // share of the units' time in use
};

/// For the drills in which the cases play their n-th protocols.
struct UsageSummary {
    std::vector<Index> protocols;            // all of them, each once, in the scenario's order
    std::vector<ResourceSummary> resources;  // all of resources_of
};

struct UsageRun {
    const Scenario& scenario;
    std::uint64_t seed = 0;
    std::uint64_t replications = 0;
    std::vector<UsageSummary> usage;
};

/// Requires outcomes of all cases of a run with `interaction`; empty without it.
std::vector<UsageSummary> summarise_usage(const Scenario& scenario, const std::vector<Outcomes>& outcomes);

}  // namespace hotline
