// Plays one replication after the other of several cases and protocols: what a worker does, be it a thread or a
// process.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "sim/runs/drill_player.hpp"
#include "sim/runs/runner.hpp"

namespace hotline {

class ReplicationPlayer {
public:
    /// The plan must outlive it. Makes a world.
    ReplicationPlayer(const std::shared_ptr<const Prepared>& prepared, const RunPlan& plan)
        : scenario_(prepared->scenario), starts_(plan.starts), player_(prepared, plan.seed, plan.make_world) {}

    /// Puts what comes of it at that place of all outcomes. Throws SimulationError.
    void play(std::uint64_t replication, std::vector<Outcomes>& all, std::uint64_t place);

private:
    void play_together(std::vector<Outcomes>& all, std::uint64_t place);

    const Scenario& scenario_;
    const StratifiedStarts* starts_;
    DrillPlayer player_;
};

}  // namespace hotline
