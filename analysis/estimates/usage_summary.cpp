#include "analysis/estimates/usage_summary.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <utility>

#include "analysis/estimates/betting.hpp"
#include "analysis/estimates/worst.hpp"

namespace hotline {
namespace {

/// Of one resource; `rows`: how many there are in all.
ResourceSummary summarise_resource(const Resource& resource, const Outcomes& kept, std::size_t index,
                                   std::size_t rows, const RequestBound& most, double longest) {
    ResourceSummary summary;
    summary.resource = resource;
    const auto of_drills = [&](const auto& part) {
        std::vector<double> parts(kept.size());
        for (std::size_t drill = 0; drill < kept.size(); ++drill)
            parts[drill] = static_cast<double>(part(kept.usage_at(drill)[index]));
        return parts;
    };
    std::uint64_t asked = 0;
    std::uint64_t refusing = 0;
    for (std::size_t drill = 0; drill < kept.size(); ++drill) {
        const Usage& usage = kept.usage_at(drill)[index];
        asked += usage.asked;
        refusing += usage.refused > 0 ? 1 : 0;
    }
    const auto drills = static_cast<double>(kept.size());
    summary.asked = static_cast<double>(asked) / drills;
    summary.refusing = static_cast<double>(refusing) / drills;
    summary.refusing_together = clopper_pearson(refusing, kept.size(), confidence_of_each(rows));
    const std::vector<double> requests = of_drills([](const Usage& usage) { return usage.asked; });
    summary.refused =
        ratio_of(of_drills([](const Usage& usage) { return usage.refused; }), requests, most.requests, 1);
    summary.waited = ratio_of(of_drills([](const Usage& usage) { return usage.waited; }), requests, most.requests, 1);
    summary.waiting = ratio_of(of_drills([](const Usage& usage) { return seconds_of(usage.waiting); }), requests,
                               most.requests, most.wait);
    summary.utilisation =
        ratio_of(of_drills([](const Usage& usage) { return seconds_of(usage.busy); }),
                 of_drills([&](const Usage& usage) { return resource.units * seconds_of(usage.lasted); }),
                 resource.units * longest, 1);
    return summary;
}

}  // namespace

RequestBound most_of(const Scenario& scenario, const Resource& resource, const RequestBounds& bounds) {
    switch (resource.kind) {
        case Resource::Kind::desk:
            return bounds.officials[resource.index];
        case Resource::Kind::lines:
            return bounds.channels[resource.index];
        case Resource::Kind::callers:
            return bounds.parties[resource.index];
        case Resource::Kind::carrier:
            break;
    }
    // A message may be late by as long as the drill lasts.
    RequestBound most{0, longest_drill(scenario)};
    for (std::size_t index = 0; index < scenario.channels.size(); ++index) {
        const std::vector<Index>& over = scenario.channels[index].carriers;
        if (std::find(over.begin(), over.end(), resource.index) != over.end())
            most.requests += bounds.channels[index].requests;
    }
    return most;
}

std::optional<RatioEstimate> ratio_of(std::vector<double> parts, std::vector<double> wholes, double most,
                                      double high) {
    const double whole = std::accumulate(wholes.begin(), wholes.end(), 0.0);
    if (!(whole > 0)) return {};
    const double ratio = std::accumulate(parts.begin(), parts.end(), 0.0) / whole;
    if (!std::isfinite(most)) return RatioEstimate{ratio, {}};
    return RatioEstimate{ratio, MeanBets(std::move(parts), std::move(wholes), most, high).interval()};
}

std::vector<UsageSummary> summarise_usage(const Scenario& scenario, const std::vector<Outcomes>& outcomes) {
    const std::vector<Resource> resources = resources_of(scenario);
    const auto numbers =
        std::count_if(outcomes.begin(), outcomes.end(), [](const Outcomes& kept) { return kept.resources > 0; });
    const std::size_t rows = resources.size() * static_cast<std::size_t>(numbers);
    const double longest = longest_drill(scenario);
    std::vector<UsageSummary> all;
    for (const Outcomes& kept : outcomes) {
        if (kept.resources == 0) continue;
        const auto& first = scenario.cases[kept.case_index].protocols;
        const auto number = std::find(first.begin(), first.end(), kept.protocol) - first.begin();
        std::set<Index> protocols;
        for (const Case& played : scenario.cases)
            protocols.insert(played.protocols[static_cast<std::size_t>(number)]);
        UsageSummary& summary = all.emplace_back();
        const RequestBounds bounds = most_requests(scenario, static_cast<std::size_t>(number));
        summary.protocols.assign(protocols.begin(), protocols.end());
        for (std::size_t index = 0; index < resources.size(); ++index)
            summary.resources.push_back(summarise_resource(resources[index], kept, index, rows,
                                                           most_of(scenario, resources[index], bounds), longest));
    }
    return all;
}

}  // namespace hotline
