// Plays one replication after the other of several cases and protocols: what a worker does, be it a thread or a
// process.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "sim/ending.hpp"
#include "sim/runner.hpp"

namespace hotline {

class ReplicationPlayer {
public:
    /// All must outlive it. Makes a world.
    ReplicationPlayer(const Scenario& scenario, const RunPlan& plan, const Timetable& timetable, const Plans& plans)
        : starts_(plan.starts),
          facts_(scenario, timetable, plan.seed),
          drill_(scenario, plans, facts_),
          world_(plan.make_world(drill_)) {}

    /// Puts what comes of it at that place of all outcomes. Throws SimulationError.
    void play(std::uint64_t replication, std::vector<Outcomes>& all, std::uint64_t place);

private:
    const StratifiedStarts* starts_;
    Facts facts_;
    Drill drill_;
    std::unique_ptr<World> world_;
    Ending ending_;
};

}  // namespace hotline
