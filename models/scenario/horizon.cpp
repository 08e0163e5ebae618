#include "models/scenario/horizon.hpp"

#include <chrono>

namespace hotline {

Scenario with_horizon(Scenario scenario, Ticks horizon) {
    for (Load& load : scenario.loads) {
        if (load.until - load.from == scenario.horizon) load.until = load.from + horizon;
    }
    scenario.horizon = horizon;
    return scenario;
}

std::vector<Ticks> usual_deadlines(Ticks horizon) {
    using namespace std::chrono_literals;
    std::vector<Ticks> deadlines;
    for (const Ticks usual : {Ticks(15min), Ticks(30min), Ticks(1h), Ticks(4h)}) {
        if (usual < horizon) deadlines.push_back(usual);
    }
    deadlines.push_back(horizon);
    return deadlines;
}

}  // namespace hotline
