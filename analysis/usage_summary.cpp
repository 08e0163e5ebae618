#include "analysis/usage_summary.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace hotline {
namespace {

struct RatiosOf {
    MeanOf asked;
    RatioOf refused;
    RatioOf waited;
    RatioOf waiting;
    RatioOf utilisation;

    void add(const Usage& usage, std::uint32_t units) {
        const auto requests = static_cast<double>(usage.asked);
        asked.add(requests);
        refused.add(static_cast<double>(usage.refused), requests);
        waited.add(static_cast<double>(usage.waited), requests);
        waiting.add(seconds_of(usage.waiting), requests);
        utilisation.add(seconds_of(usage.busy), units * seconds_of(usage.lasted));
    }
};

}  // namespace

void RatioOf::add(double part, double whole) {
    parts_.add(part);
    wholes_.add(whole);
    sums_.add(part + whole);
}

std::optional<RatioEstimate> RatioOf::estimate(std::optional<double> at_most) const {
    if (!(wholes_.mean() > 0)) return {};
    const double ratio = parts_.mean() / wholes_.mean();
    const auto drills = static_cast<std::uint64_t>(parts_.count());
    const double most = at_most.value_or(std::numeric_limits<double>::infinity());
    if (at_most && parts_.mean() == 0) return RatioEstimate{0, {0, *at_most * clopper_pearson(0, drills).high}};
    if (drills < 2) return RatioEstimate{ratio, {0, most}};
    // Of part − ratio·whole, whose mean is 0.
    const double covariance = (sums_.variance() - parts_.variance() - wholes_.variance()) / 2;
    const double variance =
        std::max(parts_.variance() - 2 * ratio * covariance + ratio * ratio * wholes_.variance(), 0.0);
    const double reach = student_reach(drills) * std::sqrt(variance / parts_.count()) / wholes_.mean();
    return RatioEstimate{ratio, {std::max(ratio - reach, 0.0), std::min(ratio + reach, most)}};
}

std::vector<UsageSummary> summarise_usage(const Scenario& scenario, const std::vector<Outcomes>& outcomes) {
    const std::vector<Resource> resources = resources_of(scenario);
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
        std::vector<RatiosOf> ratios(resources.size());
        for (std::size_t drill = 0; drill < kept.size(); ++drill) {
            const auto usage = kept.usage_at(drill);
            for (std::size_t index = 0; index < resources.size(); ++index)
                ratios[index].add(usage[index], resources[index].units);
        }
        for (std::size_t index = 0; index < resources.size(); ++index) {
            const RatiosOf& of = ratios[index];
            summary.resources.push_back({resources[index], of.asked.mean(), of.refused.estimate(1),
                                         of.waited.estimate(1), of.waiting.estimate(), of.utilisation.estimate(1)});
        }
    }
    return all;
}

}  // namespace hotline
