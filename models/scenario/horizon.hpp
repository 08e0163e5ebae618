// The same scenario played on to another horizon.
#pragma once

#include "models/scenario/scenario.hpp"

namespace hotline {

/// A load that is as long as the horizon, as it is where the file does not say how long, becomes as long as this one.
/// Expectations stay as they are.
Scenario with_horizon(Scenario scenario, Ticks horizon);

}  // namespace hotline
