// Times until an answer, as tests tell them: exact, or between two bounds. Whoever is given up answers after `low`,
// or never: right-censored. Whoever is seen too late answered before `high`: left-censored.
//
// Left truncation: an entry that came under observation only at `entry`, without an answer so far. Those who answered
// before it are missing from the log.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace hotline {

struct ObservedTime {
    double low = 0;     // seconds; equal to `high`, and above 0, where the time is exact
    double high = 0;    // infinite where it is right-censored
    double entry = 0;   // left truncation, below `high`; 0: from the beginning
    double weight = 1;  // how many alike

    bool exact() const { return low == high; }
    bool given_up() const { return high == std::numeric_limits<double>::infinity(); }
    /// Says nothing: an answer at any time, or never, would be the same.
    bool empty() const { return given_up() && low <= entry; }
};

/// Those alike become one, and those that say nothing are left out. The order does not matter to any estimate, but
/// the sums, so that it is always the same: by low, high and entry.
std::vector<ObservedTime> merged(std::vector<ObservedTime> times);

/// So many of them, drawn at random, and reproducibly: taken in turn, they would vary less than the times themselves.
std::vector<ObservedTime> thinned(const std::vector<ObservedTime>& times, double most, std::uint64_t seed = 1);

/// What a set of times holds.
struct TimesSummary {
    double all = 0;
    double exact = 0;
    double given_up = 0;
    double left = 0;      // answered before a time
    double interval = 0;  // answered between two times
    double late = 0;      // left-truncated
    double answered() const { return exact + left + interval; }
    double last = 0;          // the largest finite bound: where the log ends
    double first_answer = 0;  // bounds of the answers; 0 without any
    double last_answer = 0;
    std::size_t distinct_answers = 0;  // different pairs of bounds
};
TimesSummary summary_of(const std::vector<ObservedTime>& merged);

}  // namespace hotline
