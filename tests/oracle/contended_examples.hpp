// Small contended drills worked out by hand from the text of the rules: every law fixed, every probability 0 or 1.
#pragma once

#include <string>
#include <vector>

#include "analysis/drills/usage.hpp"
#include "sim/reading/record.hpp"

namespace hotline {

struct ContendedExample {
    std::string name;
    Scenario scenario;
    std::string expected;  // as `summary` tells it
};

const std::vector<ContendedExample>& contended_examples();

/// What came of each case, a line each: its contact, its attempts, how long it waited. Times are seconds.
std::string summary(const std::vector<DrillRecord>& cases, const Scenario& scenario);

/// The search behind a hold finds somebody, through one of its own beyond its own hold, at the instant at which the
/// hold is over: it connects in no time. Nobody is called any more, so nobody's desk is asked for.
ContendedExample a_hold_that_ends_in_time();
/// How often each official's desk was asked for.
std::string requests_of_desks(const std::vector<Usage>& usage, const Scenario& scenario);
inline const std::string kRequestsWhereAHoldEndsInTime = "official-0 1, official-1 1, official-2 1, official-3 0";

}  // namespace hotline
