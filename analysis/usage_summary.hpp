// How busy desks, lines, people who call and carriers were, over drills: where the bottleneck is.
#pragma once

#include <optional>
#include <vector>

#include "analysis/intervals.hpp"
#include "analysis/outcome.hpp"
#include "analysis/usage.hpp"

namespace hotline {

struct RatioEstimate {
    double value = 0;
    Interval interval;
};

/// Sums of two things that a drill has of each, and what the first comes to for one of the second, such as refusals
/// for a request. Drills are independent, what is in one is not: the interval is that of the drills' sums,
/// approximate, by the central limit theorem. Source: Cochran (1977), Sampling Techniques, 3rd ed., 2.11, with
/// Student's t.
class RatioOf {
public:
    void add(double part, double whole);
    /// Nothing where there is nothing of the second. Requires parts that are not negative, and are 0 where the whole
    /// is. With `at_most` the ratio has that bound; where no drill has anything of the first, the interval's upper
    /// end is then Clopper and Pearson's, for the share of drills that have.
    std::optional<RatioEstimate> estimate(std::optional<double> at_most = {}) const;

private:
    MeanOf parts_;
    MeanOf wholes_;
    MeanOf sums_;  // of part and whole: their variance holds the covariance
};

struct ResourceSummary {
    Resource resource;
    double asked = 0;                          // requests a drill; what that is of a carrier stands at `Usage`
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
