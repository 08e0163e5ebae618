#include "models/changes/parts_in_use.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "models/scenario/selection.hpp"

namespace hotline {

PartsInUse::PartsInUse(const Scenario& scenario) {
    const Directory directory(scenario);
    std::set<std::tuple<Index, Index, Index>> seen;  // protocol, caller, callee; kNone where it does not matter
    for (const Case& played : scenario.cases) {
        if (const Index site = scenario.parties[played.caller].site; site != kNone) sites.insert(site);
        for (const Index root : played.protocols) {
            for (const Index protocol : reachable_from(scenario, root)) {
                const Protocol& model = scenario.protocols[protocol];
                protocols.insert(protocol);
                if (!seen.emplace(protocol, depends_on(model, Selector::Side::caller) ? played.caller : kNone,
                                  depends_on(model, Selector::Side::callee) ? played.callee : kNone)
                         .second) {
                    continue;
                }
                for (const Step& step : model.steps) {
                    for (const CalledPlace& place : directory.places(step.call, played.caller, played.callee)) {
                        if (place.rota != kNone) rotas.insert(place.rota);
                        for (const Index official : directory.takers(place)) {
                            const std::vector<Index> tried = rows_tried(scenario, step, official);
                            if (!tried.empty()) officials.insert(official);
                            rows.insert(tried.begin(), tried.end());
                        }
                    }
                }
            }
        }
    }
    for (const Index row : rows) channels.insert(scenario.rows[row].channel);
    for (const Index channel : channels) {
        const auto& of_channel = scenario.channels[channel].carriers;
        carriers.insert(of_channel.begin(), of_channel.end());
    }
    for (const Index official : officials) {
        const Official& person = scenario.officials[official];
        if (person.site != kNone) sites.insert(person.site);
        if (person.roster != kNone) rosters.insert(person.roster);
        // Whoever opens a hand-over searches from the site of the party.
        if (const Index site = scenario.parties[person.party].site; site != kNone) sites.insert(site);
    }
}

std::string name_of_entry(const Scenario& scenario, Index row) {
    const Row& entry = scenario.rows[row];
    const Official& owner = scenario.officials[entry.official];
    const auto alike = std::count_if(owner.rows.begin(), owner.rows.end(),
                                     [&](Index other) { return scenario.rows[other].channel == entry.channel; });
    const std::string& channel = scenario.channels[entry.channel].id;
    return alike == 1 ? fmt::format("{} ({})", owner.id, channel)
                      : fmt::format("{} ({} {})", owner.id, channel, entry.address);
}

}  // namespace hotline
