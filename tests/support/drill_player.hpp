// Plays single drills in one of the worlds, for tests.
#pragma once

#include "sim/ending.hpp"
#include "sim/runner.hpp"

namespace hotline {

class DrillPlayer {
public:
    /// The scenario must outlive it.
    DrillPlayer(const Scenario& scenario, const MakeWorld& make_world)
        : timetable_(scenario),
          plans_(scenario),
          facts_(scenario, timetable_, scenario.seed),
          drill_(scenario, plans_, facts_),
          world_(make_world(drill_)) {}

    DrillRecord play(Index case_index, Index protocol, std::uint64_t replication) {
        facts_.begin(replication);
        drill_.begin(case_index, protocol);
        world_->play();
        ending_.read(drill_);
        return record_of(drill_, ending_);
    }

private:
    Timetable timetable_;
    Plans plans_;
    Facts facts_;
    Drill drill_;
    std::unique_ptr<World> world_;
    Ending ending_;
};

}  // namespace hotline
