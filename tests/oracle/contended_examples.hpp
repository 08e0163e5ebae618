// Small contended drills worked out by hand from the text of the rules. Every law is fixed, and every probability is
// 0 or 1.
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
/// Those of cases that count (rule I5.4).
void add_contended_counts(std::vector<ContendedExample>& examples);

/// The results of each case, one line each: its contact, its attempts, its waiting time. Times are seconds.
std::string summary(const std::vector<DrillRecord>& cases, const Scenario& scenario);

/// The search after a hand-over finds contact at the very instant at which its hold ends. It finds it through a
/// search of its own, beyond that one's hold, and connecting takes no time. No further call is made, so no desk is
/// asked.
ContendedExample a_hold_that_ends_in_time();
/// The number of requests for each official's desk.
std::string requests_of_desks(const std::vector<Usage>& usage, const Scenario& scenario);
inline const std::string kRequestsWhereAHoldEndsInTime = "official-0 1, official-1 1, official-2 1, official-3 0";

}  // namespace hotline
