// Small drills worked out by hand from the text of the rules. Every law is fixed, and every probability is 0 or 1, so
// every seed and every world must give the same result.
#pragma once

#include <string>
#include <vector>

#include "sim/reading/record.hpp"

namespace hotline {

/// Case 0 of the scenario, played with protocol 0.
struct WorkedExample {
    std::string name;
    Scenario scenario;
    DrillRecord expected;
};

const std::vector<WorkedExample>& worked_examples();

}  // namespace hotline
