#include <fmt/format.h>
#include <fmt/ostream.h>

#include <string>

#include "analysis/write/effect_data.hpp"
#include "analysis/write/escape.hpp"
#include "analysis/write/json.hpp"
#include "analysis/write/varied.hpp"

namespace hotline {
namespace {

/// The values of a cell, by axis.
std::vector<std::string> values_of(const Varied& varied, std::size_t cell) {
    std::vector<std::string> values{varied.axes[0].values[cell / varied.columns()]};
    if (varied.axes.size() == 2) values.push_back(varied.axes[1].values[cell % varied.columns()]);
    return values;
}

Json json_of(const Varied& varied, std::size_t cell) {
    const VariedCell& of = varied.cells[cell];
    Json against = Json::object();
    add_effect(against, of.effect);
    Json json{{"values", values_of(varied, cell)}};
    json.update(json_of(of.level));
    json["against_today"] = std::move(against);
    return json;
}

Json head_of_values(const Varied& varied) {
    Json head = head_of(varied.scenario, varied.seed, varied.replications, varied.within);
    head["ranked_by"] = name_of(varied.by);
    Json paths = Json::array();
    for (const Axis& axis : varied.axes) paths.push_back(axis.path);
    head["varied"] = std::move(paths);
    head["confidence"] = kConfidence;
    head["confidence_of_each_difference"] = varied.confidence_of_each();
    return head;
}

void add_values(Json& json, const Varied& varied) {
    json["today"] = json_of(varied.today);
    json["best"] = Json::array();
    for (const std::size_t cell : varied.best()) json["best"].push_back(values_of(varied, cell));
}

void write_heads(std::ostream& out, const Varied& varied) {
    for (const Axis& axis : varied.axes) fmt::print(out, "{},", for_csv(axis.path));
    fmt::print(out, "mean,reach_of_all,{}\n", kEffectColumns);
}

/// The lines of the cells, each after `before`.
void write_cells(std::ostream& out, const Varied& varied, const std::string& before) {
    for (std::size_t cell = 0; cell < varied.cells.size(); ++cell) {
        out << before;
        for (const std::string& value : values_of(varied, cell)) fmt::print(out, "{},", for_csv(value));
        const VariedCell& of = varied.cells[cell];
        fmt::print(out, "{},{},{}\n", of.level.time.value, of.level.reached.value, effect_cells(of.effect));
    }
}

}  // namespace

void write_json(std::ostream& out, const Varied& varied) {
    Json head = head_of_values(varied);
    add_values(head, varied);
    write_with_list(out, head, "cells", varied.cells.size(), [&](std::size_t cell) { return json_of(varied, cell); });
}

void write_json(std::ostream& out, const VariedRun& run) {
    Json head = head_of_values(run.tables.front());
    head.erase("cases");  // each table has its own
    write_with_list(out, head, "tables", run.tables.size(), [&](std::size_t index) {
        const Varied& varied = run.tables[index];
        Json table = head_of(varied.scenario, varied.seed, varied.replications, varied.within)["cases"][0];
        add_values(table, varied);
        table["cells"] = Json::array();
        for (std::size_t cell = 0; cell < varied.cells.size(); ++cell)
            table["cells"].push_back(json_of(varied, cell));
        return table;
    });
}

void write_csv(std::ostream& out, const Varied& varied) {
    write_heads(out, varied);
    write_cells(out, varied, "");
}

void write_csv(std::ostream& out, const VariedRun& run) {
    out << "caller,callee,after,protocol,";
    write_heads(out, run.tables.front());
    for (const Varied& varied : run.tables) {
        const Scenario& scenario = varied.scenario;
        const Case& played = scenario.cases.front();
        write_cells(out, varied,
                    fmt::format("{},{},{},{},", for_csv(scenario.parties[played.caller].id),
                                for_csv(scenario.parties[played.callee].id), seconds_of(played.after),
                                for_csv(scenario.protocols[played.protocols.front()].id)));
    }
}

}  // namespace hotline
