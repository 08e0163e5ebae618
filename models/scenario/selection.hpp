// Which officials a step calls, and by which rows.
#pragma once

#include <vector>

#include "models/scenario/scenario.hpp"

namespace hotline {

/// The officials of a scenario by party. The scenario must outlive it.
class Directory {
public:
    explicit Directory(const Scenario& scenario);

    /// The officials that a step calls when `caller` tries to reach `callee`: those that it lists, or all that match,
    /// in the order of the lists.
    std::vector<Index> called(const Selector& call, Index caller, Index callee) const;

private:
    const Scenario& scenario_;
    std::vector<std::vector<Index>> of_party_;
};

/// Who may come to take the place of one of these, as leaves name deputies, and deputies of deputies; not they
/// themselves.
std::vector<Index> deputies_of(const Scenario& scenario, const std::vector<Index>& called);

/// The rows by which a step calls an official, in the order in which it tries them.
std::vector<Index> rows_tried(const Scenario& scenario, const Step& step, Index official);

}  // namespace hotline
