// What is due when. Whatever is next waits on a timer of the engine; what is due at one instant comes in an order
// that is the model's own, and not the engine's: in the phases below, which are the turns of rule I7. Of a phase what
// is deeper comes first, and then case by case in the order of rule I6. An entry comes when everything that earlier
// ones have set going at the instant is done, and what they enter for the same instant takes its place in the order.
// From `within` to `horizon`, but for `drops`, entries of one depth come together: all of them, before what any of
// them sets going.
#pragma once

#include <boost/heap/d_ary_heap.hpp>
#include <cstdint>
#include <functional>
#include <vector>

#include "models/base/place.hpp"
#include "sim/shared/engine.hpp"

namespace hotline {

enum class Phase : std::uint8_t {
    ends,      // conversations and other calls, traffic; messages arrive or fail
    carriers,  // have other bandwidths from now on
    goes_on,   // everything else that comes by itself
    gives,     // units that are free to those who wait: deepest the seats, then lines, then callers
    within,    // a step's is over
    holds,     // are over; as deep as the search that is held
    stops,     // searches that have found somebody
    drops,     // calls are, for others; as deep as what is given
    refuses,   // who has waited for nothing; likewise
    horizon,   // a case's is over
    sends,     // messages over carriers; traffic begins
    shares,    // of the carriers are worked out anew
    closes     // the drill
};

class Agenda {
public:
    explicit Agenda(Engine& engine) : engine_(engine) {}

    /// Before a drill: nothing is due.
    void begin();
    /// The instant, from the drill's beginning on.
    Ticks now() const { return now_; }

    /// Where an entry stands among those of its instant.
    struct Rank {
        Phase phase = Phase::goes_on;
        std::uint32_t depth = 0;
        Index place = 0;  // of the case, or of what is given
    };
    struct Ticket {
        std::uint64_t number = 0;  // 0: none
        std::uint32_t place = 0;
    };

    /// Requires at ≥ now. `run` must not park.
    Ticket add(Ticks at, Rank rank, std::function<void()> run);
    /// Nothing happens where the entry has come, or was forgotten.
    void remove(Ticket ticket);
    /// Forgets all entries, those of this instant too.
    void clear();
    /// Whether at this instant nothing else is due up to that phase, and nobody is at work but, perhaps, the one who
    /// asks.
    bool nothing_else_until(Phase phase);
    /// Called when nothing more is due at an instant.
    void at_the_end_of_instants(std::function<void()> look) { look_ = std::move(look); }

    /// Whoever is set going by an entry says so, and says when he is done for this instant.
    void begin_work() { ++working_; }
    void end_work();

private:
    struct Entry {
        Ticks at;
        std::uint64_t rank = 0;  // its parts in their order, so that one comparison does
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

    /// The next entry; none are those that were removed.
    const Entry* next();
    bool holds(Ticket ticket) const {
        return ticket.place < kept_.size() && kept_[ticket.place].number == ticket.number;
    }
    std::function<void()> take(Ticket ticket);
    /// Runs the next entry, with all that come together with it.
    void come(const Entry& first);
    void arm();
    void proceed();

    Engine& engine_;
    /// The next on top; those that were removed lie until they come.
    boost::heap::d_ary_heap<Entry, boost::heap::arity<4>, boost::heap::compare<Later>> entries_;
    std::vector<Kept> kept_;           // what they run, by place
    std::vector<std::uint32_t> free_;  // places
    std::uint64_t last_number_ = 0;
    Ticks now_{0};
    Engine::Timer* timer_ = nullptr;  // for the next entry, or one that was removed
    Ticks armed_{0};                  // for when
    std::uint32_t working_ = 0;
    bool proceeding_ = false;
    std::vector<Ticket> together_;
    std::function<void()> look_;
};

}  // namespace hotline
