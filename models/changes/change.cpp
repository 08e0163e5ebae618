#include "models/changes/change.hpp"

#include "models/changes/changes_of_parts.hpp"

namespace hotline {

std::vector<Change> changes_of(const Scenario& scenario) {
    const PartsInUse used(scenario);
    std::vector<Change> changes;
    add_changes_of_entries(scenario, used, changes);
    add_changes_of_officials(scenario, used, changes);
    add_changes_of_channels(scenario, used, changes);
    add_changes_of_fallible_parts(scenario, used, changes);
    add_changes_of_rosters(scenario, used, changes);
    add_changes_of_rotas(scenario, used, changes);
    add_changes_of_steps(scenario, used, changes);
    add_changes_of_protocols(scenario, used, changes);
    return changes;
}

}  // namespace hotline
