// The parts of a scenario that the searches of its cases can come to.
#pragma once

#include <set>
#include <string>

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
    std::set<Index> rotas;     // whose duty steps call
};

/// "cn-director (mobile)"; with its address if the official has several such entries.
std::string name_of_entry(const Scenario& scenario, Index row);

}  // namespace hotline
