// The effect of a change in JSON and CSV; those of single changes and of bundles have the same keys and columns.
#pragma once

#include <cstdint>
#include <string>

#include "analysis/estimates/effect.hpp"
#include "analysis/write/json.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

/// `{value, interval}`, of which the value has that name.
Json json_of(const Estimate& estimate, const char* name);
Json json_of(const Today& today);
/// Adds the members of an effect.
void add_effect(Json& json, const Effect& effect);

/// What was played, with the cases.
Json head_of(const Scenario& scenario, std::uint64_t seed, std::uint64_t replications, Ticks within);

inline constexpr const char* kEffectColumns =
    "drills_that_differ,mean_within_horizon,mean_low,mean_high,reach,reach_low,reach_high,p90,p90_low,p90_high,cured,"
    "cured_low,cured_high";
std::string effect_cells(const Effect& effect);

}  // namespace hotline
