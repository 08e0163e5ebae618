// Whom a step calls, and through what.
#pragma once

#include <vector>

#include "models/scenario/scenario.hpp"

namespace hotline {

/// The officials of a scenario by party. The scenario must outlive it.
class Directory {
public:
    explicit Directory(const Scenario& scenario);

    /// Whom a step calls when `caller` tries to reach `callee`: those it lists, or in list order all that match.
    std::vector<Index> called(const Selector& call, Index caller, Index callee) const;

private:
    const Scenario& scenario_;
    std::vector<std::vector<Index>> of_party_;
};

/// The rows through which a step reaches an official, in the order in which they are tried.
std::vector<Index> rows_tried(const Scenario& scenario, const Step& step, Index official);

}  // namespace hotline
