#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "models/scenario/scenario.hpp"

namespace hotline {

void number_tests(std::vector<Case>& cases) {
    const auto begins_elsewhen = [&](const Case& played) { return played.after != cases.front().after; };
    if (std::none_of(cases.begin(), cases.end(), begins_elsewhen)) {  // as in most scenarios
        for (Case& played : cases) played.number = 0;
        return;
    }
    std::map<std::pair<Index, Index>, std::set<Ticks>> begin;
    for (const Case& played : cases) begin[{played.caller, played.callee}].insert(played.after);
    for (Case& played : cases) {
        const std::set<Ticks>& tests = begin.at({played.caller, played.callee});
        played.number = static_cast<std::uint32_t>(std::distance(tests.begin(), tests.find(played.after)));
    }
}

}  // namespace hotline
