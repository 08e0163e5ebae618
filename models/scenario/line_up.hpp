// Several cases in one drill, each with the protocol that it plays there: their first protocols make the first
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

/// Of cases that name equally many protocols each. At least one case.
std::vector<LineUp> line_ups(const Scenario& scenario, const std::vector<Index>& cases);
/// The cases with one protocol, whether they name it or not.
LineUp line_up_with(const std::vector<Index>& cases, Index protocol);

/// The cases that a claim about several together is about (Measure::of_set).
std::vector<Index> cases_of_set(const Scenario& scenario, const Expectation& expectation);

/// Whether all cases name equally many protocols. With `interaction` all of a scenario do.
bool name_equally_many(const Scenario& scenario, const std::vector<Index>& cases);

}  // namespace hotline
