// A pool of identical units: the seats of a desk (servers), the lines of a channel (trunks), or the callers of a
// party. A pool is plain state with a queue: a request gets its unit by a callback, and no branch blocks here.
//
// Free units are granted one at a time, after the other events of the instant. A request that may preempt others does
// so if it is then still without a unit. Each waiting request ends its own wait. See rules I6 to I9 of
// scenarios/rules.md.
//
// Invariants at the end of an instant: the number of units taken is the number of holders; no request waits while a
// unit is free; waiting requests are in the order of `Precedence`.
#pragma once

#include <cstdint>
#include <functional>
#include <list>

#include "analysis/drills/usage.hpp"
#include "models/base/ticks.hpp"
#include "sim/escalation/drill.hpp"
#include "sim/shared/agenda.hpp"

namespace hotline {

/// The order among requests for a unit, or among its holders (rule I6).
struct Precedence {
    std::uint32_t priority = 0;
    Ticks since{0};                // the instant of the request, or of the grant
    Index place = 0;               // of the case; loads come after all cases
    const Drill* drill = nullptr;  // null: a load
    Index search = 0;
    Index target = 0;  // for a load: the number of the call
};
/// The order among those with the same priority and instant.
bool comes_before(const Precedence& a, const Precedence& b);

class Pool {
public:
    /// At one instant, seats are granted first, then lines, then callers (Phase::gives).
    enum class Kind : std::uint8_t { callers, lines, seats };

    /// A pool of `units` units; 0: no limit. The index distinguishes pools of one kind.
    Pool(Agenda& agenda, Kind kind, Index index, std::uint32_t units)
        : agenda_(agenda), kind_(kind), index_(index), units_(units) {}

    bool limited() const { return units_ > 0; }
    bool has_free() const { return !limited() || taken_ < units_; }
    Kind kind() const { return kind_; }

    /// The holder of a unit. If it may be preempted, `drop` makes it give the unit back.
    struct Holder {
        Precedence precedence;
        std::function<void()> drop;
    };
    using Holding = std::list<Holder>::iterator;
    /// Takes a unit even if none is free: an official who calls back does not ask for one.
    Holding take(Holder holder);
    void give_back(Holding holding);

    /// A request for a unit. `granted` is called when it gets one.
    struct Asker {
        Holder holder;
        bool preempts = false;  // it may preempt, and has not tried yet
        std::function<void(Holding)> granted;
    };
    using Waiting = std::list<Asker>::iterator;
    /// Whether a request now certainly gets a unit: one is free, and nothing else is due before it would be granted.
    bool gives_at_once() { return has_free() && agenda_.nothing_else_until(Phase::gives); }
    /// Grants a unit at once. Requires `gives_at_once()`.
    Holding grant(Holder holder);
    Waiting ask(Asker asker);
    /// Ends a wait without a unit.
    void refuse(Waiting waiting);

    const Usage& usage() const { return usage_; }
    /// Resets the pool: no holders, no requests, no counts.
    void begin();
    /// Counts the use up to now, and refuses all waiting requests.
    void close();

    std::size_t held() const { return holders_.size(); }
    /// Asserts the invariants.
    void audit() const;

private:
    Agenda::Rank rank(Phase phase) const { return {phase, static_cast<std::uint32_t>(kind_), index_}; }
    bool is_waited_for() const { return !waiting_.empty() || !newcomers_.empty(); }
    std::list<Asker>& list_of(Waiting waiting);
    /// Moves newcomers of an earlier instant into the queue.
    void grow_older();
    void give_out_later();
    void give_out();
    void drop_for_others();
    /// Preempts holders of lower priority until a unit is free: the lowest priority first, among these the latest.
    /// Preempts nobody if that would not free a unit. Returns whether a unit is free.
    bool make_room(std::uint32_t priority);
    void grant(Waiting waiting);

    Agenda& agenda_;
    Kind kind_;
    Index index_;
    std::uint32_t units_;
    std::uint32_t taken_ = 0;
    std::list<Holder> holders_;
    std::list<Asker> waiting_;    // requests of earlier instants, the next one first
    std::list<Asker> newcomers_;  // requests of the latest instant with requests, the next one first
    bool gives_out_ = false;      // an event to grant units is pending at this instant
    Usage usage_;
};

/// A unit of a pool, while it is held.
struct Held {
    Pool* pool = nullptr;
    Pool::Holding holding;
};

}  // namespace hotline
