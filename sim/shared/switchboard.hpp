// All pools of a scenario with `interaction`: seats of officials, lines of channels and callers of parties. It also
// keeps the conversations after contact, and plays the background calls of [[load]].
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <vector>

#include "sim/draws/facts.hpp"
#include "sim/shared/pool.hpp"
#include "sim/shared/stage.hpp"

namespace hotline {

class Switchboard {
public:
    Switchboard(const Scenario& scenario, Facts& facts, Stage& stage);

    /// Prepares a drill: frees all units and adds the events of loads. `drill_starts` is an instant of the stage's
    /// clock.
    void begin(Ticks drill_starts);
    /// Ends a drill.
    void close();
    /// The usage of a resource that is not a carrier. Requires that the drill has been closed.
    Usage usage(const Resource& resource) const;
    /// The earliest beginning of a load, relative to the drill's start; at most 0.
    Ticks earliest() const;

    Pool& seats(Index official) { return seats_[official]; }
    Pool& lines(Index channel) { return lines_[channel]; }
    Pool& callers(Index party) { return callers_[party]; }

    /// A conversation that keeps units.
    class Talk {
        friend class Switchboard;
        std::vector<Held> held_;
        Agenda::Ticket ends_;
        std::function<void()> dropped_;
    };
    /// Keeps units for a conversation or a background call. All are given back at `until`, or when one of them is
    /// preempted.
    std::shared_ptr<Talk> talk(std::vector<Held> held, Ticks until, Index place);
    /// Keeps what a conversation still keeps until somebody leaves the line of a conference: at the
    /// end of the instant `until`; `kForever`: until `let_end`. Calls `dropped` if a unit is preempted before.
    void keep(const std::shared_ptr<Talk>& talk, Ticks until, Index place, std::function<void()> dropped);
    /// Gives the callers of a conversation back.
    void free_callers(const std::shared_ptr<Talk>& talk);
    /// Lets a conversation end at `until`.
    void let_end(const std::shared_ptr<Talk>& talk, Ticks until, Index place);
    /// Ends a conversation now.
    void end(Talk& talk);

    /// Asserts the invariants of all pools at the end of an instant, and that cases and conversations account for
    /// every held unit.
    void audit(std::size_t held_by_cases) const;

private:
    void enter_next(std::size_t load, std::uint64_t call, Ticks at, Ticks drill_starts);
    void call_comes(std::size_t load, std::uint64_t call);
    void take_call(std::size_t load, Pool& pool, Pool::Holding holding, Ticks lasts);
    Index place_of(std::size_t load) const { return static_cast<Index>(scenario_.cases.size() + load); }
    std::array<const std::vector<Pool>*, 3> pools() const { return {&seats_, &lines_, &callers_}; }

    const Pool& pool(const Resource& resource) const;

    const Scenario& scenario_;
    Facts& facts_;
    Stage& stage_;
    std::vector<Pool> seats_;
    std::vector<Pool> lines_;
    std::vector<Pool> callers_;
    Ticks lasted_{0};
    std::size_t talking_ = 0;  // units held by conversations and background calls
    bool closed_ = false;
};

}  // namespace hotline
