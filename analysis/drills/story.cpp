#include "analysis/drills/story.hpp"

#include <algorithm>

namespace hotline {

Ticks shown_until(const Story& story) {
    Ticks last{0};
    for (const StoryAttempt& attempt : story.attempts) {
        last = std::max(last, std::min(attempt.ends, story.ends));
        if (attempt.called_back != kNever) last = std::max(last, std::min(attempt.called_back, story.ends));
    }
    const Ticks until = story.contact == kNever && last > Ticks{0} ? last + last / 8 : story.ends;
    return std::max(std::min(until, story.ends), Ticks{1});
}

}  // namespace hotline
