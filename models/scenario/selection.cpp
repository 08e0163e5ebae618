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

std::vector<Index> deputies_of(const Scenario& scenario, const std::vector<Index>& called) {
    if (scenario.leaves.empty()) return {};
    std::vector<Index> reached = called;
    for (std::size_t done = 0; done < reached.size(); ++done) {
        for (const Leave& leave : scenario.leaves) {
            if (leave.official != reached[done] || leave.deputy == kNone) continue;
            if (std::find(reached.begin(), reached.end(), leave.deputy) == reached.end())
                reached.push_back(leave.deputy);
        }
    }
    reached.erase(reached.begin(), reached.begin() + static_cast<std::ptrdiff_t>(called.size()));
    return reached;
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
