#include <fmt/format.h>
#include <fmt/ostream.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "analysis/write/effect_data.hpp"
#include "analysis/write/escape.hpp"
#include "analysis/write/json.hpp"
#include "analysis/write/mending.hpp"

namespace hotline {
namespace {

/// All changes in the order of the text.
std::vector<std::size_t> in_order(const Mending& mending) {
    std::vector<std::size_t> all = mending.measures;
    all.insert(all.end(), mending.better.begin(), mending.better.end());
    all.insert(all.end(), mending.gone.begin(), mending.gone.end());
    return all;
}

Json json_of_change(const Mending& mending, std::size_t index) {
    const Change& change = mending.changes[index];
    Json json{{"title", change.title},
              {"part", name_of(change.part)},
              {"of", change.of},
              {"aim", name_of(change.aim)},
              {"is_measure", change.is_measure}};
    add(json, "cost", hotline::json_of(change.cost), "not stated");
    json["rank"] = mending.ranks[index];
    add_effect(json, mending.effects[index]);
    return json;
}

}  // namespace

void write_json(std::ostream& out, const Mending& mending) {
    Json head = head_of(mending.scenario, mending.seed, mending.replications, mending.within);
    head["ranked_by"] = name_of(mending.by);
    head["confidence"] = kConfidence;
    head["confidence_of_each_difference"] = mending.confidence_of_each();
    head["today"] = json_of(mending.today);
    const std::vector<std::size_t> all = in_order(mending);
    write_with_list(out, head, "changes", all.size(),
                    [&](std::size_t place) { return json_of_change(mending, all[place]); });
}

void write_csv(std::ostream& out, const Mending& mending) {
    fmt::print(out, "title,part,of,aim,is_measure,cost,rank,{}\n", kEffectColumns);
    for (const std::size_t index : in_order(mending)) {
        const Change& change = mending.changes[index];
        fmt::print(out, "{},{},{},{},{},{},{},{}\n", for_csv(change.title), name_of(change.part), for_csv(change.of),
                   name_of(change.aim), change.is_measure, change.cost ? fmt::format("{}", *change.cost) : "",
                   mending.ranks[index], effect_cells(mending.effects[index]));
    }
}

}  // namespace hotline
