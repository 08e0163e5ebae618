#include "analysis/write/pairs.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "analysis/write/cells.hpp"
#include "analysis/write/json.hpp"
#include "analysis/write/version.hpp"

namespace hotline {
namespace {

constexpr std::size_t kMostAsymmetries = 100;

/// A row for each caller, a column for each callee.
template <class Value>
Json matrix(const CellsSummary& pairs, std::size_t parties, const Value& value) {
    Json rows = Json::array_t(parties, Json(Json::array_t(parties)));
    for (const CellSummary& pair : pairs.cells) rows[pair.cell / parties][pair.cell % parties] = value(pair);
    return rows;
}

Json of_parties(const CellsRun& run, const CellsSummary& summary) {
    Json parties = Json::array();
    for (const CellSummary& cell : summary.cells) {
        Json party{{"party", run.scenario.parties[cell.cell].id},
                   {"pairs", cell.cases},
                   {"reach", cell.reach},
                   {"interval_together", json_of(cell.together)}};
        add(party, "median", json_of(cell.median.value), why_not(cell.median).value);
        parties.push_back(std::move(party));
    }
    return parties;
}

Json of_protocol(const PairsRun& run, std::size_t index) {
    const Scenario& scenario = run.pairs.scenario;
    const PairsSummary& summary = run.protocols[index];
    const CellsSummary& pairs = run.pairs.cases[index];
    const std::size_t count = scenario.parties.size();
    Json parties = Json::array();
    for (const Party& party : scenario.parties) parties.push_back(party.id);
    Json waits = Json::array();
    for (const Wait& wait : summary.waits) {
        waits.push_back({{"callee", scenario.parties[wait.callee].id},
                         {"mean", wait.mean},
                         {"interval_together", json_of(wait.together)}});
    }
    Json asymmetries = Json::array();
    for (const Asymmetry& found : summary.asymmetries) {
        if (asymmetries.size() == kMostAsymmetries) break;
        asymmetries.push_back({{"caller", scenario.parties[found.caller].id},
                               {"callee", scenario.parties[found.callee].id},
                               {"reach", found.reach},
                               {"back", found.back},
                               {"difference_interval_together", json_of(found.together)}});
    }
    Json groups = Json::array();
    for (const auto& row : summary.groups) {
        Json of_row = Json::array();
        for (const auto& reach : row) of_row.push_back(json_of(reach));
        groups.push_back(std::move(of_row));
    }
    return {{"protocol", scenario.protocols[summary.protocol].id},
            {"overall", {{"reach", pairs.reach}, {"interval", json_of(pairs.interval)}}},
            {"matrix",
             {{"parties", std::move(parties)},
              {"reach", matrix(pairs, count, [](const CellSummary& pair) { return Json(pair.reach); })},
              {"low", matrix(pairs, count, [](const CellSummary& pair) { return Json(pair.interval.low); })},
              {"high", matrix(pairs, count, [](const CellSummary& pair) { return Json(pair.interval.high); })},
              {"median", matrix(pairs, count, [](const CellSummary& pair) { return json_of(pair.median.value); })}}},
            {"groups", {{"names", scenario.groups}, {"reach", std::move(groups)}}},
            {"callers", of_parties(run.callers, run.callers.cases[index])},
            {"callees", of_parties(run.callees, run.callees.cases[index])},
            {"waits", std::move(waits)},
            {"asymmetries", std::move(asymmetries)}};
}

}  // namespace

void write_json(std::ostream& out, const PairsRun& run) {
    const Json head{{"hotline", version()},
                    {"scenario", run.pairs.scenario.title},
                    {"seed", run.pairs.seed},
                    {"replications", run.pairs.replications},
                    {"horizon", seconds_of(run.pairs.scenario.horizon)},
                    {"by", name_of(run.pairs.by)},
                    {"within", seconds_of(run.pairs.within)},
                    {"confidence", kConfidence}};
    write_with_list(out, head, "protocols", run.protocols.size(),
                    [&](std::size_t index) { return of_protocol(run, index); });
}

void write_csv(std::ostream& out, const PairsRun& run) {
    write_csv(out, run.pairs);
}

}  // namespace hotline
