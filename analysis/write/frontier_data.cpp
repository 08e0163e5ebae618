#include <fmt/format.h>
#include <fmt/ostream.h>

#include <string>

#include "analysis/write/effect_data.hpp"
#include "analysis/write/escape.hpp"
#include "analysis/write/frontier.hpp"
#include "analysis/write/json.hpp"

namespace hotline {
namespace {

Json titles_of(const Bundles& bundles, const Bundle& bundle) {
    Json titles = Json::array();
    for (const std::size_t offer : bundle) titles.push_back(bundles.offers()[offer].title);
    return titles;
}

Json json_of_bought(const Frontier& frontier, const Bought& bought) {
    Json json{{"changes", titles_of(frontier.bundles, bought.bundle)}, {"cost", bought.cost}};
    add_effect(json, bought.effect);
    Json extra;
    if (bought.extra) add_effect(extra, *bought.extra);
    add(json, "against_the_cheaper", std::move(extra), "it is the cheapest");
    return json;
}

}  // namespace

void write_json(std::ostream& out, const Frontier& frontier) {
    Json head = head_of(frontier.scenario, frontier.seed, frontier.replications, frontier.within);
    head["ranked_by"] = name_of(frontier.by);
    head["budget"] = frontier.bundles.budget();
    head["changes_with_cost"] = frontier.bundles.offers().size();
    head["bundles_played"] = frontier.played;
    head["exhaustive"] = frontier.exhaustive;
    head["confidence"] = kConfidence;
    head["confidence_of_each_difference"] = frontier.confidence_of_each();
    head["today"] = json_of(frontier.today);
    head["may_be_best"] = Json::array();
    for (const Bundle& rival : frontier.rivals)
        head["may_be_best"].push_back(
            {{"changes", titles_of(frontier.bundles, rival)}, {"cost", frontier.bundles.cost(rival)}});
    write_with_list(out, head, "frontier", frontier.bought.size(),
                    [&](std::size_t place) { return json_of_bought(frontier, frontier.bought[place]); });
}

void write_csv(std::ostream& out, const Frontier& frontier) {
    fmt::print(out, "cost,changes,{}\n", kEffectColumns);
    for (const Bought& bought : frontier.bought) {
        fmt::print(out, "{},{},{}\n", bought.cost, for_csv(frontier.bundles.title(bought.bundle)),
                   effect_cells(bought.effect));
    }
}

}  // namespace hotline
