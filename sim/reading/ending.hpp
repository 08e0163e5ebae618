// Decides what has happened in a drill that has been played. A search stops when it has found somebody, when its
// outer search stops, or at the horizon. Attempts that would begin later have not happened; attempts in progress are
// `cut off`.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "analysis/drills/outcome.hpp"
#include "sim/escalation/drill.hpp"
#include "sim/reading/record.hpp"

namespace hotline {

/// The events of a drill that have happened. One object serves many drills and reuses its memory.
class Ending {
public:
    /// Reads a drill that has been played. The drill must outlive all later calls.
    void read(const Drill& drill);

    /// The contact of the case; `kNever` if there is none.
    Ticks contact() const { return contact_; }
    /// Whether an attempt has happened.
    bool happened(std::size_t attempt) const {
        const Attempt& made = drill_->attempts[attempt];
        return made.begins <= stops_[made.search].last_begin || on_the_way(attempt);
    }
    /// The result of an attempt that has happened, and when it was settled.
    Result result(std::size_t attempt) const;
    Ticks settled(std::size_t attempt) const;
    /// Whether the attempt's answer, call-back or reply has happened.
    bool answered(std::size_t attempt) const {
        const Attempt& made = drill_->attempts[attempt];
        if (made.answered == kForever) return false;
        return made.answered <= stops_[made.search].last_begin || on_the_way(attempt);
    }
    /// Whether contact, or somebody who counts, came through this attempt: it made the contact, or its answer opened
    /// a search that led to it.
    bool on_the_way(std::size_t attempt) const { return std::find(way_.begin(), way_.end(), attempt) != way_.end(); }
    /// The attempt that made contact; `kNone` if none did.
    Index made_by() const { return made_by_; }
    /// When a search stopped; the horizon if it did not stop before.
    Ticks stopped(Index search) const { return stops_[search].last_end; }

private:
    struct Stop {
        Ticks last_begin;  // events that begin later have not happened
        Ticks last_end;    // attempts that have not ended by then are cut off
    };
    struct Fate {
        Result result;
        Ticks settled;
    };
    Fate fate(std::size_t attempt) const;
    /// Adds the attempts through which somebody was found, the outermost first. Returns the last one.
    Index add_way(const Discovery& how);
    /// Whether an attempt whose conversation has come to a find found somebody without making the contact.
    bool reached(std::size_t attempt) const;

    const Drill* drill_ = nullptr;
    Ticks contact_ = kNever;
    std::vector<Stop> stops_;  // by search
    std::vector<Index> way_;   // attempts through which contact, or somebody who counts, came
    Index made_by_ = kNone;
};

Outcome outcome_of(const Drill& drill, const Ending& ending);
DrillRecord record_of(const Drill& drill, const Ending& ending);

}  // namespace hotline
