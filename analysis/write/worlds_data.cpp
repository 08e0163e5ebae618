#include <fmt/format.h>

#include <iterator>
#include <string>

#include "analysis/write/escape.hpp"
#include "analysis/write/figures.hpp"
#include "analysis/write/json.hpp"
#include "analysis/write/version.hpp"
#include "analysis/write/worlds.hpp"
#include "analysis/write/worlds_json.hpp"

namespace hotline {
namespace {

using hotline::json_of;

Json json_of(const WorldsFigure& figure, const std::vector<std::string>& sources) {
    const TwoLevelEstimate& over = figure.over_worlds;
    Json json{{"within", json_of(figure.within)},
              {"best", figure.best},
              {"best_interval", json_of(figure.best_interval)},
              {"mean", over.mean},
              {"simulation_interval", json_of(over.simulation)},
              {"worlds_interval", json_of(over.band)},
              {"variance",
               {{"chance", over.chance}, {"simulation", over.luck}, {"doubt", over.doubt}, {"noise", over.noise}}}};
    if (!figure.sensitivity.of_sources.empty()) json["sensitivity"] = json_of(figure.sensitivity, sources, over.band);
    return json;
}

Json json_of(const WorldsTime& time) {
    Json json{{"share", time.share}};
    add(json, "best", json_of(time.best.value), kNotReached);
    add(json, "low", json_of(time.low), kNotReached);
    add(json, "high", json_of(time.high), kNotReached);
    return json;
}

Json json_of(const WorldsRun& run, const WorldsRow& row) {
    Json json = Json::object();
    if (row.quorum != kNone) {
        json["quorum"] = run.scenario.quorums[row.quorum].id;
        json["protocols"] = ids_of_protocols(run.scenario, row.protocols);
    } else {
        const Case& played = run.scenario.cases[row.case_index];
        json = {{"caller", run.scenario.parties[played.caller].id},
                {"callee", run.scenario.parties[played.callee].id},
                {"after", seconds_of(played.after)},
                {"protocol", run.scenario.protocols[row.protocols.front()].id}};
    }
    json["contact"] = Json::array();
    for (const WorldsFigure& figure : row.figures) {
        if (figure.within) json["contact"].push_back(json_of(figure, run.sources));
    }
    json["mean_within_horizon"] = json_of(row.figures.back(), run.sources);
    json["mean_within_horizon"].erase("within");
    json["times"] = Json::array();
    for (const WorldsTime& time : row.times) json["times"].push_back(json_of(time));
    return json;
}

}  // namespace

Json json_of(const Sensitivity& sensitivity, const std::vector<std::string>& sources, const Interval& band) {
    Json shares = Json::array();
    for (std::size_t index = 0; index < sensitivity.of_sources.size(); ++index) {
        const SourceShare& share = sensitivity.of_sources[index];
        shares.push_back({{"source", sources[index]},
                          {"first_order", share.first},
                          {"first_order_error", share.first_error},
                          {"total", share.total},
                          {"total_error", share.total_error},
                          {"width_if_settled", width_if_settled(band, share)}});
    }
    return {{"shares", std::move(shares)}, {"unexplained", sensitivity.unexplained}};
}

Json json_of(const std::vector<DoubtLine>& doubts, const std::vector<std::string>& sources) {
    Json all = Json::array();
    for (const DoubtLine& doubt : doubts) {
        Json json{{"path", doubt.path}, {"source", sources[doubt.source]}, {"best", doubt.best}};
        if (!doubt.from.empty()) json.update({{"from", doubt.from}, {"to", doubt.to}});
        all.push_back(std::move(json));
    }
    return all;
}

void write_json(std::ostream& out, const WorldsRun& run) {
    const Json head{{"hotline", version()},
                    {"scenario", run.scenario.title},
                    {"seed", run.seed},
                    {"replications", run.replications},
                    {"horizon", seconds_of(run.scenario.horizon)},
                    {"confidence", kConfidence},
                    {"worlds", run.quantiles.size()},
                    {"doubts", json_of(run.doubts, run.sources)}};
    write_with_list(out, head, "cases", run.rows.size(),
                    [&](std::size_t index) { return json_of(run, run.rows[index]); });
}

void write_csv(std::ostream& out, const WorldsRun& run) {
    std::string header = "world,caller,callee,after,protocol,quorum";
    for (const Ticks within : run.deadlines) header += fmt::format(",contact_{:g}", seconds_of(within));
    header += ",mean_within_horizon";
    for (const WorldsTime& time : run.rows.front().times) header += fmt::format(",p{:g}", 100 * time.share);
    for (const DoubtLine& doubt : run.doubts) header += "," + for_csv(doubt.path);
    out << header << '\n';
    for (std::size_t world = 0; world <= run.quantiles.size(); ++world) {
        for (const WorldsRow& row : run.rows) {
            const Case* played = row.case_index == kNone ? nullptr : &run.scenario.cases[row.case_index];
            fmt::memory_buffer text;
            const auto into = std::back_inserter(text);
            fmt::format_to(into, "{},{},{},{},{},{}", world,
                           played ? for_csv(run.scenario.parties[played->caller].id) : "",
                           played ? for_csv(run.scenario.parties[played->callee].id) : "",
                           played ? fmt::format("{}", seconds_of(played->after)) : "",
                           for_csv(protocols_text(run.scenario, row.protocols, " and ")),
                           played ? "" : for_csv(run.scenario.quorums[row.quorum].id));
            for (const WorldsFigure& figure : row.figures)
                fmt::format_to(into, ",{}", world == 0 ? figure.best : figure.over_worlds.of_worlds[world - 1]);
            for (const WorldsTime& time : row.times) {
                text.push_back(',');
                if (const auto value = world == 0 ? time.best.value : time.of_worlds[world - 1])
                    append_seconds(text, *value);
            }
            for (std::size_t doubt = 0; doubt < run.doubts.size(); ++doubt)
                fmt::format_to(into, ",{}",
                               for_csv(world == 0 ? run.doubts[doubt].best : run.values[world - 1][doubt]));
            out << fmt::to_string(text) << '\n';
        }
    }
}

}  // namespace hotline
