// Several cases in one drill, each with the protocol that it plays there. Their first protocols make the first
// line-up, their second ones the second, and so on.
#pragma once

#include <utility>
#include <vector>

#include "models/scenario/scenario.hpp"

namespace hotline {

struct LineUp {
    std::vector<std::pair<Index, Index>> played;  // case, protocol; by case
    std::vector<Index> protocols;                 // those, each once, in the scenario's order
};

/// The line-ups of cases that name the same number of protocols. Requires at least one case.
std::vector<LineUp> line_ups(const Scenario& scenario, const std::vector<Index>& cases);
/// The cases with one protocol, whether they name it or not.
LineUp line_up_with(const std::vector<Index>& cases, Index protocol);

/// The cases of a claim about several cases together (Measure::of_set).
std::vector<Index> cases_of_set(const Scenario& scenario, const Expectation& expectation);

/// Whether all cases name the same number of protocols. With `interaction`, all cases of a scenario do.
bool name_equally_many(const Scenario& scenario, const std::vector<Index>& cases);

}  // namespace hotline
