// The changes of each kind of part. Each function appends those of its kind to `changes`.
#pragma once

#include <vector>

#include "models/changes/change.hpp"
#include "models/changes/parts_in_use.hpp"

namespace hotline {

void add_changes_of_entries(const Scenario& scenario, const PartsInUse& used, std::vector<Change>& changes);
void add_changes_of_officials(const Scenario& scenario, const PartsInUse& used, std::vector<Change>& changes);
void add_changes_of_channels(const Scenario& scenario, const PartsInUse& used, std::vector<Change>& changes);
void add_changes_of_fallible_parts(const Scenario& scenario, const PartsInUse& used, std::vector<Change>& changes);
void add_changes_of_rosters(const Scenario& scenario, const PartsInUse& used, std::vector<Change>& changes);
void add_changes_of_rotas(const Scenario& scenario, const PartsInUse& used, std::vector<Change>& changes);
void add_changes_of_steps(const Scenario& scenario, const PartsInUse& used, std::vector<Change>& changes);
void add_changes_of_protocols(const Scenario& scenario, const PartsInUse& used, std::vector<Change>& changes);

}  // namespace hotline
