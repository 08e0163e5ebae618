#include "analysis/laws/observed_time.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace hotline {

std::vector<ObservedTime> merged(std::vector<ObservedTime> times) {
    std::erase_if(times, [](const ObservedTime& time) { return time.empty(); });
    const auto key = [](const ObservedTime& time) { return std::tie(time.low, time.high, time.entry); };
    std::sort(times.begin(), times.end(),
              [&](const ObservedTime& one, const ObservedTime& other) { return key(one) < key(other); });
    std::size_t kept = 0;
    for (const ObservedTime& time : times) {
        if (kept > 0 && key(times[kept - 1]) == key(time)) {
            times[kept - 1].weight += time.weight;
        } else {
            times[kept++] = time;
        }
    }
    times.resize(kept);
    return times;
}

TimesSummary summary_of(const std::vector<ObservedTime>& merged) {
    TimesSummary summary;
    for (const ObservedTime& time : merged) {
        summary.all += time.weight;
        if (time.entry > 0) summary.late += time.weight;
        summary.last = std::max(summary.last, time.given_up() ? time.low : time.high);
        if (time.given_up()) {
            summary.given_up += time.weight;
            continue;
        }
        (time.exact() ? summary.exact : time.low > 0 ? summary.interval : summary.left) += time.weight;
        if (summary.distinct_answers++ == 0) summary.first_answer = time.high;
        summary.first_answer = std::min(summary.first_answer, time.high);
        summary.last_answer = std::max(summary.last_answer, time.high);
    }
    return summary;
}

}  // namespace hotline
