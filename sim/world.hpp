// How time passes: what the escalation asks of the world it runs in.
//
// A *branch* is one thread of the caller's doings: the main flow of a search, one of several targets called at
// once, an answer that nobody waits for. The escalation is written as a branch lives it; a world decides
// whether branches are evaluated one after the other (`IsolatedWorld`) or run beside each other in an engine
// (`SharedWorld`). Both must come to the same drill, to the bit.
//
// Calls that return false say that the branch is over: its search has stopped, or the horizon has passed. The
// branch then returns at once and does nothing more.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "analysis/usage.hpp"
#include "models/ticks.hpp"
#include "sim/drill.hpp"

namespace hotline {

class World {
public:
    virtual ~World() = default;

    /// The branch's present instant, counted from the case's start.
    virtual Ticks now() const = 0;
    /// Requires at ≥ now.
    [[nodiscard]] virtual bool wait_until(const Search& search, Ticks at) = 0;
    /// The same to the end of that instant, the last of a step's `within`: when everything else of it has happened.
    [[nodiscard]] virtual bool wait_through(const Search& search, Ticks at) { return wait_until(search, at); }
    /// Runs `count` branches, all from now on, and waits until the last has ended. A branch says false as above.
    [[nodiscard]] virtual bool all_at_once(Search& search, std::size_t count,
                                           const std::function<bool(std::size_t)>& branch) = 0;
    /// A message that nobody waits for any more is under way until an instant. In a contended world `travel` knows
    /// that.
    virtual void under_way(const Search&, Ticks /*until*/) {}
    /// An answer that nobody waits for: `Escalation::answer_comes` in a branch of its own at that instant.
    virtual void expect(Search& search, std::uint32_t attempt, Ticks at) = 0;
    /// Plays a search in a branch of its own, from now on.
    virtual void start(Search& inner) = 0;
    /// The branch of the outer search stays on the line: until `inner.held_until`, or until the inner search has
    /// nothing more under way or pending. False also where the inner search finds somebody by then.
    [[nodiscard]] virtual bool hold(const Search& outer, const Search& inner) = 0;
    /// The search has found somebody now, or somebody better at the same instant.
    virtual void found(Search& search) = 0;

    // ---- What others may hold. Where nothing is contended nobody asks.

    /// Whether to ask at all.
    virtual bool contended() const { return false; }
    enum class Answer : std::uint8_t {
        yes,
        no,
        late,     // the limit came first
        dropped,  // the call that asks was dropped for one of higher priority
        over      // the branch is, as above
    };
    /// How long somebody waits at most: through the last instant of a step's `within`; or until the site of those who
    /// call goes down, at which instant nothing is given to them any more.
    struct Limit {
        Ticks at = kForever;
        bool goes_down = false;
    };
    /// Somebody at the desk of the party that searches, to make the next attempt, which is to that target of the
    /// step.
    [[nodiscard]] virtual Answer ask_caller(const Search&, Index /*target*/, Limit) { return Answer::yes; }
    /// The attempt is made by whoever was asked for last.
    virtual void begin_call(const Search&, std::uint32_t /*attempt*/) {}
    /// A line of the attempt's channel; a seat of the official who is called.
    [[nodiscard]] virtual Answer ask_line(const Search&, std::uint32_t /*attempt*/, Limit) { return Answer::yes; }
    [[nodiscard]] virtual Answer ask_seat(const Search&, std::uint32_t /*attempt*/, Limit) { return Answer::yes; }
    /// Waits within a call: `yes` at that instant, or with `through` at its end; `dropped`; or `over`.
    [[nodiscard]] virtual Answer stay(const Search& search, std::uint32_t /*attempt*/, Ticks at, bool /*through*/) {
        return wait_until(search, at) ? Answer::yes : Answer::over;
    }
    /// Gives back all that the attempt holds.
    virtual void hang_up(std::uint32_t /*attempt*/) {}

    /// What has become of a message.
    struct Delivery {
        Ticks at = kForever;
        bool failed = false;  // a carrier went down
    };
    using Late = std::function<void(const Delivery&)>;
    /// A message is sent now, which would take a while also by itself, and the branch waits until it has arrived or
    /// failed: `yes`. Where `until` comes first, `late` is called when it has, unless the search has stopped by then.
    [[nodiscard]] virtual Answer travel(const Search&, std::uint32_t /*attempt*/, Ticks /*until*/, Delivery&,
                                        const Late&) {
        return Answer::over;
    }
    /// A message is sent now that does not travel: it takes no time, or a carrier has gone down since the attempt
    /// began.
    virtual void sent(std::uint32_t /*attempt*/) {}
};

/// What plays drills, those that it was made for, beside each other in one world.
class Player {
public:
    virtual ~Player() = default;

    /// Plays the drills, which have begun, to their end. Throws SimulationError.
    virtual void play() = 0;
    /// How busy what the cases share was in the drill: of each of resources_of.
    virtual void read_usage(std::span<Usage> /*usage*/) const {}
};

using MakePlayer = std::function<std::unique_ptr<Player>(const std::vector<Drill*>&)>;

}  // namespace hotline
