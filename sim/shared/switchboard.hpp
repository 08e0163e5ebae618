// Who and what is busy, with `interaction`: the seats of officials, the lines of channels, the people who call; the
// conversations with people who were found; and the other calls of [[load]].
#pragma once

#include <array>
#include <functional>
#include <vector>

#include "sim/draws/facts.hpp"
#include "sim/shared/pool.hpp"
#include "sim/shared/stage.hpp"

namespace hotline {

class Switchboard {
public:
    Switchboard(const Scenario& scenario, Facts& facts, Stage& stage);

    /// Before a drill: everything is free. Enters the loads, from an instant of the stage's clock at which the drill
    /// starts.
    void begin(Ticks drill_starts);
    /// At the end of a drill.
    void close();
    /// Of a resource that is no carrier, when the drill has been closed.
    Usage usage(const Resource& resource) const;
    /// The earliest instant of any load, relative to the drill's start; 0 where none comes before it.
    Ticks earliest() const;

    Pool& seats(Index official) { return seats_[official]; }
    Pool& lines(Index channel) { return lines_[channel]; }
    Pool& callers(Index party) { return callers_[party]; }

    /// A conversation, or a call that is none of a case's: all that it holds is given back at an instant, or when one
    /// unit of it is dropped.
    void talk(std::vector<Held> held, Ticks until, Index place);

    /// Asserts that the pools are as they should be at the end of an instant, and that somebody answers for each unit
    /// that is held: so many of them cases do.
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
    std::size_t talking_ = 0;  // units that are held by conversations and other calls
    bool closed_ = false;
};

}  // namespace hotline
