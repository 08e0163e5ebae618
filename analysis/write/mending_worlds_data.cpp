#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <string>
#include <utility>

#include "analysis/write/effect_data.hpp"
#include "analysis/write/escape.hpp"
#include "analysis/write/json.hpp"
#include "analysis/write/mending_worlds.hpp"

namespace hotline {
namespace {

Json json_of_change(const MendingWorlds& mending, const ChangeInWorlds& change) {
    Json json{{"title", change.title}};
    add(json, "cost", change.cost ? Json(*change.cost) : Json(nullptr), "not stated");
    json["best_in"] = change.best;
    json["share"] = static_cast<double>(change.best) / static_cast<double>(mending.worlds());
    json["interval"] = json_of(change.share);
    json["difference"] = {{"median", change.median}, {"worlds_interval", json_of(change.of_worlds)}};
    json["robust"] = change.is_robust(mending.worlds());
    Json limit;
    if (change.only_if) {
        const OnlyIf& of = *change.only_if;
        limit = {{"path", mending.doubts[of.doubt].path},
                 {of.above ? "above" : "at_most", of.limit},
                 {"there", of.inside},
                 {"elsewhere", of.outside},
                 {"only", of.only()}};
    }
    add(json, "if", std::move(limit), "no doubt decides it");
    return json;
}

}  // namespace

void write_json(std::ostream& out, const MendingWorlds& mending) {
    Json head = head_of(mending.scenario, mending.seed, mending.replications, mending.within);
    head["ranked_by"] = name_of(mending.by);
    head["worlds"] = mending.worlds();
    head["doubts"] = mending.doubts.size();
    head["confidence"] = kConfidence;
    head["none_helps_in"] = mending.none;
    write_with_list(out, head, "changes", mending.changes.size(),
                    [&](std::size_t place) { return json_of_change(mending, mending.changes[place]); });
}

void write_csv(std::ostream& out, const MendingWorlds& mending) {
    out << "world";
    for (const ChangeInWorlds& change : mending.changes) out << ',' << for_csv(change.title);
    for (const DoubtLine& doubt : mending.doubts) out << ',' << for_csv(doubt.path);
    out << '\n';
    for (std::size_t world = 0; world < mending.worlds(); ++world) {
        fmt::print(out, "{}", world + 1);
        for (const ChangeInWorlds& change : mending.changes) fmt::print(out, ",{}", change.losses[world]);
        for (const std::string& value : mending.values[world]) out << ',' << for_csv(value);
        out << '\n';
    }
}

}  // namespace hotline
