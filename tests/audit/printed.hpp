// What the program prints, as JSON: an audit reads what people and other programs read.
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

/// A null end says nothing on its side. Requires that the interval itself is there.
inline Interval ends(const Json& low, const Json& high) {
    const double infinity = std::numeric_limits<double>::infinity();
    return {low.is_null() ? -infinity : low.get<double>(), high.is_null() ? infinity : high.get<double>()};
}
inline Interval interval_of(const Json& json) {
    return ends(json.at(0), json.at(1));
}

/// Two parties, one of which calls the other under that many protocols. Ten officials are called so often that no
/// outcome that an audit makes up exceeds the bounds of a drill.
Scenario audited_scenario(std::size_t protocols);
inline constexpr Ticks kDay{std::int64_t{86'400} * 1024};

/// Drills of the first case under a protocol, with these times of contact.
Outcomes outcomes_of(const Scenario& scenario, Index protocol, const std::vector<Ticks>& contact);

/// A baseline that keeps each drill.
inline Baseline kept(const Scenario& scenario, const char* luck, const std::vector<Outcomes>& outcomes) {
    return baseline_of(scenario, 1, luck, outcomes, Keeping::each);
}

}  // namespace hotline::audit
