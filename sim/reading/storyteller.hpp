// Makes the story of one drill for a picture (analysis/drills/story.hpp).
#pragma once

#include "analysis/drills/story.hpp"
#include "sim/escalation/drill.hpp"
#include "sim/reading/ending.hpp"

namespace hotline {

/// Requires a drill that has been played and read by `ending`.
Story story_of(Drill& drill, const Ending& ending);

/// The drills to show of a case and protocol: the drills at the median and at the 95 % quantile of the time to
/// contact, and the failed drill with the median number of attempts. A kind without drills is left out.
struct Telling {
    std::string kind;
    std::uint64_t replication = 0;
};
std::vector<Telling> worth_telling(const Outcomes& outcomes);

}  // namespace hotline
