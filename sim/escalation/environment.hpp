// The environment of the escalation: how it waits, and starts other branches.
//
// A *branch* is one process of a drill: the main flow of a search, one of several targets that are called at once, or
// an answer that comes after its search has moved on. The escalation is written from the view of a branch. A world
// either evaluates branches one after the other (`IsolatedWorld`) or runs them concurrently in a discrete-event
// engine (`SharedWorld`). Both must give the same drill, to the bit.
//
// A call that returns false says that the branch is over: its search has stopped, or the horizon has passed. The
// branch must then return at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

#include "models/base/ticks.hpp"
#include "sim/escalation/drill.hpp"

namespace hotline {

class Environment {
public:
    virtual ~Environment() = default;

    /// The current instant of the branch, counted from the case's start.
    virtual Ticks now() const = 0;
    /// Waits until `at`. Requires at ≥ now.
    [[nodiscard]] virtual bool wait_until(const Search& search, Ticks at) = 0;
    /// Waits until all other events of the instant `at`, the last one of a step's `within`, have happened.
    [[nodiscard]] virtual bool wait_through(const Search& search, Ticks at) { return wait_until(search, at); }
    /// Runs `count` branches from now on, and waits until the last one has ended. A branch returns false if it is
    /// over.
    [[nodiscard]] virtual bool all_at_once(Search& search, std::size_t count,
                                           const std::function<bool(std::size_t)>& branch) = 0;
    /// Says that a message is in transit until that instant, although the branch no longer waits for it. Not for
    /// messages that `Contention::travel` carries.
    virtual void under_way(const Search&, Ticks /*until*/) {}
    /// Says that an answer comes at that instant, after the branch has moved on. Runs `Escalation::answer_comes` in a
    /// branch of its own.
    virtual void expect(Search& search, std::uint32_t attempt, Ticks at) = 0;
    /// Plays a search in a branch of its own, from now on.
    virtual void start(Search& inner) = 0;
    /// Keeps the branch of the outer search on the line until `inner.held_until`, or until the inner search has no
    /// branch, message or answer left. False also if the inner search finds somebody by then.
    [[nodiscard]] virtual bool hold(const Search& outer, const Search& inner) = 0;
    /// Says that the search has found somebody now, or somebody who takes precedence at the same instant. In a search
    /// that counts it is the last of its finds.
    virtual void found(Search& search) = 0;

    // Only for searches that count (rule 16).

    /// The number of times that the branch has gone on at this instant after it had found somebody.
    virtual std::uint32_t wave(Ticks /*at*/) const { return 0; }
    /// Evaluates what the search finds before now, except by the branch itself.
    virtual void catch_up(Search& /*search*/) {}
    /// Goes on after the search has found somebody, now or (in an inner search) at `at`, when everything else of that
    /// instant has happened.
    [[nodiscard]] virtual bool go_on(const Search& search, Ticks at) = 0;
};

}  // namespace hotline
