// The duty hours of all officials of a scenario, over all the time that its drills can reach. It is made once; then
// any number of threads may read it.
#pragma once

#include <vector>

#include "models/scenario/rota_duty.hpp"
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
    /// Whether somebody is on leave.
    bool on_leave(Index official, Instant at) const { return leave_of(official, at) != kNone; }
    /// Who takes the place of an official on leave: the deputy, or the deputy's deputy, and so on; the official if
    /// nobody does. In a circle of deputies everybody keeps his place.
    Index in_place_of(Index official, Instant at) const;
    /// Who has the duty of a rota, or comes next. Leave is ignored.
    const RotaDuty& rota(Index rota) const { return rotas_[rota]; }
    /// The beginning of the first shift that begins later than `at`; `Instant::max()` if there is none. The times in
    /// which somebody has the duty of a rota are shifts, too. An official without shifts is on duty except on leave,
    /// and begins a shift at each return.
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
    /// By official: when somebody has the duty of rotas, also as a deputy. Empty where there are no rotas.
    std::vector<std::vector<Span>> duties() const;
    /// The number of the leave that somebody is on, the first of the list; none: `kNone`.
    Index leave_of(Index official, Instant at) const;

    const Scenario* scenario_;                // for its leaves
    std::vector<std::vector<Index>> leaves_;  // by official; empty where there are none at all
    std::vector<RotaDuty> rotas_;
    std::vector<DutyHours> hours_;  // one for each roster, party, zone, own days, leave and turns that occur together
    std::vector<Index> of_official_;  // kNone: always on duty
};

}  // namespace hotline
