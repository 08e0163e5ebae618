// How busy desks, lines, people who call and carriers were, over drills: where the bottleneck is.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "analysis/drills/outcome.hpp"
#include "analysis/drills/usage.hpp"
#include "analysis/estimates/intervals.hpp"
#include "models/scenario/drill_bounds.hpp"

namespace hotline {

/// Nothing for an interval where there is none of the whole that a drill has at most.
struct RatioEstimate {
    double value = 0;
    std::optional<Interval> interval;
};
/// Why.
inline constexpr std::string_view kNoMost = "no most requests of a drill";

/// What sums over drills come to of something, such as refusals, for one of something else, such as requests. Drills
/// are independent, what is in one is not. The interval never covers less than 95 %: it is that of bets on each drill
/// (betting.hpp), between 0 and what the scenario lets a drill come to (models/scenario/drill_bounds.hpp), so that it
/// pays for a drill that has not been seen and asks for as much as may be. Nothing where there is nothing of the
/// second. Requires as many parts as wholes, 0 ≤ part ≤ high · whole ≤ high · most, most not 0.
std::optional<RatioEstimate> ratio_of(std::vector<double> parts, std::vector<double> wholes, double most,
                                      double high);

/// Of a carrier the requests are messages.
RequestBound most_of(const Scenario& scenario, const Resource& resource, const RequestBounds& bounds);

struct ResourceSummary {
    Resource resource;
    double asked = 0;            // requests a drill; what that is of a carrier stands at `Usage`
    double refusing = 0;         // share of drills in which a request was refused
    Interval refusing_together;  // exact; those of all resources and numbers of protocols cover with 95 % together
    // Of each alone.
    std::optional<RatioEstimate> refused;      // share of requests
    std::optional<RatioEstimate> waited;       // share of requests, granted after a wait
    std::optional<RatioEstimate> waiting;      // seconds a request, whatever came of it
    std::optional<RatioEstimate> utilisation;  // share of its units' time that they were taken
};

/// Of the drills in which the cases were played under their n-th protocols.
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

/// Requires outcomes of all cases, of a run with `interaction`; without it there is none.
std::vector<UsageSummary> summarise_usage(const Scenario& scenario, const std::vector<Outcomes>& outcomes);

}  // namespace hotline
