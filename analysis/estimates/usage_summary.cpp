#include "analysis/estimates/usage_summary.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

#include "analysis/estimates/worst.hpp"

namespace hotline {
namespace {

constexpr double kCochran = 25;  // so many drills for a squared skewness of 1

/// Of one resource; `rows`: how many there are in all.
ResourceSummary summarise_resource(const Resource& resource, const Outcomes& kept, std::size_t index,
                                   std::size_t rows) {
    ResourceSummary summary;
    summary.resource = resource;
    RatioOf refused;
    RatioOf waited;
    RatioOf waiting;
    RatioOf utilisation;
    std::uint64_t asked = 0;
    std::uint64_t refusing = 0;
    for (std::size_t drill = 0; drill < kept.size(); ++drill) {
        const Usage& usage = kept.usage_at(drill)[index];
        const auto requests = static_cast<double>(usage.asked);
        asked += usage.asked;
        refusing += usage.refused > 0 ? 1 : 0;
        refused.add(static_cast<double>(usage.refused), requests);
        waited.add(static_cast<double>(usage.waited), requests);
        waiting.add(seconds_of(usage.waiting), requests);
        utilisation.add(seconds_of(usage.busy), resource.units * seconds_of(usage.lasted));
    }
    const auto drills = static_cast<double>(kept.size());
    summary.asked = static_cast<double>(asked) / drills;
    summary.refusing = static_cast<double>(refusing) / drills;
    summary.refusing_together = clopper_pearson(refusing, kept.size(), confidence_of_each(rows));
    summary.refused = refused.estimate_share();
    summary.waited = waited.estimate_share();
    summary.waiting = waiting.estimate();
    summary.utilisation = utilisation.estimate_share();
    return summary;
}

}  // namespace

void RatioOf::add(double part, double whole) {
    parts_.push_back(part);
    wholes_.push_back(whole);
}

std::optional<RatioEstimate> RatioOf::estimate() const {
    return estimate(std::numeric_limits<double>::infinity());
}

std::optional<RatioEstimate> RatioOf::estimate_share() const {
    return estimate(1);
}

std::optional<RatioEstimate> RatioOf::estimate(double at_most) const {
    const double whole = std::accumulate(wholes_.begin(), wholes_.end(), 0.0);
    if (!(whole > 0)) return {};
    const double ratio = std::accumulate(parts_.begin(), parts_.end(), 0.0) / whole;
    const std::size_t drills = parts_.size();
    std::uint64_t with_any = 0;
    std::uint64_t without_all = 0;
    double squares = 0;
    double cubes = 0;
    // Of part − ratio·whole, whose mean is 0.
    for (std::size_t drill = 0; drill < drills; ++drill) {
        with_any += parts_[drill] > 0 ? 1 : 0;
        without_all += parts_[drill] >= at_most * wholes_[drill] ? 0 : 1;
        const double residual = parts_[drill] - ratio * wholes_[drill];
        squares += residual * residual;
        cubes += residual * residual * residual;
    }
    const auto count = static_cast<double>(drills);
    const double spread = squares / count;
    const double skewness = spread > 0 ? cubes / count / std::pow(spread, 1.5) : 0;
    if (std::min(with_any, without_all) < kFewestWithAny || !(count > kCochran * skewness * skewness))
        return RatioEstimate{ratio, {}};
    const double error = std::sqrt(squares / (count - 1) / count) / (whole / count);
    const double reach = student_reach(drills) * error;
    return RatioEstimate{ratio, Interval{std::max(ratio - reach, 0.0), std::min(ratio + reach, at_most)}};
}

std::vector<UsageSummary> summarise_usage(const Scenario& scenario, const std::vector<Outcomes>& outcomes) {
    const std::vector<Resource> resources = resources_of(scenario);
    const auto numbers =
        std::count_if(outcomes.begin(), outcomes.end(), [](const Outcomes& kept) { return kept.resources > 0; });
    const std::size_t rows = resources.size() * static_cast<std::size_t>(numbers);
    std::vector<UsageSummary> all;
    for (const Outcomes& kept : outcomes) {
        if (kept.resources == 0) continue;
        const auto& first = scenario.cases[kept.case_index].protocols;
        const auto number = std::find(first.begin(), first.end(), kept.protocol) - first.begin();
        std::set<Index> protocols;
        for (const Case& played : scenario.cases)
            protocols.insert(played.protocols[static_cast<std::size_t>(number)]);
        UsageSummary& summary = all.emplace_back();
        summary.protocols.assign(protocols.begin(), protocols.end());
        for (std::size_t index = 0; index < resources.size(); ++index)
            summary.resources.push_back(summarise_resource(resources[index], kept, index, rows));
    }
    return all;
}

}  // namespace hotline
