#include "analysis/drills/quorum_drills.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

namespace hotline {

Ticks time_of_enough(std::span<Ticks> times, std::size_t needed) {
    const auto rank = [](Ticks time) { return time == kNever ? Ticks::max() : time; };
    const auto at = times.begin() + static_cast<std::ptrdiff_t>(needed - 1);
    std::nth_element(times.begin(), at, times.end(), [&](Ticks a, Ticks b) { return rank(a) < rank(b); });
    return *at;
}

std::vector<QuorumDrills> quorum_drills(const Scenario& scenario, const std::vector<Outcomes>& outcomes) {
    std::vector<QuorumDrills> all;
    if (scenario.quorums.empty()) return all;
    std::map<std::pair<Index, Index>, const Outcomes*> of;  // by case and protocol
    for (const Outcomes& played : outcomes) of[{played.case_index, played.protocol}] = &played;
    for (Index index = 0; index < scenario.quorums.size(); ++index) {
        const Quorum& quorum = scenario.quorums[index];
        for (LineUp& line_up : line_ups(scenario, quorum.cases)) {
            QuorumDrills drills{index, std::move(line_up.protocols), quorum.needed(), {}, {}};
            for (const auto& played : line_up.played) {
                const auto found = of.find(played);
                if (found != of.end()) drills.cases.push_back(found->second);
            }
            if (drills.cases.size() < quorum.cases.size()) continue;
            std::vector<Ticks> of_drill(drills.cases.size());
            drills.times.resize(drills.cases.front()->size());
            for (std::size_t drill = 0; drill < drills.times.size(); ++drill) {
                std::ranges::transform(drills.cases, of_drill.begin(),
                                       [&](const Outcomes* played) { return played->contact[drill]; });
                drills.times[drill] = time_of_enough(of_drill, drills.needed);
            }
            all.push_back(std::move(drills));
        }
    }
    return all;
}

std::vector<std::uint32_t> contacts_by(const std::vector<const Outcomes*>& cases, Ticks within) {
    std::vector<std::uint32_t> contacts(cases.front()->size());
    for (const Outcomes* played : cases) {
        for (std::size_t drill = 0; drill < contacts.size(); ++drill)
            contacts[drill] += in_time(played->contact[drill], within) ? 1 : 0;
    }
    return contacts;
}

}  // namespace hotline
