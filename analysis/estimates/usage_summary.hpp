// How busy desks, lines, people who call and carriers were, over drills: where the bottleneck is.
#pragma once

#include <optional>
#include <vector>

#include "analysis/drills/outcome.hpp"
#include "analysis/drills/usage.hpp"
#include "analysis/estimates/intervals.hpp"

namespace hotline {

/// Nothing for an interval where the drills are too few.
struct RatioEstimate {
    double value = 0;
    std::optional<Interval> interval;
};

/// Sums of two things that a drill has of each, and what the first comes to for one of the second, such as refusals
/// for a request. Drills are independent, what is in one is not: the interval is that of the drills' sums,
/// approximate, by the central limit theorem. Source: Cochran (1977), Sampling Techniques, 3rd ed., 2.11, with
/// Student's t.
///
/// How much a drill may have has no bound that would help: one in a thousand may refuse as many as all the others
/// together. So where few drills have any of the first, or (of shares) all of the second, or their skewness asks for
/// more drills by Cochran's rule (likewise, 2.15), there is no interval: that would be too sure. Measured by
/// tests/oracle/coverage_test.cpp.
class RatioOf {
public:
    /// Requires a part that is not negative, and 0 where the whole is; of a share, not more than the whole.
    void add(double part, double whole);
    /// Nothing where there is nothing of the second.
    std::optional<RatioEstimate> estimate() const;
    /// The same of a share, which is at most 1.
    std::optional<RatioEstimate> estimate_share() const;

private:
    std::optional<RatioEstimate> estimate(double at_most) const;

    std::vector<double> parts_;
    std::vector<double> wholes_;
};
/// In fewer drills there is no interval.
inline constexpr std::uint64_t kFewestWithAny = 30;

struct ResourceSummary {
    Resource resource;
    double asked = 0;            // requests a drill; what that is of a carrier stands at `Usage`
    double refusing = 0;         // share of drills in which a request was refused
    Interval refusing_together;  // exact; those of all resources and numbers of protocols cover with 95 % together
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
