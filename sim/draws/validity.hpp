// The probability that an entry of the contact list is still right: exp(-per_year × age). The age is in years of 365
// days since `last_verified`, and at least 0. A constant hazard rate is an assumption; models/defaults gives the
// sources of rates.
#pragma once

#include <algorithm>
#include <optional>

#include "models/scenario/scenario.hpp"

namespace hotline {

/// What is known of an address, or of the holder of a post, and how quickly it goes stale.
struct Freshness {
    std::optional<Instant> verified;  // none: never
    Ticks unverified_age{0};          // then
    double per_year = 0;              // hazard

    Ticks age(Instant at) const { return verified ? std::max(Ticks{0}, at - *verified) : unverified_age; }
    /// The probability that it is still right.
    double valid_probability(Instant at) const;
};

Freshness freshness_of_address(const Scenario& scenario, Index row);
/// The holder of a post was verified when the newest of his rows was. Rows without a date are ignored if another row
/// has one.
Freshness freshness_of_holder(const Scenario& scenario, Index official);

}  // namespace hotline
