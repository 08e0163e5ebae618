// A protocol made ready for one case: whom each step calls and through which rows of the contact list, so
// that a drill looks nothing up.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <tuple>
#include <vector>

#include "models/scenario/scenario.hpp"

namespace hotline {

/// A row of the contact list, and its number among the plan's rows: what a search keeps about it stands there.
struct PlannedRow {
    Index row = kNone;
    Index slot = 0;
    const Channel* channel = nullptr;
};

struct Target {
    Index official = kNone;
    Index slot = 0;                // of the official among the plan's
    std::vector<PlannedRow> rows;  // in the order in which they are tried
};

struct PlannedStep {
    const Step* step = nullptr;
    std::vector<Target> targets;  // in list order, each once
};

struct Plan {
    Index protocol = kNone;
    std::vector<PlannedStep> steps;
    Index officials = 0;  // distinct ones
    Index rows = 0;       // distinct ones
};

/// Every plan that the cases of a scenario can need. Plans that come out the same for several cases are made
/// once. Requires that every case's protocols have a goal.
class Plans {
public:
    explicit Plans(const Scenario& scenario);

    /// The plan of a protocol that the case plays, or that one of its searches may come to play.
    const Plan& plan(Index case_index, Index protocol) const { return *of_case_[case_index][protocol]; }

private:
    using Key = std::tuple<Index, Index, Index>;  // protocol, caller, callee; kNone where it does not matter

    std::vector<std::vector<const Plan*>> of_case_;  // by case, then protocol
    std::map<Key, std::unique_ptr<const Plan>> plans_;
};

}  // namespace hotline
