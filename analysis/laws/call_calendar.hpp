// When to make the calls of a plan of tests, so that they disturb nobody twice. Calls that one person hears, as it is
// the same official or the same number, are at least `apart` from each other. Nobody is called on leave or on a
// public holiday. Nobody is called at night, from 22:00 to 07:00 by the official's clocks, unless a state of duty has
// no other hours, or nights are asked for. Nobody makes two calls in the same quarter of an hour.
//
// The calls of one ear are spread over the whole period: each has a part of it, and in this part an hour that the
// seed draws among those in which the official is in the state to be tested. Hours for which the response has laws of
// its own ([[response.ID.when]]) are left out, as they are no part of what is tested.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "analysis/laws/next_tests.hpp"
#include "models/scenario/timetable.hpp"

namespace hotline {

/// How long a call takes in the calendar.
inline constexpr Ticks kCallTakes = std::chrono::minutes{15};

struct CallHours {
    Instant from;
    Instant until;  // later
    Ticks apart{0};
    bool nights = false;  // calls off duty come at night
    std::uint64_t seed = 1;
};

struct PlannedCall {
    Index row = kNone;
    FoundOn state = FoundOn::on_duty;
    Instant at;
    bool at_night = false;
};

class CallCalendar {
public:
    CallCalendar(const Scenario& scenario, const CallHours& hours);

    /// By row: who hears its calls, from 0.
    const std::vector<std::size_t>& ears() const { return ears_; }
    /// By ear: how many calls have room.
    std::vector<std::size_t> room() const;
    /// Whether a row can be called in a state at all.
    bool open(Index row, std::size_t state) const { return !hours_of(row, state).slots.empty(); }

    struct Asked {
        Index row = kNone;
        CallsByState calls{};
    };
    struct Placed {
        std::vector<PlannedCall> calls;    // in the order of time
        std::vector<std::size_t> without;  // by ear: the calls for which there was no hour
        bool complete() const;
    };
    Placed place(const std::vector<Asked>& asked) const;

private:
    struct HoursOfState {
        std::vector<std::uint32_t> slots;  // sorted
        bool at_night = false;
    };
    struct Wish {
        Index row = kNone;
        std::size_t state = 0;
        std::uint64_t order = 0;
    };
    void find_ears();
    void find_hours(const Timetable& timetable);
    const HoursOfState& hours_of(Index row, std::size_t state) const { return hours_of_rows_[row][state]; }
    std::vector<PlannedCall> place_at_ear(const std::vector<Wish>& wishes, bool spread, std::size_t& without,
                                          const std::vector<bool>& taken) const;

    const Scenario& scenario_;
    CallHours hours_;
    std::uint32_t slots_ = 0;  // of the whole period
    std::uint32_t apart_ = 0;  // in slots
    std::vector<std::size_t> ears_;
    std::vector<std::array<HoursOfState, kStatesOfDuty.size()>> hours_of_rows_;
};

}  // namespace hotline
