// A world plays the drills that it was made for, concurrently.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "analysis/drills/usage.hpp"
#include "sim/escalation/drill.hpp"

namespace hotline {

class World {
public:
    virtual ~World() = default;

    /// Plays all drills to their end. Requires that they have begun. Throws SimulationError.
    virtual void play() = 0;
    /// Fills in the usage of each resource of `resources_of`. Does nothing in a world without shared resources.
    virtual void read_usage(std::span<Usage> /*usage*/) const {}
};

using MakeWorld = std::function<std::unique_ptr<World>(const std::vector<Drill*>&)>;

}  // namespace hotline
