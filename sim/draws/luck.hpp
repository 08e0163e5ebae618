// Keyed uniform random numbers: every random number of a drill is a pure function of its purpose.
//
// Philox4x64 with seven rounds (Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11;
// seven are the fewest with which it passed all of TestU01's BigCrush there). One call gives a block of four numbers.
// The key is (seed, block), and the counter (replication, subject, scope, index). Purposes that one attempt, official
// or the like has together are the lanes of one block, so that one call serves them all. No two purposes share a
// lane, and the lanes are independent. Nothing depends on the order of the draws, so neither threads nor the engine
// can change a result. Two protocols that make the same draw get the same number (common random numbers).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "models/scenario/scenario.hpp"

namespace hotline {

/// The numbers of a block, which are its lanes.
inline constexpr std::uint64_t kLanes = 4;

/// The purpose of a number: block × 4 + lane. Each comment gives subject, scope and index of a block. A row, official
/// or the like stands for its identity. "path" is that of the search: see `path_of_case` and `path_of_inner`.
/// "attempt" is the number of the attempt among those of the search on that row, from 1. Steps and rounds count
/// from 0.
enum class Purpose : std::uint64_t {
    // 0, 0, 0
    start = 1 * kLanes,
    // official, 0, 0; of `present` with periods: official, length of a period in ticks, number of the period, from 1
    holder_valid = 2 * kLanes,
    present,
    // row, 0, 0
    address_valid = 3 * kLanes,
    // official, length of the spell in ticks, 0
    spell_offset = 4 * kLanes,
    // A series over the numbers of spells: official, length of the spell in ticks
    spell_answers = 5 * kLanes,
    // combine(party called, party that calls), 0, 0
    willing = 6 * kLanes,
    // carrier, 0, n: length of its n-th spell from the drill's start, from 0; whether it is down then is of n = 0
    carrier_first = 7 * kLanes,
    carrier_spell,
    // carrier, 0, number of the outage among the scenario's [[outage]]s, or number among its degradations
    outage_lasts = 8 * kLanes,
    degraded_lasts,
    // site, 0, n: as for carriers
    site_first = 9 * kLanes,
    site_spell,
    // site, 0, number of the outage
    site_outage_lasts = 10 * kLanes,
    // 0, path, 0; of requests: the path of the case
    prepare = 11 * kLanes,
    request_answer,
    request_latency,
    // step, path, round
    before = 12 * kLanes,
    linger,
    // 0, path, round that has ended
    round_gap = 13 * kLanes,
    // 0, path of the case, try, from 1; of the gap: try that has ended
    exchange_set_up = 14 * kLanes,
    exchange_gap,
    // row, path, attempt: every attempt (of a message too)
    set_up = 15 * kLanes,
    answer,
    latency,
    call_back,
    // likewise: an answer
    interpreter_failure = 16 * kLanes,
    verify_latency,
    verify_failure,
    screened,
    // likewise; of the gap: attempt that has ended
    call_back_delay = 17 * kLanes,
    gap,
    declined,
    interpreter_latency,
    // likewise; of `connect`: attempt that opened the inner search
    connect = 18 * kLanes,
    conversation,
    wrong_person,
    voice_mail,
    // likewise
    wrong_person_latency = 19 * kLanes,
    wrong_person_lasts,
    voice_mail_after,
    greeting,
    // likewise
    leave_message = 20 * kLanes,
    message_lasts,
    // number of the load among the scenario's [[load]]s, 0, number of its call
    load_gap = 21 * kLanes,
    load_lasts,
    // number of the traffic among the scenario's [[traffic]], 0, 0
    traffic_lasts = 22 * kLanes,
    // cluster, Between::Each, 0 for the common part, or the response
    between_answers = 23 * kLanes,
    between_latencies,
    // Of values in doubt (worlds_luck.hpp), whose replication is the number of the world. A source stands for its
    // identity: source, number of worlds, 0
    doubt_order = 24 * kLanes,
    doubt_position,
    // A series over the drills of a block of even starts, whose replication is the number of the block: 0, 0
    start_order = 25 * kLanes,
};

/// The path of a case's own search. Each test of the same callee by the same caller has its own.
inline Identity path_of_case(const Party& caller, const Party& callee, std::uint32_t number) {
    const Identity first = combine(caller.identity, callee.identity);
    return number == 0 ? first : combine(first, number);
}
/// The path of a search that the answer to an attempt opened.
inline Identity path_of_inner(Identity outer_path, Identity row, std::uint64_t attempt) {
    return combine(combine(outer_path, row), attempt);
}

/// A fingerprint of the numbers of a seed. It is equal for drills with common random numbers.
std::string luck_fingerprint(std::uint64_t seed);

/// Whether one block holds the numbers of both, if they have the same subject, scope and index.
constexpr bool share_a_block(Purpose one, Purpose other) {
    return static_cast<std::uint64_t>(one) / kLanes == static_cast<std::uint64_t>(other) / kLanes;
}

// What is certain or constant needs no number, so `uniform` is called only where it counts.

/// True with probability `p`. Requires 0 ≤ p ≤ 1.
template <class Uniform>
bool decided(double p, const Uniform& uniform) {
    return p > 0 && (p >= 1 || uniform() < p);
}
/// The number from which a law draws.
template <class Uniform>
double number_for(const Law& law, const Uniform& uniform) {
    return law.constant() ? 0.5 : uniform();
}

/// A block of numbers in the open interval (0, 1): odd multiples of 2^-53. Each is that of one of its purposes.
class LuckBlock {
public:
    LuckBlock() = default;
    explicit LuckBlock(const std::array<std::uint64_t, kLanes>& words) : words_(words) {}

