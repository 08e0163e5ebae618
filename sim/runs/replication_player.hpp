// Plays replications of several cases and protocols, one after the other. Each worker (a thread or a process) has one
// such player.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "sim/runs/drill_player.hpp"
#include "sim/runs/runner.hpp"

namespace hotline {

class ReplicationPlayer {
public:
    /// The plan must outlive this object. The constructor makes a world.
    ReplicationPlayer(const std::shared_ptr<const Prepared>& prepared, const RunPlan& plan)
        : scenario_(prepared->scenario), plan_(plan), player_(prepared, plan.seed, plan.make_world) {}

    /// Plays a replication and puts its outcomes at `place` of `all`. Throws SimulationError.
    void play(std::uint64_t replication, std::vector<Outcomes>& all, std::uint64_t place);

private:
    void play_together(std::vector<Outcomes>& all, std::uint64_t place);

    const Scenario& scenario_;
    const RunPlan& plan_;
    DrillPlayer player_;
};

}  // namespace hotline
