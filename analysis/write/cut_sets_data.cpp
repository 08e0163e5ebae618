#include <fmt/format.h>
#include <fmt/ostream.h>
#include <fmt/ranges.h>

#include <cmath>
#include <string>
#include <utility>

#include "analysis/write/cut_sets.hpp"
#include "analysis/write/effect_data.hpp"
#include "analysis/write/escape.hpp"
#include "analysis/write/json.hpp"

namespace hotline {
namespace {

std::string part_name(const CutSets& sets, std::uint32_t part) {
    const FalliblePiece& piece = sets.ways.pieces[part];
    return fmt::format("{} {}", name_of(piece.kind), piece.name);
}

double share_of_drills(const CutSets& sets, std::uint64_t drills) {
    return static_cast<double>(drills) / static_cast<double>(sets.replications);
}

Json json_of_set(const CutSets& sets, const CutSet& set) {
    Json parts = Json::array();
    for (const std::uint32_t part : set.parts) parts.push_back(part_name(sets, part));
    return {{"parts", std::move(parts)},
            {"probability", set.probability},
            {"seen", set.seen},
            {"share", share_of_drills(sets, set.seen)},
            {"interval", json_of(set.interval)},
            {"drills", set.drills}};
}

Json json_of_part(const CutSets& sets, std::uint32_t part) {
    const Importance& of = sets.importances.of[part];
    Json json{{"part", part_name(sets, part)},         {"kind", name_of(sets.ways.pieces[part].kind)},
              {"fails", sets.importances.fails[part]}, {"birnbaum", of.birnbaum},
              {"fussell_vesely", of.fussell_vesely},   {"risk_achievement_worth", of.risk_achievement}};
    add(json, "risk_reduction_worth", std::isfinite(of.risk_reduction) ? Json(of.risk_reduction) : Json(nullptr),
        "without it nothing fails");
    return json;
}

}  // namespace

void write_json(std::ostream& out, const CutSets& sets) {
    Json head = head_of(sets.scenario, sets.seed, sets.replications, sets.within);
    head["confidence"] = kConfidence;
    head["missed"] = {{"drills", sets.missed},
                      {"probability", share_of_drills(sets, sets.missed)},
                      {"interval", json_of(sets.missed_interval)},
                      {"without_a_cut_set", sets.unexplained}};
    head["static"] = sets.is_static();
    head["not_static"] = sets.ways.not_static;
    head["ways"] = sets.ways.sets.size();
    head["probability"] = sets.importances.top;
    head["parts"] = Json::array();
    for (std::uint32_t part = 0; part < sets.ways.pieces.size(); ++part)
        head["parts"].push_back(json_of_part(sets, part));
    write_with_list(out, head, "cut_sets", sets.sets.size(),
                    [&](std::size_t place) { return json_of_set(sets, sets.sets[place]); });
}

void write_csv(std::ostream& out, const CutSets& sets) {
    fmt::print(out, "probability,seen,share,low,high,drills,parts\n");
    for (const CutSet& set : sets.sets) {
        std::string names;
        for (const std::uint32_t part : set.parts) names += (names.empty() ? "" : " + ") + part_name(sets, part);
        fmt::print(out, "{},{},{},{},{},{},{}\n", set.probability, set.seen, share_of_drills(sets, set.seen),
                   set.interval.low, set.interval.high, fmt::join(set.drills, " "), for_csv(names));
    }
}

}  // namespace hotline
