// Pools of identical units: seats, lines, callers. A requester passes closures that receive the result; the pools do
// not know what a unit is for.
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
    bool talking = false;  // with somebody who was found, so its search does not give it back
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
    /// Whether one request comes before another of the same priority at the same instant.
    using Before = std::function<bool(const Claim&, const Claim&)>;

    Pools(Before before, ContendedCounts& reached) : before_(std::move(before)), reached_(reached) {}

    /// A unit of an unlimited pool is granted at once; others in their turn.
    Claim& ask(Claim claim, Ticks now);
    /// May exceed the size of the pool.
    Claim& take(Claim claim, Ticks now);
    /// Releases a unit, or cancels the wait for one.
    void give_back(Claim& claim, Ticks now);

    // Each runs everything in one turn, and returns whether there was anything.
    bool give_out_one(Ticks now);
    bool drop_for_one(Ticks now);
    bool end_patience(Pool::Kind kind, Ticks now);

    const std::list<Claim>& claims() const { return claims_; }

private:
    std::size_t taken(const Pool& pool) const;
    bool free(const Pool& pool) const { return pool.units == 0 || taken(pool) < pool.units; }
    void grant(Claim& claim, Ticks now);
    /// Waiting requests: by pool, then in order of service.
    std::vector<Claim*> queue(Ticks now);
    void count_order(const Claim& served);

    Before before_;
    ContendedCounts& reached_;
    std::list<Claim> claims_;
    std::uint64_t granted_ = 0;
};

}  // namespace hotline::contended
