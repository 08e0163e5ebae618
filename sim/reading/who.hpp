// The list as a caller would meet it at an instant: whom each step calls and on which channels, who is on duty and
// until when, and how likely each entry is still right. No drill is played for it, and nothing in it is random.
#pragma once

#include <optional>
#include <vector>

#include "models/scenario/timetable.hpp"
#include "sim/draws/plan.hpp"

namespace hotline {

/// One row of the contact list.
struct MetRow {
    Index row = kNone;
    bool on_leave = false;
    bool on_duty = false;
    Instant duty_changes;           // Instant::max(): not in sight
    std::optional<double> answers;  // the probability at that instant, where it depends on the hours or differs
    Ticks age{0};
    double still_right = 0;         // the probability that both the address and the holder are
    std::optional<Ticks> patience;  // the row's own, where the step has none
};

struct MetOfficial {
    Index official = kNone;    // who is called, or would be if the place were not passed over; kNone: nobody
    Index listed = kNone;      // in whose place: the same, or somebody on leave
    Index rota = kNone;        // of which somebody has the duty; kNone: the place is the official's own
    std::uint32_t ahead = 0;   // of the rota: see Selector
    Instant duty_changes;      // when another has the duty of the rota, or comes next; Instant::max(): not in sight
    bool waits = false;        // the step waits until somebody has the duty
    bool is_taken = false;     // called already, so the place is passed over
    bool passed_over = false;  // by a step that skips those off duty
    std::vector<MetRow> rows;  // in the order in which they are tried
};

struct MetStep {
    const Step* step = nullptr;
    Index protocol = kNone;
    Index number = 0;                    // in the protocol, from 1
    Index then_calls = kNone;            // the protocol by which whoever counts calls others
    std::vector<MetOfficial> officials;  // in list order
};

class Who {
public:
    /// The scenario must outlive it. Requires that every case's protocols have a goal.
    Who(const Scenario& scenario, Instant at);

    /// What the case's caller meets, step by step, with a protocol that it plays. Then, if it counts, what those meet
    /// who have been reached and call others: each protocol once, in the order in which steps name them.
    std::vector<MetStep> list(Index case_index, Index protocol) const;

private:
    MetStep meet(const PlannedStep& planned) const;
    MetRow meet(Index row) const;

    const Scenario& scenario_;
    Instant at_;
    Timetable timetable_;
    Plans plans_;
};

}  // namespace hotline