    double uniform(Purpose purpose) const { return at(static_cast<std::uint64_t>(purpose) % kLanes); }
    /// The number of a lane.
    double at(std::uint64_t lane) const {
        return (static_cast<double>(static_cast<std::int64_t>(words_[lane] >> 12U)) + 0.5) * 0x1p-52;
    }
    bool happens(double p, Purpose purpose) const {
        return decided(p, [&] { return uniform(purpose); });
    }
    Ticks draw(const Law& law, Purpose purpose) const {
        return law.ticks(number_for(law, [&] { return uniform(purpose); }));
    }

private:
    std::array<std::uint64_t, kLanes> words_{};
};

/// The random numbers of one replication.
class Luck {
public:
    Luck(std::uint64_t seed, std::uint64_t replication) : seed_(seed), replication_(replication) {}

    std::uint64_t seed() const { return seed_; }
    std::uint64_t replication() const { return replication_; }

    /// The block that holds the number of a purpose.
    LuckBlock block(Purpose purpose, std::uint64_t subject, std::uint64_t scope, std::uint64_t index) const;
    double uniform(Purpose purpose, std::uint64_t subject, std::uint64_t scope, std::uint64_t index) const {
        return block(purpose, subject, scope, index).uniform(purpose);
    }
    /// The n-th number of a series, from 0. A series has its blocks for itself, and four numbers in each.
    double uniform_of_series(Purpose purpose, std::uint64_t subject, std::uint64_t scope, std::uint64_t n) const {
        return block(purpose, subject, scope, n / kLanes).at(n % kLanes);
    }

    bool happens(double p, Purpose purpose, std::uint64_t subject, std::uint64_t scope, std::uint64_t index) const {
        return decided(p, [&] { return uniform(purpose, subject, scope, index); });
    }
    Ticks draw(const Law& law, Purpose purpose, std::uint64_t subject, std::uint64_t scope,
               std::uint64_t index) const {
        return law.ticks(number_for(law, [&] { return uniform(purpose, subject, scope, index); }));
    }

private:
    std::uint64_t seed_;
    std::uint64_t replication_;
};

}  // namespace hotline
