#include "analysis/write/effect_data.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "analysis/write/version.hpp"

namespace hotline {
namespace {

constexpr const char* kNoneMissed = "no case misses the deadline";

std::string cells_of(const Estimate& of) {
    return fmt::format("{},{},{}", of.value, of.interval.low, of.interval.high);
}

std::string seconds_cell(const std::optional<Ticks>& time) {
    return time ? fmt::format("{}", seconds_of(*time)) : "";
}

}  // namespace

Json json_of(const Estimate& estimate, const char* name) {
    return {{name, estimate.value}, {"interval", json_of(estimate.interval)}};
}

Json json_of(const Today& today) {
    return {{"mean_within_horizon", json_of(today.time, "mean")},
            {"reach", json_of(today.reached, "probability")},
            {"p90", json_of(today.p90)}};
}

void add_effect(Json& json, const Effect& effect) {
    json["drills_that_differ"] = effect.differ;
    json["mean_within_horizon"] = json_of(effect.time, "difference");
    json["reach"] = json_of(effect.reached, "difference");
    json["p90"] = json_of(effect.p90);
    add(json, "cured", effect.cured ? json_of(*effect.cured, "share") : Json(nullptr), kNoneMissed);
}

Json head_of(const Scenario& scenario, std::uint64_t seed, std::uint64_t replications, Ticks within) {
    Json cases = Json::array();
    for (const Case& played : scenario.cases) {
        cases.push_back({{"caller", scenario.parties[played.caller].id},
                         {"callee", scenario.parties[played.callee].id},
                         {"after", seconds_of(played.after)},
                         {"protocol", scenario.protocols[played.protocols.front()].id}});
    }
    return {{"hotline", version()},
            {"scenario", scenario.title},
            {"seed", seed},
            {"replications", replications},
            {"horizon", seconds_of(scenario.horizon)},
            {"within", seconds_of(within)},
            {"cases", std::move(cases)}};
}

std::string effect_cells(const Effect& effect) {
    return fmt::format("{},{},{},{},{},{},{}", effect.differ, cells_of(effect.time), cells_of(effect.reached),
                       seconds_cell(effect.p90.value), seconds_cell(effect.p90.low), seconds_cell(effect.p90.high),
                       effect.cured ? cells_of(*effect.cured) : ",,");
}

}  // namespace hotline
