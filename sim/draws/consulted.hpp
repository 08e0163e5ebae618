// What a drill has consulted: the entries, officials, steps and parts of protocols to which its searches came. As
// luck is keyed, a drill goes otherwise after a change only if it has consulted something that the change touches
// (sim/runs/touched.hpp). So all others need not be played again.
//
// The things are numbered, and 256 bits note them, each number modulo 256: two things may share a bit. Then a drill
// is played again in vain, which costs time, but never changes a result.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/scenario/scenario.hpp"

namespace hotline {

/// The numbers of a scenario's things.
class Things {
public:
    explicit Things(const Scenario& scenario)
        : rows_(static_cast<Index>(scenario.rows.size())), officials_(static_cast<Index>(scenario.officials.size())) {
        Index next = 2 * rows_ + 3 * officials_;
        protocols_.reserve(scenario.protocols.size());
        for (const Protocol& protocol : scenario.protocols) {
            protocols_.push_back(next);
            next += kOfProtocol + kOfStep * (static_cast<Index>(protocol.steps.size()) + 1);
        }
    }

    /// An attempt by the row, or the wait before it; one that reaches somebody who may respond.
    Index row(Index row) const { return row; }
    Index reached(Index row) const { return rows_ + row; }
    /// The turn of an official in a step; its end after all rows; whether the official is on duty then.
    Index turn(Index official) const { return 2 * rows_ + official; }
    Index turn_over(Index official) const { return 2 * rows_ + officials_ + official; }
    Index hours(Index official) const { return 2 * rows_ + 2 * officials_ + official; }
    /// A search with the protocol; the end of its last round; a conversation in it; another search that it opens.
    Index opened(Index protocol) const { return protocols_[protocol]; }
    Index over(Index protocol) const { return protocols_[protocol] + 1; }
    Index talks(Index protocol) const { return protocols_[protocol] + 2; }
    Index opens(Index protocol) const { return protocols_[protocol] + 3; }
    /// A step. That after the last one is the end of a round.
    Index step(Index protocol, std::size_t step) const {
        return protocols_[protocol] + kOfProtocol + kOfStep * static_cast<Index>(step);
    }
    /// In a step: a wait for an answer that has not come in time; another try; the end of all tries; the end of the
    /// step.
    Index waited(Index protocol, std::size_t at) const { return step(protocol, at) + 1; }
    Index again(Index protocol, std::size_t at) const { return step(protocol, at) + 2; }
    Index tried(Index protocol, std::size_t at) const { return step(protocol, at) + 3; }
    Index lingers(Index protocol, std::size_t at) const { return step(protocol, at) + 4; }

private:
    static constexpr Index kOfProtocol = 4;
    static constexpr Index kOfStep = 5;

    Index rows_;
    Index officials_;
    std::vector<Index> protocols_;
};

/// A set of things.
class Consulted {
public:
    void add(Index thing) { words_[thing / kBits % kWords] |= std::uint64_t{1} << (thing % kBits); }
    void clear() { words_ = {}; }
    bool holds(Index thing) const { return (words_[thing / kBits % kWords] >> (thing % kBits) & 1) != 0; }
    bool meets(const Consulted& other) const {
        std::uint64_t both = 0;
        for (std::size_t word = 0; word < kWords; ++word) both |= words_[word] & other.words_[word];
        return both != 0;
    }

private:
    static constexpr Index kBits = 64;
    static constexpr std::size_t kWords = 4;

    std::array<std::uint64_t, kWords> words_{};
};

}  // namespace hotline
