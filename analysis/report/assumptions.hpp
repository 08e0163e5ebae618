// What a scenario's result rests on: its responses, rates, channels and protocols, where each stands and what is said
// there of its source.
#pragma once

#include <string>
#include <vector>

#include "models/diagnostics.hpp"
#include "models/scenario.hpp"

namespace hotline {

struct Assumption {
    std::string kind;  // "response"
    std::string name;
    std::string values;  // in words
    std::string where;   // file and line
    std::string source;  // the comment that stands above it; may be empty
};

/// Those that the cases' protocols use, in the order of the kinds.
std::vector<Assumption> assumptions_of(const Scenario& scenario, const Diagnostics& files);

}  // namespace hotline
