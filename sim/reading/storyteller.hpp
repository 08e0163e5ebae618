// One drill for a picture (analysis/drills/story.hpp).
#pragma once

#include "analysis/drills/story.hpp"
#include "sim/escalation/drill.hpp"
#include "sim/reading/ending.hpp"

namespace hotline {

/// Requires that the drill has been played and `ending` has read it.
Story story_of(Drill& drill, const Ending& ending);

/// Which drills to show of a case and protocol: one whose contact came when half of those that made contact had made
/// it, one when 95 % had, and one that failed, with as many attempts as half of those have at most. Nothing where
/// there is none.
struct Telling {
    std::string kind;
    std::uint64_t replication = 0;
};
std::vector<Telling> worth_telling(const Outcomes& outcomes);

}  // namespace hotline
