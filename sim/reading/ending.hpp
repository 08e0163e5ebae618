// What has happened in a drill, once it has been played: every search stops when it has found somebody, or when
// the one that opened it stops, or at the horizon; what would have begun then has not happened, what was under way
// is `cut off`.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "analysis/drills/outcome.hpp"
#include "sim/escalation/drill.hpp"
#include "sim/reading/record.hpp"

namespace hotline {

/// What has happened in a drill: made anew for every drill, its memory kept.
class Ending {
public:
    /// Reads a drill that has been played. It must outlive the questions.
    void read(const Drill& drill);

    /// The case's contact; `kNever`.
    Ticks contact() const { return contact_; }
    /// Whether an attempt has happened at all.
    bool happened(std::size_t attempt) const {
        const Attempt& made = drill_->attempts[attempt];
        return made.begins <= stops_[made.search].last_begin || on_the_way(attempt);
    }
    /// What an attempt that has happened ended in, and when that was settled.
    Result result(std::size_t attempt) const;
    Ticks settled(std::size_t attempt) const;
    /// Whether the attempt's answer, call-back or reply has happened.
    bool answered(std::size_t attempt) const {
        const Attempt& made = drill_->attempts[attempt];
        if (made.answered == kForever) return false;
        return made.answered <= stops_[made.search].last_begin || on_the_way(attempt);
    }
    /// Whether the contact came through this attempt: it made it, or its answer opened a search on the way to it.
    bool on_the_way(std::size_t attempt) const { return std::find(way_.begin(), way_.end(), attempt) != way_.end(); }
    /// The attempt that made contact; `kNone`.
    Index made_by() const { return way_.empty() ? kNone : way_.back(); }
    /// Whether, and when, a search has stopped before the horizon.
    Ticks stopped(Index search) const { return stops_[search].last_end; }

private:
    struct Stop {
        Ticks last_begin;  // what begins later has not happened
        Ticks last_end;    // what has not ended by then is cut off
    };
    struct Fate {
        Result result;
        Ticks settled;
    };
    Fate fate(std::size_t attempt) const;

    const Drill* drill_ = nullptr;
    Ticks contact_ = kNever;
    std::vector<Stop> stops_;  // by search
    std::vector<Index> way_;   // attempts through which contact came, the outermost first
};

Outcome outcome_of(const Drill& drill, const Ending& ending);
DrillRecord record_of(const Drill& drill, const Ending& ending);

}  // namespace hotline
