// The agenda: a future event list. A timer of the engine waits for the next event. The order of events at one instant
// is that of the model, not that of the engine. Events come by phase (rule I7), in a phase by decreasing depth, and
// at one depth by case in the order of rule I6. An event runs after all consequences of earlier events at its
// instant. An event that is added for the current instant takes its place in this order. In the phases from `within`
// to `horizon`, except `drops`, all events of one depth run before the consequences of any of them.
#pragma once

#include <boost/heap/d_ary_heap.hpp>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "models/base/place.hpp"
#include "sim/shared/engine.hpp"

namespace hotline {

enum class Phase : std::uint8_t {
    ends,      // conversations, background calls and traffic end; messages arrive or fail
    carriers,  // bandwidths change
    goes_on,   // all other timed events
    gives,     // free units go to waiting requests: seats are deepest, then lines, then callers
    within,    // the `within` of a step ends
    holds,     // holds end; the depth is that of the inner search
    stops,     // searches that have found somebody stop
    leaves,    // somebody leaves the line of a conference
    drops,     // calls are preempted; the depth is that of `gives`
    refuses,   // waiting requests run out of patience; the depth is that of `gives`
    horizon,   // a case reaches its horizon
    sends,     // messages are sent over carriers; traffic begins
    shares,    // the shares of carriers are recomputed
    closes     // the drill ends
};

class Agenda {
public:
    /// `run_branches` runs the branches that an event has woken, until all of them have parked again.
    Agenda(Engine& engine, std::function<void()> run_branches)
        : engine_(engine), run_branches_(std::move(run_branches)) {}

    /// Resets the agenda before a drill.
    void begin();
    /// The current instant, counted from the beginning of the drill.
    Ticks now() const { return now_; }

    /// The order of an entry among those of its instant.
    struct Rank {
        Phase phase = Phase::goes_on;
        std::uint32_t depth = 0;
        Index place = 0;  // of the case, or of the pool
    };
    struct Ticket {
        std::uint64_t number = 0;  // 0: none
        std::uint32_t place = 0;
    };

    /// Adds an event. Requires at ≥ now. `run` must not park.
    Ticket add(Ticks at, Rank rank, std::function<void()> run);
    /// Removes an event. Does nothing if it has run or has been removed.
    void remove(Ticket ticket);
    /// Removes all events, including those of the current instant.
    void clear();
    /// Whether no other event is due at this instant up to that phase, and no branch works except, perhaps, the
    /// calling one.
    bool nothing_else_until(Phase phase);
    /// Sets a function to call at the end of each instant.
    void at_the_end_of_instants(std::function<void()> look) { look_ = std::move(look); }

    /// Whoever wakes a branch calls `begin_work`, and `end_work` when the branch has parked again.
    void begin_work() { ++working_; }
    void end_work() { --working_; }

private:
    struct Entry {
        Ticks at;
        std::uint64_t rank = 0;  // packed, so that one comparison suffices
        Ticket ticket;
    };
    struct Kept {
        std::uint64_t number = 0;  // 0: free
        std::function<void()> run;
    };
    struct Later {
        bool operator()(const Entry& a, const Entry& b) const {
            if (a.at != b.at) return a.at > b.at;
            if (a.rank != b.rank) return a.rank > b.rank;
            return a.ticket.number > b.ticket.number;
        }
    };

    /// The next entry that has not been removed; null if there is none.
    const Entry* next();
    bool holds(Ticket ticket) const {
        return ticket.place < kept_.size() && kept_[ticket.place].number == ticket.number;
    }
    std::function<void()> take(Ticket ticket);
    /// Runs the next event, and all events that must run together with it.
    void come(const Entry& first);
    void arm();
    void proceed();

    Engine& engine_;
    std::function<void()> run_branches_;
    /// A heap with the next entry on top. Removed entries stay until they reach the top.
    boost::heap::d_ary_heap<Entry, boost::heap::arity<4>, boost::heap::compare<Later>> entries_;
    std::vector<Kept> kept_;           // the functions of entries, by place
    std::vector<std::uint32_t> free_;  // places
    std::uint64_t last_number_ = 0;
    Ticks now_{0};
    Engine::Timer* timer_ = nullptr;  // for the next entry, which may have been removed
    Ticks armed_{0};                  // the instant of the timer
    std::uint32_t working_ = 0;
    bool proceeding_ = false;
    std::vector<Ticket> together_;
    std::function<void()> look_;
};

}  // namespace hotline
