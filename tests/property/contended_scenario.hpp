// Random scenarios with contention: those of random_scenario.hpp with more cases, few callers, few lines, short
// queues, background calls and traffic. Many cases begin at one instant.
//
// A scenario is a function of a number. Ties are frequent: durations come from a small set, and patience equals other
// durations.
#pragma once

#include <cstdint>
#include <vector>

#include "models/scenario/scenario.hpp"

namespace hotline {

Scenario contended_scenario(std::uint64_t number);

/// The same scenario with its cases in another order, and the former position of each. Cases that differ only in
/// their position keep it.
struct Permuted {
    Scenario scenario;
    std::vector<Index> before;
};
Permuted permuted(const Scenario& scenario, std::uint64_t number);

}  // namespace hotline
