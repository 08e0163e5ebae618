// A number that changes when anything of what happens in a scenario's drills changes.
#pragma once

#include <cstdint>
#include <string>

#include "models/scenario/scenario.hpp"

namespace hotline {

/// Of the first `drills` replications of every case and protocol in the isolated world: every attempt with its
/// instants and its result, and every milestone.
std::uint64_t fingerprint(const Scenario& scenario, std::uint64_t drills);

/// The table of all shipped scenarios, as kept in tests/golden/fingerprints.txt.
std::string fingerprint_table();

}  // namespace hotline
