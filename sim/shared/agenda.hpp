// What is due when. Whatever is next waits on a timer of the engine; what is due at one instant comes in an order
// that is the model's own, and not the engine's:
//   what ends, then what carriers have from now on, then what goes on, then what asks for something that others may
//   hold, then callers whose hold is over (those of the searches farthest in first), then the end of cases, then what
//   is sent over carriers, then how they are shared; of a kind case by case in the order of the scenario, and of one
//   case in the order in which it was entered.
// An entry comes when everything that earlier ones have set going at the instant is done, and what they enter for the
// same instant takes its place in the order.
#pragma once

#include <boost/heap/d_ary_heap.hpp>
#include <cstdint>
#include <functional>
#include <vector>

#include "models/place.hpp"
#include "sim/shared/engine.hpp"

namespace hotline {

enum class Phase : std::uint8_t { ends, carriers, goes_on, asks, holds, decides, sends, shares };

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
        std::uint32_t depth = 0;  // of the search, where the phase is `holds`
        Index case_index = 0;
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
};

}  // namespace hotline
