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
    /// How the official of a row responds at an instant, by the state of duty and by the response's `when`.
    const Duty& duty(Index row, Instant at) const {
        const Row& entry = scenario_->rows[row];
        const Response& response = scenario_->responses[entry.response];
        const bool on = on_duty(entry.official, at);
        if (!response.when.empty()) return duty_by_hours(row, on, at);
        if (on) return response.on_duty;
        return response.on_leave && on_leave(entry.official, at) ? *response.on_leave : response.off_duty;
    }
    /// The next instant at which hours of the `when` of a row's response begin or end; `Instant::max()` if there is
    /// none.
    Instant next_change_of_hours(Index row, Instant at) const;
    /// The next instant at which `on_duty` changes; `Instant::max()` if there is none.
    Instant next_change(Index official, Instant at) const {
        const Index hours = of_official_[official];
        return hours == kNone ? Instant::max() : hours_[hours].next_change(at);
    }

private:
    /// By official: when somebody has the duty of rotas, also as a deputy. Empty where there are no rotas.
    std::vector<std::vector<Span>> duties() const;
    void add_hours_of_responses(Instant first, Instant last);
    const Duty& duty_by_hours(Index row, bool on_duty, Instant at) const;
    /// The number of the leave that somebody is on, the first of the list; none: `kNone`.
    Index leave_of(Index official, Instant at) const;

    const Scenario* scenario_;
    std::vector<std::vector<Index>> leaves_;  // by official; empty where there are none at all
    std::vector<RotaDuty> rotas_;
    std::vector<DutyHours> hours_;  // one for each roster, party, zone, own days, leave and turns that occur together
    std::vector<Index> of_official_;        // kNone: always on duty
    std::vector<DutyHours> hours_of_when_;  // one for each `when`, for each zone in which its response occurs
    std::vector<Index> when_of_row_;        // its first of these; empty where no response has any
};

}  // namespace hotline
