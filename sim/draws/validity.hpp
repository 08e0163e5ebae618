// The probability that an entry of the contact list is still right: exp(-per_year × age). The age is in years of 365
// days since `last_verified`, and at least 0. A constant hazard rate is an assumption; models/defaults gives the
// sources of rates.
#pragma once

#include "models/scenario/scenario.hpp"

namespace hotline {

/// The age of a row at an instant; `unverified_age` if it was never verified.
Ticks age_of_row(const Scenario& scenario, Index row, Instant at);
/// The age of the official's most recently verified row; `unverified_age` if no row was ever verified. Rows without a
/// date are ignored if another row has one.
Ticks age_of_holder(const Scenario& scenario, Index official, Instant at);

/// The probability that the official still holds the post.
double holder_valid_probability(const Scenario& scenario, Index official, Instant at);
/// The probability that the address is still right.
double address_valid_probability(const Scenario& scenario, Index row, Instant at);

}  // namespace hotline
