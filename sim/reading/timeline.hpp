// One drill in the order of time: who was called on which channel, what happened, and why. Reasons are derived
// afterwards from the drill's facts, so that drills that nobody looks at have no extra cost.
#pragma once

#include <string>
#include <vector>

#include "sim/escalation/drill.hpp"
#include "sim/reading/ending.hpp"

namespace hotline {

struct TimelineEvent {
    Ticks at{0};         // from the case's start
    std::string branch;  // "1" is the case's own search, "1.2" the second search that it opened; "a", "b" … are
                         // targets that are called at once; "*" marks an answer for which no branch waited
    std::uint32_t depth = 0;
    Index row = kNone;  // official and channel of the event; kNone: the search as a whole
    std::string what;
    std::string why;  // may be empty
};

/// Requires a drill that has been played and read by `ending`.
std::vector<TimelineEvent> timeline_of(Drill& drill, const Ending& ending);

}  // namespace hotline
