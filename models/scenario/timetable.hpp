// The duty hours of all officials of a scenario, over all the time that its drills can reach. It is made once; then
// any number of threads may read it.
#pragma once

#include <vector>

#include "models/scenario/scenario.hpp"

namespace hotline {

class Timetable {
public:
    explicit Timetable(const Scenario& scenario);
    /// Over a given span.
    Timetable(const Scenario& scenario, Instant first, Instant last);

    bool on_duty(Index official, Instant at) const {
        const Index hours = of_official_[official];
        return hours == kNone || hours_[hours].on_duty(at);
    }
    /// The beginning of the first shift that begins after `at`; `Instant::max()` if there is none. An official
    /// without a roster is always on duty, and has no shifts.
    Instant next_shift(Index official, Instant at) const {
        const Index hours = of_official_[official];
        return hours == kNone ? Instant::max() : hours_[hours].next_shift(at);
    }
    /// The next instant at which `on_duty` changes; `Instant::max()` if there is none.
    Instant next_change(Index official, Instant at) const {
        const Index hours = of_official_[official];
        return hours == kNone ? Instant::max() : hours_[hours].next_change(at);
    }

private:
    std::vector<DutyHours> hours_;    // one for each pair of roster and party
    std::vector<Index> of_official_;  // kNone: always on duty
};

}  // namespace hotline
