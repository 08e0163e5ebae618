// Which officials a step calls, and by which rows; which protocols a search leads to.
#pragma once

#include <span>
#include <vector>

#include "models/scenario/scenario.hpp"

namespace hotline {

/// The officials of a scenario by party, and their deputies. The scenario must outlive it.
class Directory {
public:
    explicit Directory(const Scenario& scenario);

    /// The officials that a step calls when `caller` tries to reach `callee`: those that it lists, or all that match,
    /// in the order of the lists.
    std::vector<Index> called(const Selector& call, Index caller, Index callee) const;

    /// Who may take the place of one of these on leave: deputies, and deputies of deputies. Without these themselves.
    std::vector<Index> deputies(std::span<const Index> called) const;
    /// Whether a leave of one of these names a deputy.
    bool have_deputies(std::span<const Index> called) const;

private:
    const Scenario& scenario_;
    std::vector<std::vector<Index>> of_party_;
    std::vector<std::vector<Index>> deputies_;  // by official, as leaves name them; empty where none does
};

/// The rows by which a step calls an official, in the order in which it tries them.
std::vector<Index> rows_tried(const Scenario& scenario, const Step& step, Index official);

/// The protocols that a search with `protocol` may lead to, itself included. All hand-overs are included, whichever
/// party they belong to.
std::vector<Index> reachable_from(const Scenario& scenario, Index protocol);
/// Whether a selector of its steps takes the officials of that side.
bool depends_on(const Protocol& protocol, Selector::Side side);

}  // namespace hotline
