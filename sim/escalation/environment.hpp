// How time passes: what the escalation asks of the world that plays it.
//
// A *branch* is one thread of the caller's doings: the main flow of a search, one of several targets called at
// once, an answer that comes after its search has gone on. The escalation is written as a branch lives it; a world
// decides whether branches are evaluated one after the other (`IsolatedWorld`) or run beside each other in an engine
// (`SharedWorld`). Both must come to the same drill, to the bit.
//
// Calls that return false say that the branch is over: its search has stopped, or the horizon has passed. The
// branch then returns at once and does nothing more.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

#include "models/base/ticks.hpp"
#include "sim/escalation/drill.hpp"

namespace hotline {

class Contention;

class Environment {
public:
    virtual ~Environment() = default;

    /// The branch's present instant, counted from the case's start.
    virtual Ticks now() const = 0;
    /// Requires at ≥ now.
    [[nodiscard]] virtual bool wait_until(const Search& search, Ticks at) = 0;
    /// The same to the end of that instant, the last of a step's `within`: when everything else of it has happened.
    [[nodiscard]] virtual bool wait_through(const Search& search, Ticks at) { return wait_until(search, at); }
    /// Runs `count` branches, all from now on, and waits until the last has ended. A branch says false as above.
    [[nodiscard]] virtual bool all_at_once(Search& search, std::size_t count,
                                           const std::function<bool(std::size_t)>& branch) = 0;
    /// A message is under way until that instant after the branch has stopped waiting for it. Not asked for one that
    /// `Contention::travel` has carried.
    virtual void under_way(const Search&, Ticks /*until*/) {}
    /// An answer comes at that instant after the branch has gone on: runs `Escalation::answer_comes` in a branch of
    /// its own.
    virtual void expect(Search& search, std::uint32_t attempt, Ticks at) = 0;
    /// Plays a search in a branch of its own, from now on.
    virtual void start(Search& inner) = 0;
    /// The branch of the outer search stays on the line: until `inner.held_until`, or until the inner search has
    /// nothing more under way or pending. False also where the inner search finds somebody by then.
    [[nodiscard]] virtual bool hold(const Search& outer, const Search& inner) = 0;
    /// The search has found somebody now, or somebody better at the same instant.
    virtual void found(Search& search) = 0;

    /// What others may hold; null where nothing is contended. May change from drill to drill.
    virtual Contention* contention() { return nullptr; }
};

}  // namespace hotline
