// What plays drills: those that it was made for, beside each other.
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

    /// Plays the drills, which have begun, to their end. Throws SimulationError.
    virtual void play() = 0;
    /// How busy each of resources_of was in the drill; left as it is where nothing is shared.
    virtual void read_usage(std::span<Usage> /*usage*/) const {}
};

using MakeWorld = std::function<std::unique_ptr<World>(const std::vector<Drill*>&)>;

}  // namespace hotline
