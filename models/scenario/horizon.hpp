// The same scenario with another horizon.
#pragma once

#include "models/scenario/scenario.hpp"

namespace hotline {

/// A load that lasts as long as the old horizon, as by default, lasts as long as the new one. Expectations do not
/// change.
Scenario with_horizon(Scenario scenario, Ticks horizon);

}  // namespace hotline
