#include "models/scenario/selection.hpp"

#include <algorithm>
#include <iterator>

namespace hotline {

Directory::Directory(const Scenario& scenario) : scenario_(scenario), of_party_(scenario.parties.size()) {
    for (Index official = 0; official < scenario.officials.size(); ++official) {
        of_party_[scenario.officials[official].party].push_back(official);
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

}  // namespace hotline
