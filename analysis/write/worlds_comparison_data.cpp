#include <fmt/format.h>
#include <fmt/ostream.h>

#include <string>

#include "analysis/write/escape.hpp"
#include "analysis/write/json.hpp"
#include "analysis/write/version.hpp"
#include "analysis/write/worlds.hpp"
#include "analysis/write/worlds_json.hpp"

namespace hotline {
namespace {

using hotline::json_of;

Json json_of(const ShareOfWorlds& share) {
    return {{"share", share.share}, {"interval", json_of(share.interval)}};
}

Json json_of(const WorldsDifference& difference, const std::vector<std::string>& sources) {
    const TwoLevelEstimate& over = difference.over_worlds;
    Json json = Json::object();
    if (difference.within) json["within"] = seconds_of(*difference.within);
    json.update({{"best", difference.best},
                 {"best_interval", json_of(difference.best_interval)},
                 {"mean", over.mean},
                 {"simulation_interval", json_of(over.simulation)},
                 {"worlds_interval", json_of(over.band)},
                 {"first_better", json_of(difference.first_better)},
                 {"second_better", json_of(difference.second_better)}});
    if (!difference.sensitivity.of_sources.empty())
        json["sensitivity"] = json_of(difference.sensitivity, sources, over.band);
    return json;
}

Json case_of(const WorldsComparison& all, std::size_t index) {
    const Case& played = all.scenario.cases[index];
    Json pairs = Json::array();
    for (const WorldsPair& pair : all.cases[index]) {
        Json reach = Json::array();
        for (const WorldsDifference& difference : pair.differences) {
            if (difference.within) reach.push_back(json_of(difference, all.sources));
        }
        pairs.push_back({{"first", all.names[pair.first]},
                         {"second", all.names[pair.second]},
                         {"reach", std::move(reach)},
                         {"mean_within_horizon", json_of(pair.differences.back(), all.sources)}});
    }
    return {{"caller", all.scenario.parties[played.caller].id},
            {"callee", all.scenario.parties[played.callee].id},
            {"after", seconds_of(played.after)},
            {"pairs", std::move(pairs)}};
}

}  // namespace

void write_json(std::ostream& out, const WorldsComparison& comparison) {
    const Json head{{"hotline", version()},
                    {"scenario", comparison.scenario.title},
                    {"seed", comparison.seed},
                    {"replications", comparison.replications},
                    {"horizon", seconds_of(comparison.plan.horizon())},
                    {"confidence", kConfidence},
                    {"worlds", comparison.worlds},
                    {"doubts", json_of(comparison.doubts, comparison.sources)}};
    write_with_list(out, head, "cases", comparison.cases.size(),
                    [&](std::size_t index) { return case_of(comparison, index); });
}

void write_csv(std::ostream& out, const WorldsComparison& comparison) {
    fmt::print(out,
               "caller,callee,after,first,second,measure,best,best_low,best_high,mean,simulation_low,simulation_high,"
               "worlds_low,worlds_high,first_better,first_better_low,first_better_high,second_better,"
               "second_better_low,second_better_high\n");
    for (std::size_t index = 0; index < comparison.cases.size(); ++index) {
        const Case& played = comparison.scenario.cases[index];
        for (const WorldsPair& pair : comparison.cases[index]) {
            for (const WorldsDifference& difference : pair.differences) {
                const TwoLevelEstimate& over = difference.over_worlds;
                const std::string measure = difference.within
                                                ? fmt::format("reach within {} s", seconds_of(*difference.within))
                                                : "mean within horizon";
                std::string line =
                    fmt::format("{},{},{},{},{},{},{}", for_csv(comparison.scenario.parties[played.caller].id),
                                for_csv(comparison.scenario.parties[played.callee].id), seconds_of(played.after),
                                for_csv(comparison.names[pair.first]), for_csv(comparison.names[pair.second]),
                                measure, difference.best);
                const auto add_interval = [&](const Interval& interval) {
                    line += fmt::format(",{},{}", interval.low, interval.high);
                };
                add_interval(difference.best_interval);
                line += fmt::format(",{}", over.mean);
                add_interval(over.simulation);
                add_interval(over.band);
                for (const ShareOfWorlds& share : {difference.first_better, difference.second_better}) {
                    line += fmt::format(",{}", share.share);
                    add_interval(share.interval);
                }
                out << line << '\n';
            }
        }
    }
}

}  // namespace hotline
