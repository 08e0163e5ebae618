// Random scenarios in which cases are in each other's way: those of random_scenario.hpp with more cases, many of
// which begin at one instant, with few people who call, few lines, short queues, other calls and traffic.
//
// A function of a number. Ties are sought: durations come from the same few, and patience is as long as what others
// take.
#pragma once

#include <cstdint>
#include <vector>

#include "models/scenario/scenario.hpp"

namespace hotline {

Scenario contended_scenario(std::uint64_t number);

/// The same with its cases in another order, and of each of them where it was before. Cases that nothing but their
/// place tells apart stay in theirs.
struct Permuted {
    Scenario scenario;
    std::vector<Index> before;
};
Permuted permuted(const Scenario& scenario, std::uint64_t number);

}  // namespace hotline
