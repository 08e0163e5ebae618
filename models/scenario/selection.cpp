#include "models/scenario/selection.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace hotline {

Directory::Directory(const Scenario& scenario) : scenario_(scenario), of_party_(scenario.parties.size()) {
    for (Index official = 0; official < scenario.officials.size(); ++official) {
        of_party_[scenario.officials[official].party].push_back(official);
    }
    for (const Leave& leave : scenario.leaves) {
        if (leave.deputy == kNone) continue;
        deputies_.resize(scenario.officials.size());
        deputies_[leave.official].push_back(leave.deputy);
    }
    of_rota_.resize(scenario.rotas.size());
    for (Index rota = 0; rota < scenario.rotas.size(); ++rota) {
        std::set<Index> known;
        const auto add = [&](Index official) {
            if (known.insert(official).second) of_rota_[rota].push_back(official);
        };
        for (const RotaLayer& layer : scenario.rotas[rota].layers) {
            for (const Index member : layer.members) add(member);
        }
        for (const RotaOverride& over : scenario.overrides) {
            if (over.rota == rota) add(over.official);
        }
    }
}

std::vector<CalledPlace> Directory::places(const Selector& call, Index caller, Index callee) const {
    std::vector<CalledPlace> places;
    if (call.parts.empty()) {
        add_matching(call, caller, callee, places);
        return places;
    }
    for (const Selector& part : call.parts) add_matching(part, caller, callee, places);
    std::set<CalledPlace> seen;
    std::erase_if(places, [&](const CalledPlace& place) { return !seen.insert(place).second; });
    return places;
}

void Directory::add_matching(const Selector& call, Index caller, Index callee,
                             std::vector<CalledPlace>& places) const {
    for (const Index official : call.officials) places.push_back({.official = official});
    if (!call.officials.empty()) return;
    if (call.rota != kNone) return places.push_back({.rota = call.rota, .ahead = call.ahead});
    Index party = call.party;
    if (call.side == Selector::Side::caller) party = caller;
    if (call.side == Selector::Side::callee) party = callee;
    const auto add = [&](Index index) {
        const Official& official = scenario_.officials[index];
        if (call.organisation && official.organisation != *call.organisation) return;
        if (call.role && official.role != *call.role) return;
        places.push_back({.official = index});
    };
    if (call.side == Selector::Side::group) {
        for (Index index = 0; index < scenario_.officials.size(); ++index) {
            if (is_in(scenario_.parties[scenario_.officials[index].party], call.group)) add(index);
        }
    } else {
        for (const Index index : of_party_[party]) add(index);
    }
}

std::vector<Index> Directory::called(const Selector& call, Index caller, Index callee) const {
    std::vector<Index> called;
    for (const CalledPlace& place : places(call, caller, callee)) {
        if (place.official != kNone) called.push_back(place.official);
    }
    return called;
}

void Directory::add_deputies(std::vector<Index>& reached) const {
    if (deputies_.empty()) return;
    for (std::size_t done = 0; done < reached.size(); ++done) {
        for (const Index deputy : deputies_[reached[done]]) {
            if (std::find(reached.begin(), reached.end(), deputy) == reached.end()) reached.push_back(deputy);
        }
    }
}

std::vector<Index> Directory::takers(const CalledPlace& place) const {
    std::vector<Index> takers = place.rota == kNone ? std::vector{place.official} : of_rota_[place.rota];
    add_deputies(takers);
    return takers;
}

std::vector<Index> Directory::others(std::span<const CalledPlace> places) const {
    if (!may_change(places)) return {};
    std::vector<Index> reached;
    for (const CalledPlace& place : places) {
        if (place.official != kNone) reached.push_back(place.official);
    }
    const auto named = static_cast<std::ptrdiff_t>(reached.size());
    for (const CalledPlace& place : places) {
        if (place.rota == kNone) continue;
        for (const Index official : of_rota_[place.rota]) {
            if (std::find(reached.begin(), reached.end(), official) == reached.end()) reached.push_back(official);
        }
    }
    add_deputies(reached);
    reached.erase(reached.begin(), reached.begin() + named);
    return reached;
}

bool Directory::may_change(std::span<const CalledPlace> places) const {
    return std::any_of(places.begin(), places.end(), [&](const CalledPlace& place) {
        return place.rota != kNone || (!deputies_.empty() && !deputies_[place.official].empty());
    });
}

std::vector<Index> rows_tried(const Scenario& scenario, const Step& step, Index official) {
    const std::vector<Index>& rows = scenario.officials[official].rows;
    if (step.via.empty()) return rows;
    std::vector<Index> tried;
    for (const Index channel : step.via) {
        std::copy_if(rows.begin(), rows.end(), std::back_inserter(tried),
                     [&](Index row) { return scenario.rows[row].channel == channel; });
    }
    return tried;
}

std::vector<Index> reachable_from(const Scenario& scenario, Index protocol) {
    std::vector<bool> seen(scenario.protocols.size(), false);
    std::vector<Index> reached;
    const auto reach = [&](Index next) {
        if (next == kNone || seen[next]) return;
        seen[next] = true;
        reached.push_back(next);
    };
    reach(protocol);
    for (const Party& party : scenario.parties) reach(party.hand_over);
    for (std::size_t done = 0; done < reached.size(); ++done) {
        for (const Step& step : scenario.protocols[reached[done]].steps) {
            reach(step.pass_to);
            reach(step.then_calls);
        }
    }
    return reached;
}

bool depends_on(const Selector& call, Selector::Side side) {
    if (call.parts.empty()) return call.officials.empty() && call.rota == kNone && call.side == side;
    return std::any_of(call.parts.begin(), call.parts.end(),
                       [&](const Selector& part) { return depends_on(part, side); });
}

bool depends_on(const Protocol& protocol, Selector::Side side) {
    return std::any_of(protocol.steps.begin(), protocol.steps.end(),
                       [&](const Step& step) { return depends_on(step.call, side); });
}

bool calls_rota(const Selector& call) {
    return (call.officials.empty() && call.rota != kNone) ||
           std::any_of(call.parts.begin(), call.parts.end(), [](const Selector& part) { return calls_rota(part); });
}

}  // namespace hotline
