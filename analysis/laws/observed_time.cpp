#include "analysis/laws/observed_time.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
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

std::vector<ObservedTime> thinned(const std::vector<ObservedTime>& times, double most, std::uint64_t seed) {
    double left = 0;
    for (const ObservedTime& time : times) left += time.weight;
    if (left <= most) return times;
    // Each is taken with the chance that those still wanted have among those left (Knuth, 1997, "The Art of Computer
    // Programming", 3.4.2, algorithm S).
    std::mt19937_64 random(seed);
    std::vector<ObservedTime> some;
    double wanted = most;
    for (ObservedTime time : times) {
        double taken = 0;
        const auto alike = static_cast<std::uint64_t>(std::ceil(time.weight));
        for (std::uint64_t one = 0; one < alike; ++one, --left) {
            const double uniform = static_cast<double>(random() >> 11) / 9007199254740992.0;
            if (uniform * left < wanted - taken) ++taken;
        }
        wanted -= taken;
        time.weight = taken;
        if (taken > 0) some.push_back(time);
    }
    return some;
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
