#include "models/scenario/line_up.hpp"

#include <algorithm>
#include <set>

namespace hotline {

std::vector<LineUp> line_ups(const Scenario& scenario, const std::vector<Index>& cases) {
    std::vector<LineUp> all(scenario.cases[cases.front()].protocols.size());
    for (std::size_t nth = 0; nth < all.size(); ++nth) {
        std::set<Index> protocols;
        all[nth].played.reserve(cases.size());
        for (const Index index : cases) {
            const Index protocol = scenario.cases[index].protocols[nth];
            all[nth].played.emplace_back(index, protocol);
            protocols.insert(protocol);
        }
        all[nth].protocols.assign(protocols.begin(), protocols.end());
    }
    return all;
}

LineUp line_up_with(const std::vector<Index>& cases, Index protocol) {
    LineUp one{{}, {protocol}};
    one.played.reserve(cases.size());
    for (const Index index : cases) one.played.emplace_back(index, protocol);
    return one;
}

std::vector<Index> cases_of_set(const Scenario& scenario, const Expectation& expectation) {
    if (expectation.quorum != kNone) return scenario.quorums[expectation.quorum].cases;
    std::vector<Index> cases;
    for (Index index = 0; index < scenario.cases.size(); ++index) {
        if (is_about(expectation, scenario.cases[index])) cases.push_back(index);
    }
    return cases;
}

bool name_equally_many(const Scenario& scenario, const std::vector<Index>& cases) {
    return std::all_of(cases.begin(), cases.end(), [&](Index index) {
        return scenario.cases[index].protocols.size() == scenario.cases[cases.front()].protocols.size();
    });
}

}  // namespace hotline
