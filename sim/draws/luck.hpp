// Keyed uniform random numbers: every random number of a drill is a pure function of its purpose.
//
// Philox4x64-10 (Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11) with
// the key (seed, purpose) and the counter (replication, subject, scope, index). Nothing depends on the
// order of the draws, so neither threads nor the engine can change a result. Two protocols that make the same draw
// get the same number (common random numbers).
#pragma once

#include <cstdint>
#include <string>

#include "models/scenario/scenario.hpp"

namespace hotline {

/// The purpose of a number. Each comment gives subject, scope and index. A row, official or the like stands for its
/// identity. "path" is that of the search: see `path_of_case` and `path_of_inner`. "attempt" is the number of the
/// attempt among those of the search on that row, from 1. Steps and rounds count from 0.
enum class Purpose : std::uint64_t {
    start = 1,             // 0, 0, 0
    present,               // official, 0, 0; official, length of a period in ticks, number of the period, from 1
    holder_valid,          // official, 0, 0
    address_valid,         // row, 0, 0
    spell_offset,          // official, length of the spell in ticks, 0
    spell_answer,          // official, length of the spell in ticks, number of the spell
    willing,               // combine(party called, party that calls), 0, 0
    carrier_first,         // carrier, 0, 0: whether it is down at the drill's start
    carrier_spell,         // carrier, 0, n: length of its n-th spell from the drill's start, from 0
    outage_lasts,          // carrier, 0, number of the outage among the scenario's [[outage]]s
    prepare,               // 0, path, 0
    before,                // step, path, round
    linger,                // step, path, round
    round_gap,             // 0, path, round that has ended
    gap,                   // row, path, attempt that has ended
    set_up,                // row, path, attempt
    answer,                // row, path, attempt
    latency,               // row, path, attempt
    call_back,             // row, path, attempt
    call_back_delay,       // row, path, attempt
    screened,              // row, path, attempt
    interpreter_latency,   // row, path, attempt
    interpreter_failure,   // row, path, attempt
    verify_latency,        // row, path, attempt
    verify_failure,        // row, path, attempt
    connect,               // row, path, attempt that opened the inner search
    request_answer,        // 0, path of the case, 0
    request_latency,       // 0, path of the case, 0
    conversation,          // row, path, attempt
    load_gap,              // number of the load among the scenario's [[load]]s, 0, number of its call
    load_lasts,            // likewise
    degraded_lasts,        // carrier, 0, number among its degradations
    traffic_lasts,         // number of the traffic among the scenario's [[traffic]], 0, 0
    exchange_set_up,       // 0, path of the case, try, from 1
    exchange_gap,          // 0, path of the case, try that has ended
    site_first,            // site, 0, 0: as for carriers
    site_spell,            // site, 0, n
    site_outage_lasts,     // site, 0, number of the outage
    declined,              // row, path, attempt
    wrong_person,          // row, path, attempt
    wrong_person_latency,  // row, path, attempt
    wrong_person_lasts,    // row, path, attempt
    voice_mail,            // row, path, attempt
    voice_mail_after,      // row, path, attempt
    greeting,              // row, path, attempt
    leave_message,         // row, path, attempt
    message_lasts,         // row, path, attempt
    between_answers,       // cluster, Between::Each, 0 for the common part, or the response
    between_latencies,     // likewise
    // Of values in doubt (worlds_luck.hpp), whose replication is the number of the world. A source stands for its
    // identity.
    doubt_order,     // source, number of worlds, 0
    doubt_position,  // source, number of worlds, 0
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

/// The random numbers of one replication.
class Luck {
public:
    Luck(std::uint64_t seed, std::uint64_t replication) : seed_(seed), replication_(replication) {}

    std::uint64_t seed() const { return seed_; }
    std::uint64_t replication() const { return replication_; }

    /// A number in the open interval (0, 1): an odd multiple of 2^-53.
    double uniform(Purpose purpose, std::uint64_t subject, std::uint64_t scope, std::uint64_t index) const;

    /// True with probability `p`. Requires 0 ≤ p ≤ 1.
    bool happens(double p, Purpose purpose, std::uint64_t subject, std::uint64_t scope, std::uint64_t index) const {
        if (p <= 0) return false;
        if (p >= 1) return true;
        return uniform(purpose, subject, scope, index) < p;
    }
    Ticks draw(const Law& law, Purpose purpose, std::uint64_t subject, std::uint64_t scope,
               std::uint64_t index) const {
        return law.ticks(law.constant() ? 0.5 : uniform(purpose, subject, scope, index));
    }
    /// The same, multiplied by `factor` before it is clamped.
    Ticks draw(const Law& law, double factor, Purpose purpose, std::uint64_t subject, std::uint64_t scope,
               std::uint64_t index) const {
        return law.ticks(law.constant() ? 0.5 : uniform(purpose, subject, scope, index), factor);
    }

private:
    std::uint64_t seed_;
    std::uint64_t replication_;
};

}  // namespace hotline
