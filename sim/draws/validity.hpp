// How likely an entry of the contact list is still right: probability exp(-per_year × age), the age in years of 365
// days from `last_verified`, at least 0. Exponential decay is an assumption; where rates come from stands in
// models/defaults.
#pragma once

#include "models/scenario/scenario.hpp"

namespace hotline {

/// The age of a row at an instant; `unverified_age` where it was never verified.
Ticks age_of_row(const Scenario& scenario, Index row, Instant at);
/// That of the most recently verified row of the official; `unverified_age` where none ever was. A row that was never
/// verified says nothing of a holder of whom another row was.
Ticks age_of_holder(const Scenario& scenario, Index official, Instant at);

/// That the official still holds the post.
double holder_valid_probability(const Scenario& scenario, Index official, Instant at);
/// That the address still leads there.
double address_valid_probability(const Scenario& scenario, Index row, Instant at);

}  // namespace hotline
