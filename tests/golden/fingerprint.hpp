// A number that changes if anything changes in a scenario's drills.
#pragma once

#include <cstdint>
#include <string>

#include "models/scenario/scenario.hpp"

namespace hotline {

/// Covers the first `drills` replications of every case and protocol in the isolated world: every attempt with its
/// times and its result, and every milestone.
std::uint64_t fingerprint(const Scenario& scenario, std::uint64_t drills);

/// The table of all shipped scenarios, as kept in tests/golden/fingerprints.txt.
std::string fingerprint_table();

}  // namespace hotline
