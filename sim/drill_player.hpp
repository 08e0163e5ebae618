// Plays single drills, to look at them one by one.
#pragma once

#include <memory>

#include "sim/ending.hpp"
#include "sim/runner.hpp"

namespace hotline {

class DrillPlayer {
public:
    /// The scenario must outlive it.
    DrillPlayer(const Scenario& scenario, std::uint64_t seed, const MakePlayer& make_world)
        : timetable_(scenario),
          plans_(scenario),
          facts_(scenario, timetable_, seed),
          drill_(scenario, plans_, facts_),
          world_(make_world({&drill_})) {}

    /// Throws SimulationError.
    void play(Index case_index, Index protocol, std::uint64_t replication) {
        facts_.begin(replication);
        drill_.begin(case_index, protocol);
        world_->play();
        ending_.read(drill_);
    }

    DrillRecord record(Index case_index, Index protocol, std::uint64_t replication) {
        play(case_index, protocol, replication);
        return record_of(drill_, ending_);
    }

    /// What was played last.
    Drill& drill() { return drill_; }
    const Ending& ending() const { return ending_; }

private:
    Timetable timetable_;
    Plans plans_;
    Facts facts_;
    Drill drill_;
    std::unique_ptr<Player> world_;
    Ending ending_;
};

}  // namespace hotline
