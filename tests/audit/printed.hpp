// What the program prints, as JSON: an audit reads what people and programs read.
#pragma once

#include <limits>
#include <nlohmann/json.hpp>
#include <sstream>

#include "analysis/drills/outcome.hpp"
#include "analysis/estimates/baseline.hpp"
#include "analysis/estimates/intervals.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline::audit {

using Json = nlohmann::ordered_json;

template <class Run>
Json json_of(const Run& run) {
    std::ostringstream out;
    write_json(out, run);
    return Json::parse(out.str());
}

/// Where an end is null, nothing is said on that side. Requires that the interval itself is there.
inline Interval ends(const Json& low, const Json& high) {
    const double infinity = std::numeric_limits<double>::infinity();
    return {low.is_null() ? -infinity : low.get<double>(), high.is_null() ? infinity : high.get<double>()};
}
inline Interval interval_of(const Json& json) {
    return ends(json.at(0), json.at(1));
}

/// Of two parties, one of which calls the other under some protocols, for ten officials who are tried so often that
/// nothing of what an audit makes up is more than what may happen.
Scenario audited_scenario(std::size_t protocols);
inline constexpr Ticks kDay{std::int64_t{86'400} * 1024};

/// Drills of the first case under a protocol: when contact came.
Outcomes outcomes_of(const Scenario& scenario, Index protocol, const std::vector<Ticks>& contact);

/// Kept drill by drill.
inline Baseline kept(const Scenario& scenario, const char* luck, const std::vector<Outcomes>& outcomes) {
    return baseline_of(scenario, 1, luck, outcomes, Keeping::each);
}

}  // namespace hotline::audit
