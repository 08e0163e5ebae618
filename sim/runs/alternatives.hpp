// Plays many scenarios that differ a little, with one plan, so that drill k of each has the same luck.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "analysis/drills/outcome.hpp"
#include "models/scenario/scenario.hpp"
#include "sim/runs/runner.hpp"
#include "sim/runs/todays_drills.hpp"

namespace hotline {

/// Functions of the number of an alternative; several threads may call them at a time.
struct Alternatives {
    const TodaysDrills& today;  // with the same plan
    std::size_t count = 0;
    std::function<Scenario(std::size_t)> scenario;
    std::function<std::string(std::size_t)> title;  // "the change \"no mail\"": for errors
    std::function<void(std::size_t, const std::vector<Outcomes>&)> take;
};

/// The outcomes do not depend on the number of jobs, which take an alternative each, or, where a process can have
/// only one world, share its drills. False if interrupted. Throws SimulationError, which names the alternative, and
/// MissingDrills.
bool play_alternatives(const Alternatives& alternatives, const RunPlan& plan);

/// The plan, whose progress is that share of the whole, after what is `done` of it.
RunPlan with_progress(RunPlan plan, double done, double share);

}  // namespace hotline
