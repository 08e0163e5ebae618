// Small drills worked out by hand from the text of the rules: every law fixed, every probability 0 or 1, so that
// every seed and every world must give the same result.
#pragma once

#include <string>
#include <vector>

#include "sim/reading/record.hpp"

namespace hotline {

/// The case 0 of the scenario, played with its protocol 0.
struct WorkedExample {
    std::string name;
    Scenario scenario;
    DrillRecord expected;
};

const std::vector<WorkedExample>& worked_examples();

}  // namespace hotline
