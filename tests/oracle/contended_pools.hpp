// What there are only so many of: seats, lines, people who call. Who asks for one is told by his closures what came
// of it; the pools know nothing of what it is for.
//
// Source: scenarios/rules.md, rules I6, I9, and the turns 3, 7 and 8 of I7.
#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <optional>
#include <utility>
#include <vector>

#include "tests/oracle/contended_reference.hpp"

namespace hotline::contended {

struct Search;

struct Pool {
    enum class Kind : unsigned char { seats, lines, callers };  // in the order of the turns

    Kind kind = Kind::seats;
    Index index = kNone;    // of the official, the channel or the party
    std::size_t units = 0;  // 0: no limit
};

/// A request for a unit, the wait for it, and the unit itself.
struct Claim {
    enum class State : unsigned char { waiting, held, over };

    const Pool* pool = nullptr;
    const Search* search = nullptr;  // none: a load
    std::size_t position = 0;        // of the target in its step; of a load, its place
    std::uint64_t number = 0;        // of a load's call
    std::uint32_t priority = 0;
    bool preempts = false;
    bool droppable = true;
    bool asks = true;  // an official who calls back does not
    Ticks asked{0};
    Ticks patient_until = kForever;  // the last instant of waiting

    State state = State::waiting;
    bool tried_to_drop = false;
    bool talking = false;  // with somebody who was found: its search does not give it back
    std::optional<Ticks> granted_at;
    std::optional<Ticks> ended_at;  // given back, or given up
    std::uint64_t taken = 0;        // among all that were granted
    std::function<void(Claim&)> granted;
    std::function<void()> refused;
    std::function<void()> dropped;

    bool waiting() const { return state == State::waiting; }
    bool held() const { return state == State::held; }
};

class Pools {
public:
    /// Whether the one asks before the other, both with one priority and at one instant.
    using Before = std::function<bool(const Claim&, const Claim&)>;

    Pools(Before before, ContendedCounts& reached) : before_(std::move(before)), reached_(reached) {}

    /// Of what has no limit a unit is there at once; of all else they are given out in their turn.
    Claim& ask(Claim claim, Ticks now);
    /// More than there are, if need be.
    Claim& take(Claim claim, Ticks now);
    /// A unit, or the wait for one.
    void give_back(Claim& claim, Ticks now);

    // Each does what happens together in one turn, and says whether there was something.
    bool give_out_one(Ticks now);
    bool drop_for_one(Ticks now);
    bool end_patience(Pool::Kind kind, Ticks now);

    const std::list<Claim>& claims() const { return claims_; }

private:
    std::size_t taken(const Pool& pool) const;
    bool free(const Pool& pool) const { return pool.units == 0 || taken(pool) < pool.units; }
    void grant(Claim& claim, Ticks now);
    /// Who waits: by pool, then by who is served first.
    std::vector<Claim*> queue(Ticks now);
    void count_order(const Claim& served);

    Before before_;
    ContendedCounts& reached_;
    std::list<Claim> claims_;
    std::uint64_t granted_ = 0;
};

}  // namespace hotline::contended
