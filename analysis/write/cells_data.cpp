#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "analysis/write/cells.hpp"
#include "analysis/write/effect_data.hpp"
#include "analysis/write/escape.hpp"
#include "analysis/write/figures.hpp"
#include "analysis/write/json.hpp"
#include "analysis/write/version.hpp"

namespace hotline {
namespace {

using Json = nlohmann::ordered_json;

const Party& callee_of(const CellsRun& run, const CellsSummary& summary) {
    return run.scenario.parties[run.scenario.cases[summary.case_index].callee];
}

/// The worst row, the other rows that may be the worst, by name, and the reach of the worst.
template <class NameOf>
Json to_json(const Worst& worst, const char* key, const NameOf& name_at) {
    Json others = Json::array();
    for (const std::size_t index : worst.candidates) {
        if (index != worst.index) others.push_back(name_at(index));
    }
    return {{key, name_at(worst.index)},
            {"cannot_be_told_from", std::move(others)},
            {"reach_of_worst", json_of(worst.reach)}};
}

Json to_json(const CellsRun& run, const CellSummary& cell) {
    return {{"cell", cell_name(run.scenario, run.by, cell.cell)},
            {"weight", cell.weight},
            {"cases", cell.cases},
            {"drills", cell.drills},
            {"reach", cell.reach},
            {"interval", json_of(cell.interval)},
            {"interval_together", json_of(cell.together)},
            {"median", json_of(cell.median, cell.cases == 1)}};
}

Json to_json(const CellsRun& run, const WorstCauses& why) {
    Json json = json_of(why.difference, "difference");
    json["causes"] = Json::array();
    for (std::size_t cause = 0; cause < run.causes.size(); ++cause) {
        Json& told = json["causes"].emplace_back(json_of(why.causes[cause], "of_difference"));
        told["cause"] = name_of(run.causes[cause]);
    }
    json["rest"] = json_of(why.rest, "of_difference");
    return json;
}

Json to_json(const CellsRun& run, const CellsSummary& summary) {
    const Scenario& scenario = run.scenario;
    Json json = Json::object();
    if (is_time(run.by)) {
        const Case& played = scenario.cases[summary.case_index];
        json["caller"] = scenario.parties[played.caller].id;
        json["callee"] = scenario.parties[played.callee].id;
        json["after"] = seconds_of(played.after);
        json["time_zone"] = callee_of(run, summary).time_zone;
    }
    json["protocol"] = scenario.protocols[summary.protocol].id;
    json["overall"] = {{"reach", summary.reach}, {"interval", json_of(summary.interval)}};
    json["worst"] = to_json(summary.worst, "cell", [&](std::size_t index) {
        return cell_name(scenario, run.by, summary.cells[index].cell);
    });
    if (summary.why) json["why_worst"] = to_json(run, *summary.why);
    if (summary.worst_kind) {
        json["worst_kind"] = to_json(*summary.worst_kind, "kind",
                                     [&](std::size_t index) { return name_of(summary.kinds[index].kind); });
        json["kinds"] = Json::array();
        for (const KindSummary& kind : summary.kinds) {
            json["kinds"].push_back({{"kind", name_of(kind.kind)},
                                     {"weight", kind.weight},
                                     {"drills", kind.drills},
                                     {"reach", json_of(kind.reach)},
                                     {"interval_together", json_of(kind.together)}});
        }
    }
    json["cells"] = Json::array();
    for (const CellSummary& cell : summary.cells) json["cells"].push_back(to_json(run, cell));
    return json;
}

/// The columns that identify the cell.
std::string fields_of(const CellsRun& run, const CellSummary& cell) {
    const std::vector<Party>& parties = run.scenario.parties;
    if (run.by != By::pair) return for_csv(cell_name(run.scenario, run.by, cell.cell));
    return fmt::format("{},{}", for_csv(parties[cell.cell / parties.size()].id),
                       for_csv(parties[cell.cell % parties.size()].id));
}

}  // namespace

void write_json(std::ostream& out, const CellsRun& run) {
    const bool time = is_time(run.by);
    const Json head{
        {"hotline", version()},
        {"scenario", run.scenario.title},
        {"seed", run.seed},
        {"replications", run.replications},
        {"horizon", seconds_of(run.scenario.horizon)},
        {"by", name_of(run.by)},
        {"within", seconds_of(run.within)},
        {"confidence", kConfidence},
        {"confidence_of_each_together", confidence_of_each(run.rows().size())},
        {"cell_interval", time ? "Clopper-Pearson" : "Clopper-Pearson of one case, Hoeffding of several"},
        {"median_interval", time ? "order statistics"
                                 : "order statistics of one case, none of several: their drills are not independent"},
        {"overall_interval", time ? "Hoeffding" : "Clopper-Pearson of one case, Hoeffding of several"}};
    write_with_list(out, head, "cases", run.cases.size(),
                    [&](std::size_t index) { return to_json(run, run.cases[index]); });
}

void write_csv(std::ostream& out, const CellsRun& run) {
    const Scenario& scenario = run.scenario;
    fmt::memory_buffer buffer;
    const auto into = std::back_inserter(buffer);
    fmt::format_to(into,
                   "{}protocol,{},weight,cases,drills,reach,low,high,low_together,high_together,median,median_low,"
                   "median_high,may_be_worst,no_median,no_median_low,no_median_high\n",
                   is_time(run.by) ? "caller,callee,after," : "",
                   is_time(run.by)      ? "cell"
                   : run.by == By::pair ? "caller,callee"
                                        : name_of(run.by));
    for (const CellsSummary& summary : run.cases) {
        std::string names;
        if (is_time(run.by)) {
            const Case& played = scenario.cases[summary.case_index];
            names = fmt::format("{},{},{},", for_csv(scenario.parties[played.caller].id),
                                for_csv(callee_of(run, summary).id), seconds_of(played.after));
        }
        names += for_csv(scenario.protocols[summary.protocol].id);
        for (std::size_t index = 0; index < summary.cells.size(); ++index) {
            const CellSummary& cell = summary.cells[index];
            fmt::format_to(into, "{},{},{},{},{},{},{},{},{},{}", names, fields_of(run, cell), cell.weight,
                           cell.cases, cell.drills, cell.reach, cell.interval.low, cell.interval.high,
                           cell.together.low, cell.together.high);
            for (const auto& time : {cell.median.value, cell.median.low, cell.median.high}) {
                buffer.push_back(',');
                append_seconds(buffer, time.value_or(kNever));
            }
            const WhyNot reasons = why_not(cell.median, cell.cases == 1);
            fmt::format_to(into, ",{},{},{},{}\n", summary.worst.may_be(index) ? 1 : 0, reasons.value, reasons.low,
                           reasons.high);
        }
        out.write(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        buffer.clear();
    }
}

}  // namespace hotline
