// Warns about a scenario that loads but is doubtful: steps that reach nobody, lists that fail with one carrier, hours
// with nobody on duty. Every finding has a stable code, documented in scenarios/findings.md.
//
// A finding is certain: effects that depend on chance are left to the drills. A finding that several cases or many
// rows of a list share is reported once. The effort is linear in rows and cases.
#pragma once

#include "models/documents/diagnostics.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

/// Adds warnings in an order that depends only on the scenario. Requires a scenario that was loaded with
/// `diagnostics`.
void lint(const Scenario& scenario, Diagnostics& diagnostics);

}  // namespace hotline
