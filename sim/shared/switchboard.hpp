// Who and what is busy, with `interaction`: the seats of officials, the lines of channels, the people who call; and
// the other calls of [[load]].
#pragma once

#include <vector>

#include "sim/facts.hpp"
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

private:
    void enter_next(std::size_t load, std::uint64_t call, Ticks at, Ticks drill_starts);
    void call_comes(std::size_t load, std::uint64_t call);
    void talk(const Load& load, Pool& pool, Ticks lasts);
    Agenda::Rank rank(Phase phase) const;

    const Pool& pool(const Resource& resource) const;

    const Scenario& scenario_;
    Facts& facts_;
    Stage& stage_;
    std::vector<Pool> seats_;
    std::vector<Pool> lines_;
    std::vector<Pool> callers_;
    Ticks lasted_{0};
};

}  // namespace hotline
