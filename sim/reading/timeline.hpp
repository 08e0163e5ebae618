// One drill told in the order of time: who was tried through which channel, what happened, and why. The reasons are
// read from the drill's facts afterwards, so that telling costs the drills that nobody looks at nothing.
#pragma once

#include <string>
#include <vector>

#include "sim/escalation/drill.hpp"
#include "sim/reading/ending.hpp"

namespace hotline {

struct TimelineEvent {
    Ticks at{0};  // from the case's start
    std::string
        branch;  // "1" the case's own search, "1.2" the second that it opened; "a", "b" … targets called at once;
                 // "*" an answer that nobody waited for
    std::uint32_t depth = 0;
    Index row = kNone;  // whom it is about, and through what; none: the search as a whole
    std::string what;
    std::string why;  // may be empty
};

/// Requires that the drill has been played and `ending` has read it.
std::vector<TimelineEvent> timeline_of(Drill& drill, const Ending& ending);

}  // namespace hotline
