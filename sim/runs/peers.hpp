// Copies of the program that mpirun started beside each other, on one machine or many. All do the same with the same
// files; only drills are divided among them, and what came of them is sent to all, so that each decides alike how to
// go on. The first alone speaks.
//
// What one rank says to the others is a *word*: that its part was played, that it was interrupted, that it failed, or
// that its program has ended. All say one at a time, so that no rank ever waits for another that will not speak.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "analysis/drills/outcome.hpp"
#include "sim/runs/drill_range.hpp"

namespace hotline {

class Peers {
public:
    virtual ~Peers() = default;

    virtual unsigned own() const = 0;
    virtual unsigned count() const = 0;
    /// Gives the words of all, by rank, as soon as all have said one. Throws std::runtime_error.
    virtual std::vector<std::string> exchange(const std::string& word) = 0;

    /// A rank has said its last word: none is exchanged any more.
    bool over = false;
};

/// Plays drills on this rank alone, as `Runner::play` does.
using PlayHere = std::function<bool(DrillRange, const OnDone&)>;

/// Plays drills on all ranks: as `Runner::play`, and alike on each. Throws also std::runtime_error where the program
/// of one has ended.
bool play_with_peers(Peers& peers, std::uint64_t seed, std::vector<Outcomes>& outcomes, DrillRange drills,
                     std::uint64_t first, const OnDone& on_done, const PlayHere& play_here);

/// The last word of a rank: its program ends with that exit code, and said so on its standard error. Waits until all
/// have said a word. What the first said that ends otherwise, if any does.
std::optional<std::string> take_leave(Peers& peers, int exit_code, const std::string& said);

}  // namespace hotline
