// When every official of a scenario is on duty, over all the time that its drills can reach. Made once,
// then read by any number of threads.
#pragma once

#include <vector>

#include "models/scenario/scenario.hpp"

namespace hotline {

class Timetable {
public:
    explicit Timetable(const Scenario& scenario);
    /// Over a span of one's own choice.
    Timetable(const Scenario& scenario, Instant first, Instant last);

    bool on_duty(Index official, Instant at) const {
        const Index hours = of_official_[official];
        return hours == kNone || hours_[hours].on_duty(at);
    }
    /// The beginning of the first shift that begins later than `at`; `Instant::max()` where none does: an
    /// official without a roster is always on duty, and no shift of his ever begins.
    Instant next_shift(Index official, Instant at) const {
        const Index hours = of_official_[official];
        return hours == kNone ? Instant::max() : hours_[hours].next_shift(at);
    }
    /// When being on duty changes next; `Instant::max()` where it does not.
    Instant next_change(Index official, Instant at) const {
        const Index hours = of_official_[official];
        return hours == kNone ? Instant::max() : hours_[hours].next_change(at);
    }

private:
    std::vector<DutyHours> hours_;    // one for each roster and party that occur together
    std::vector<Index> of_official_;  // kNone: always on duty
};

}  // namespace hotline
