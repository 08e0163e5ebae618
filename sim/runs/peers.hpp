// Copies of the program (ranks) that mpirun has started, on one machine or many. All ranks do the same with the same
// files. Only the drills are divided among them. Every rank gets all outcomes, so that all make the same decisions.
// Only the first rank prints and writes files.
//
// A *word* is a message of one rank to all others: its part was played, it was interrupted, it failed, or its program
// has ended. All ranks exchange words at the same points, so that no rank waits for one that has ended.
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
    /// Sends a word, waits for the words of all ranks, and returns them by rank. Throws std::runtime_error.
    virtual std::vector<std::string> exchange(const std::string& word) = 0;

    /// Whether a rank has sent its last word. Then no more words may be exchanged.
    bool over = false;
};

/// Plays drills on this rank only, as `Runner::play` does.
using PlayHere = std::function<bool(DrillRange, const OnDone&)>;

/// Plays drills on all ranks, as `Runner::play` does. The result is the same on each rank. Also throws
/// std::runtime_error if the program of a rank has ended.
bool play_with_peers(Peers& peers, std::uint64_t seed, std::vector<Outcomes>& outcomes, DrillRange drills,
                     std::uint64_t first, const OnDone& on_done, const PlayHere& play_here);

/// Sends the last word of a rank: its exit code and its standard error. Waits for a word of every rank. Returns the
/// text of the first rank that ends with another exit code, if any.
std::optional<std::string> take_leave(Peers& peers, int exit_code, const std::string& said);

}  // namespace hotline
