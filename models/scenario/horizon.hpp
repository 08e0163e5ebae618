// The same scenario with another horizon, and deadlines up to it.
#pragma once

#include <vector>

#include "models/scenario/scenario.hpp"

namespace hotline {

/// A load that lasts as long as the old horizon, as by default, lasts as long as the new one. Expectations do not
/// change.
Scenario with_horizon(Scenario scenario, Ticks horizon);

/// The deadlines that are shown by default. The last one is the horizon.
std::vector<Ticks> usual_deadlines(Ticks horizon);

}  // namespace hotline
