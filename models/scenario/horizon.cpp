#include "models/scenario/horizon.hpp"

namespace hotline {

Scenario with_horizon(Scenario scenario, Ticks horizon) {
    for (Load& load : scenario.loads) {
        if (load.until - load.from == scenario.horizon) load.until = load.from + horizon;
    }
    scenario.horizon = horizon;
    return scenario;
}

}  // namespace hotline
