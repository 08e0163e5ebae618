// Small contended drills worked out by hand from the text of the rules: every law fixed, every probability 0 or 1.
#pragma once

#include <string>
#include <vector>

#include "sim/record.hpp"

namespace hotline {

struct ContendedExample {
    std::string name;
    Scenario scenario;
    std::string expected;  // as `summary` tells it
};

const std::vector<ContendedExample>& contended_examples();

/// What came of each case, a line each: its contact, its attempts, how long it waited. Times are seconds.
std::string summary(const std::vector<DrillRecord>& cases, const Scenario& scenario);

}  // namespace hotline
