#include <array>
#include <utility>

#include "analysis/write/figures.hpp"
#include "analysis/write/json.hpp"
#include "analysis/write/survival.hpp"
#include "analysis/write/version.hpp"

namespace hotline {
namespace {

constexpr std::string_view kTooFewEntries = "too few entries";
constexpr std::array<std::pair<const char*, double>, 3> kShares{{{"p50", 0.5}, {"p90", 0.9}, {"p95", 0.95}}};

/// Members of an estimate or a step of the curve.
template <class Estimate>
void add_others(Json& json, const Estimate& estimate) {
    json["log_log_interval"] = json_of(estimate.log_log);
    json["greenwood_interval"] = json_of(estimate.plain);
    json["hall_wellner_band"] = json_of(estimate.hall_wellner);
}

Json to_json(const CurveStep& step) {
    Json json{{"time", step.seconds},      {"at_risk", step.at_risk}, {"events", step.reached},
              {"censored", step.censored}, {"reach", step.reach()},   {"standard_error", step.standard_error()}};
    json["interval"] = json_of(step.interval());
    json["interval_behind"] = json_of(step.interval_behind());
    json["band"] = json_of(step.band());
    json["band_behind"] = json_of(step.band_behind());
    add_others(json, step);
    return json;
}

Json reached_by(const SurvivalCurve& curve, double time) {
    const ReachEstimate estimate = curve.at(time);
    Json json{{"time", time}, {"reach", json_of(estimate.reach)}, {"standard_error", estimate.standard_error}};
    json["interval"] = json_of(estimate.interval);
    json["band"] = json_of(estimate.band);
    add_others(json, estimate);
    return json;
}

/// All but the curve.
Json head_of(const SurvivalSummary& summary, const SurvivalSummary::Group& group) {
    const SurvivalCurve& curve = group.curve;
    Json times = Json::array();
    for (const double time : summary.times) times.push_back(reached_by(curve, time));
    Json quantiles = Json::object();
    for (const auto& [name, share] : kShares) {
        const TimeEstimate estimate = curve.time_of(share);
        Json& quantile = quantiles[name] = Json::object();
        add(quantile, "value", json_of(estimate.value), kNotReached);
        add(quantile, "low", json_of(estimate.low), kNotReached);
        add(quantile, "high", json_of(estimate.high), estimate.enough ? kNotReached : kTooFewEntries);
    }
    const RestrictedMean mean = curve.restricted_mean(summary.horizon);
    return {{"group", group.name.empty() ? Json(nullptr) : Json(group.name)},
            {"entries", curve.entries()},
            {"events", curve.reached()},
            {"censored", curve.censored()},
            {"reached_by", std::move(times)},
            {"quantiles", std::move(quantiles)},
            {"restricted_mean",
             {{"within", mean.within},
              {"value", mean.value},
              {"standard_error", mean.standard_error},
              {"interval", json_of(mean.interval)}}}};
}

Json to_json(const std::optional<LogRank>& test) {
    if (!test) return nullptr;
    return {{"chi_squared", test->chi_squared},
            {"degrees_of_freedom", test->degrees_of_freedom},
            {"p_value", test->p_value},
            {"valid_for", "independent groups only, never drills on common luck"}};
}

/// Reopens an object for one more member.
std::string opened(std::string text) {
    text.pop_back();
    return text;
}

}  // namespace

void write_json(std::ostream& out, const SurvivalSummary& summary) {
    const Json head{{"hotline", version()},
                    {"log", summary.log},
                    {"confidence", kConfidence},
                    {"horizon", summary.horizon},
                    {"unit", summary.unit.numbers ? Json(summary.unit.unit.name) : Json(nullptr)},
                    {"interval", "beta product"},
                    {"band", "martingale; DKW where nothing is censored before the end"},
                    {"quantile_interval", "beta product"},
                    {"restricted_mean_interval", "area of the band"},
                    {"log_rank", to_json(summary.log_rank)},
                    {"no_log_rank", summary.log_rank ? Json(nullptr) : Json(summary.no_log_rank)}};
    // Step by step: a million steps in one Json would need too much memory.
    out << opened(on_one_line(head)) << ",\"groups\":[";
    const char* before_group = "\n";
    for (const SurvivalSummary::Group& group : summary.groups) {
        out << before_group << opened(on_one_line(head_of(summary, group))) << ",\"curve\":[";
        const char* before_step = "\n";
        for (const CurveStep& step : group.curve.steps()) {
            out << before_step << on_one_line(to_json(step));
            before_step = ",\n";
        }
        out << "\n]}";
        before_group = ",\n";
    }
    out << "\n]}\n";
}

}  // namespace hotline
