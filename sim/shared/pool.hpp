// Units of one kind of which there are so many: the seats of a desk, the lines of a channel, the people of a party
// who call. Plain state: who asks is called back, nobody waits in here but on a list.
//
// What is free is given out, one unit at a time, when everything else of the instant has happened; who may have
// others dropped does so when that has left him without; giving up is for him who waits. The rules are I6 to I9 of
// scenarios/rules.md.
//
// Invariant, at the end of an instant: as many units are taken as there are holders; nobody waits while one is free;
// who waits stands in the order of `Precedence`.
#pragma once

#include <cstdint>
#include <functional>
#include <list>

#include "analysis/drills/usage.hpp"
#include "models/base/ticks.hpp"
#include "sim/escalation/drill.hpp"
#include "sim/shared/agenda.hpp"

namespace hotline {

/// Where somebody stands among those who want the same, or hold it (rule I6).
struct Precedence {
    std::uint32_t priority = 0;
    Ticks since{0};                // he has asked, or has held it
    Index place = 0;               // of the case; loads come behind all cases
    const Drill* drill = nullptr;  // none: a load
    Index search = 0;
    Index target = 0;  // of a load: the number of the call
};
/// Of the same priority and instant.
bool comes_before(const Precedence& a, const Precedence& b);

class Pool {
public:
    /// What is given out at one instant is seen to kind by kind, the first of these first.
    enum class Kind : std::uint8_t { callers, lines, seats };

    /// Of so many units; 0: no limit. The index tells it from others of its kind.
    Pool(Agenda& agenda, Kind kind, Index index, std::uint32_t units)
        : agenda_(agenda), kind_(kind), index_(index), units_(units) {}

    bool limited() const { return units_ > 0; }
    bool has_free() const { return !limited() || taken_ < units_; }
    Kind kind() const { return kind_; }

    /// Somebody who holds a unit. Where he may be dropped, `drop` makes him give it back.
    struct Holder {
        Precedence precedence;
        std::function<void()> drop;
    };
    using Holding = std::list<Holder>::iterator;
    /// Takes a unit, also where none is free: an official who calls back does not ask.
    Holding take(Holder holder);
    void give_back(Holding holding);

    /// Somebody who asks: `granted` is called where he is given a unit.
    struct Asker {
        Holder holder;
        bool preempts = false;  // and has not tried yet
        std::function<void(Holding)> granted;
    };
    using Waiting = std::list<Asker>::iterator;
    /// Whether whoever asks now is sure to be given one: nothing else is due before it is given out.
    bool gives_at_once() { return has_free() && agenda_.nothing_else_until(Phase::gives); }
    /// Gives at once. Requires that it does.
    Holding grant(Holder holder);
    Waiting ask(Asker asker);
    /// He who waits has none, and waits no longer.
    void refuse(Waiting waiting);

    const Usage& usage() const { return usage_; }
    /// Forgets holders and who waits, and what was counted.
    void begin();
    /// Counts what is held until now; whoever still waits is refused.
    void close();

    std::size_t held() const { return holders_.size(); }
    /// Asserts the invariant.
    void audit() const;

private:
    Agenda::Rank rank(Phase phase) const { return {phase, static_cast<std::uint32_t>(kind_), index_}; }
    bool is_waited_for() const { return !waiting_.empty() || !newcomers_.empty(); }
    std::list<Asker>& list_of(Waiting waiting);
    /// Those who have asked at an earlier instant take their places among who waits.
    void grow_older();
    void give_out_later();
    void give_out();
    void drop_for_others();
    /// Has holders of lower priority dropped until a unit is free: the lowest first, of those the latest. Nobody is
    /// where that would not do.
    bool make_room(std::uint32_t priority);
    void grant(Waiting waiting);

    Agenda& agenda_;
    Kind kind_;
    Index index_;
    std::uint32_t units_;
    std::uint32_t taken_ = 0;
    std::list<Holder> holders_;
    std::list<Asker> waiting_;    // who asked before this instant, the next first
    std::list<Asker> newcomers_;  // who has asked at it, likewise; or at an earlier one since which nobody has asked
    bool gives_out_ = false;      // later at this instant
    Usage usage_;
};

/// A unit of a pool, while it is held.
struct Held {
    Pool* pool = nullptr;
    Pool::Holding holding;
};

}  // namespace hotline
