#include "models/scenario/selection.hpp"

#include <algorithm>
#include <iterator>

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
}

std::vector<Index> Directory::called(const Selector& call, Index caller, Index callee) const {
    if (!call.officials.empty()) return call.officials;
    Index party = call.party;
    if (call.side == Selector::Side::caller) party = caller;
    if (call.side == Selector::Side::callee) party = callee;
    std::vector<Index> matching;
    const auto add = [&](Index index) {
        const Official& official = scenario_.officials[index];
        if (call.organisation && official.organisation != *call.organisation) return;
        if (call.role && official.role != *call.role) return;
        matching.push_back(index);
    };
    if (call.side == Selector::Side::group) {
        for (Index index = 0; index < scenario_.officials.size(); ++index) {
            if (is_in(scenario_.parties[scenario_.officials[index].party], call.group)) add(index);
        }
    } else {
        for (const Index index : of_party_[party]) add(index);
    }
    return matching;
}

std::vector<Index> Directory::deputies(std::span<const Index> called) const {
    if (deputies_.empty()) return {};
    std::vector<Index> reached(called.begin(), called.end());
    for (std::size_t done = 0; done < reached.size(); ++done) {
        for (const Index deputy : deputies_[reached[done]]) {
            if (std::find(reached.begin(), reached.end(), deputy) == reached.end()) reached.push_back(deputy);
        }
    }
    reached.erase(reached.begin(), reached.begin() + static_cast<std::ptrdiff_t>(called.size()));
    return reached;
}

bool Directory::have_deputies(std::span<const Index> called) const {
    return !deputies_.empty() &&
           std::any_of(called.begin(), called.end(), [&](Index official) { return !deputies_[official].empty(); });
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
        for (const Step& step : scenario.protocols[reached[done]].steps) reach(step.pass_to);
    }
    return reached;
}

bool depends_on(const Protocol& protocol, Selector::Side side) {
    return std::any_of(protocol.steps.begin(), protocol.steps.end(),
                       [&](const Step& step) { return step.call.officials.empty() && step.call.side == side; });
}

}  // namespace hotline
