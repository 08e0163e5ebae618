// The parts of a scenario that the searches of its cases can come to.
#pragma once

#include <set>

#include "models/scenario/scenario.hpp"

namespace hotline {

struct PartsInUse {
    explicit PartsInUse(const Scenario& scenario);

    std::set<Index> protocols;
    std::set<Index> officials;  // whom steps call, or who may take a place in one
    std::set<Index> rows;
    std::set<Index> channels;  // of these rows
    std::set<Index> carriers;  // of these channels
    std::set<Index> sites;     // of these officials, and of the parties that search
    std::set<Index> rosters;   // of these officials
};

}  // namespace hotline
