// Small scenarios that cover everything: two to four parties, a handful of officials, protocols with every feature of
// the format that the isolated world supports, and durations that often coincide.
//
// A scenario is a function of a number, so that a failure can be reproduced from it. Scenarios are made for coverage,
// not for realism: horizons are short, durations come from a small grid with many zeros, mixed with continuous laws,
// and probabilities are often 0 or 1. The result satisfies what the loader guarantees.
#pragma once

#include <cstdint>

#include "models/scenario/scenario.hpp"

namespace hotline {

Scenario random_scenario(std::uint64_t number);

}  // namespace hotline
