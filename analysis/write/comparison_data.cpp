#include <fmt/format.h>
#include <fmt/ostream.h>

#include <string>

#include "analysis/write/escape.hpp"
#include "analysis/write/figures.hpp"
#include "analysis/write/json.hpp"
#include "analysis/write/results.hpp"
#include "analysis/write/version.hpp"

namespace hotline {
namespace {

using hotline::json_of;

/// Why an end of the interval is missing.
std::string_view why_no_ends(const QuantileDifference& quantile) {
    return quantile.enough ? kNotReached : kTooFewDrills;
}

Json json_of(const QuantileDifference& quantile) {
    Json json = Json::object();
    add(json, "difference", json_of(quantile.difference), kNotReached);
    json["interval"] = Json::array({json_of(quantile.low), json_of(quantile.high)});
    if (!quantile.low || !quantile.high) json["no_interval"] = why_no_ends(quantile);
    return json;
}

Json json_of(const std::optional<Unseen>& unseen) {
    if (!unseen) return nullptr;
    return {{"not_excluded", unseen->not_excluded}, {"outweighs", unseen->outweighs}};
}

Json json_of(const CaseComparison& compared, const PairComparison& pair, const Stretch& stretch) {
    return {
        {"name", compared.standings[stretch.is_of_second ? pair.second : pair.first].name},
        {"from", seconds_of(stretch.from)},
        {"to", seconds_of(stretch.to)},
        {"lead", {{"at", seconds_of(stretch.at)}, {"share", stretch.lead}, {"interval", json_of(stretch.interval)}}}};
}

Json json_of(const Flips& flips) {
    Json last = Json::object();
    for (std::size_t index = 0; index <= kResults; ++index) {
        if (flips.last_results[index] == 0) continue;
        last[index < kResults ? std::string(name_of(static_cast<Result>(index))) : "no attempt"] =
            flips.last_results[index];
    }
    return {{"drills", flips.drills}, {"last_attempts", std::move(last)}};
}

Json json_of(const Standing& standing, const ComparisonPlan& plan, std::uint64_t drills) {
    Json reach = Json::array();
    for (std::size_t index = 0; index < plan.deadlines.size(); ++index) {
        reach.push_back({{"within", seconds_of(plan.deadlines[index])},
                         {"probability", static_cast<double>(standing.reached[index]) / static_cast<double>(drills)},
                         {"interval", json_of(standing.intervals[index])}});
    }
    return {{"name", standing.name},
            {"reach", std::move(reach)},
            {"p50", json_of(standing.contact.quantiles[0].value)},
            {"p90", json_of(standing.contact.quantiles[1].value)},
            {"mean_within_horizon", standing.contact.mean_within_horizon},
            {"mean_within_horizon_interval", json_of(standing.contact.mean_interval.value())}};
}

Json json_of(const CaseComparison& compared, const PairComparison& pair, const Comparison& all) {
    Json reach = Json::array();
    for (std::size_t index = 0; index < all.plan.deadlines.size(); ++index) {
        const ReachDifference& difference = pair.reach[index];
        reach.push_back({{"within", seconds_of(all.plan.deadlines[index])},
                         {"difference", difference.counts.difference()},
                         {"interval", json_of(difference.interval)},
                         {"both", difference.counts.both},
                         {"first_only", difference.counts.first_only},
                         {"second_only", difference.counts.second_only},
                         {"neither", difference.counts.neither},
                         {"p", difference.p_value},
                         {"p_together", difference.p_together},
                         {"luck", difference.narrowed}});
    }
    Json ahead = Json::array();
    for (const Stretch& stretch : pair.leads) ahead.push_back(json_of(compared, pair, stretch));
    return {{"first", compared.standings[pair.first].name},
            {"second", compared.standings[pair.second].name},
            {"reach", std::move(reach)},
            {"p50", json_of(pair.quantiles[0])},
            {"p90", json_of(pair.quantiles[1])},
            {"mean_within_horizon",
             {{"difference", pair.mean.mean.mean},
              {"interval", json_of(pair.mean.mean.interval)},
              {"p", pair.mean.mean.p_value},
              {"p_together", pair.mean.p_together},
              {"unseen", json_of(pair.mean.mean.unseen)},
              {"luck", pair.mean.narrowed}}},
            {"sooner", {{"first", pair.wins.first}, {"second", pair.wins.second}, {"neither", pair.wins.ties}}},
            {"ahead", std::move(ahead)}};
}

Json json_of(const Best& best, const CaseComparison& compared) {
    return {{"name", compared.standings[best.contender].name}, {"confidence", best.confidence}};
}

Json case_of(const Comparison& all, std::size_t number) {
    const CaseComparison& compared = all.cases[number];
    const Case& played = all.scenario.cases[compared.case_index];
    Json contenders = Json::array();
    for (const Standing& standing : compared.standings)
        contenders.push_back(json_of(standing, all.plan, all.replications));
    Json best = Json::array();
    for (std::size_t index = 0; index < all.plan.deadlines.size(); ++index) {
        Json by_deadline = json_of(compared.best_by_deadline[index], compared);
        by_deadline["within"] = seconds_of(all.plan.deadlines[index]);
        best.push_back(std::move(by_deadline));
    }
    Json pairs = Json::array();
    for (std::size_t index = 0; index < compared.pairs.size(); ++index) {
        Json pair = json_of(compared, compared.pairs[index], all);
        if (!all.flips.empty()) {
            pair["flips"] = {{"within", seconds_of(all.flips_within)},
                             {"first_only", json_of(all.flips[number][index].first_only)},
                             {"second_only", json_of(all.flips[number][index].second_only)}};
        }
        pairs.push_back(std::move(pair));
    }
    return {{"caller", all.scenario.parties[played.caller].id},
            {"callee", all.scenario.parties[played.callee].id},
            {"after", seconds_of(played.after)},
            {"contenders", std::move(contenders)},
            {"best_reach", std::move(best)},
            {"best_mean_within_horizon", json_of(compared.best_by_mean, compared)},
            {"pairs", std::move(pairs)}};
}

}  // namespace

void write_json(std::ostream& out, const Comparison& comparison) {
    const Json head{{"hotline", version()},
                    {"scenario", comparison.scenario.title},
                    {"seed", comparison.seed},
                    {"replications", comparison.replications},
                    {"horizon", seconds_of(comparison.plan.horizon())},
                    {"confidence", kConfidence},
                    {"confidence_of_each_difference", comparison.plan.confidence_of_each()}};
    write_with_list(out, head, "cases", comparison.cases.size(),
                    [&](std::size_t index) { return case_of(comparison, index); });
}

void write_csv(std::ostream& out, const Comparison& comparison) {
    fmt::print(out, "caller,callee,after,first,second,measure,difference,low,high,p,p_together,luck,no_interval\n");
    const auto cell = [](const std::optional<double>& value) { return value ? fmt::format("{}", *value) : ""; };
    for (const CaseComparison& compared : comparison.cases) {
        const Case& played = comparison.scenario.cases[compared.case_index];
        for (const PairComparison& pair : compared.pairs) {
            const std::string names = fmt::format(
                "{},{},{},{},{}", for_csv(comparison.scenario.parties[played.caller].id),
                for_csv(comparison.scenario.parties[played.callee].id), seconds_of(played.after),
                for_csv(compared.standings[pair.first].name), for_csv(compared.standings[pair.second].name));
            for (std::size_t index = 0; index < comparison.plan.deadlines.size(); ++index) {
                const ReachDifference& reach = pair.reach[index];
                fmt::print(out, "{},reach within {} s,{},{},{},{},{},{},\n", names,
                           seconds_of(comparison.plan.deadlines[index]), reach.counts.difference(),
                           reach.interval.low, reach.interval.high, reach.p_value, reach.p_together, reach.narrowed);
            }
            for (std::size_t index = 0; index < kComparedShares.size(); ++index) {
                const QuantileDifference& quantile = pair.quantiles[index];
                fmt::print(out, "{},p{:.0f},{},{},{},,,,{}\n", names, 100 * kComparedShares[index],
                           cell(quantile.difference), cell(quantile.low), cell(quantile.high),
                           quantile.low && quantile.high ? "" : why_no_ends(quantile));
            }
            fmt::print(out, "{},mean within horizon,{},{},{},{},{},{},\n", names, pair.mean.mean.mean,
                       pair.mean.mean.interval.low, pair.mean.mean.interval.high, pair.mean.mean.p_value,
                       pair.mean.p_together, pair.mean.narrowed);
        }
    }
}

}  // namespace hotline
