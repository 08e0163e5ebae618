// What a careful colleague would see in a scenario that loads: steps that nobody can reach, lists that one carrier
// brings down, hours with nobody on duty. Every finding has a stable code, documented in scenarios/findings.md.
//
// A warning is given where it is sure to matter to somebody; what depends on luck is left to the drills. What comes
// out the same for several cases, or for many rows of a list, is said once. The effort is linear in rows and cases.
#pragma once

#include "models/documents/diagnostics.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

/// Adds warnings, in an order that depends on the scenario alone. Requires a scenario that was loaded with
/// `diagnostics`.
void lint(const Scenario& scenario, Diagnostics& diagnostics);

}  // namespace hotline
