// Text of an expectation and of its result.
#pragma once

#include <string>

#include "analysis/estimates/expectation.hpp"

namespace hotline {

/// "97.4 % (96.9–97.9) after 3210 drills": what was seen, in words.
std::string seen_text(const CheckedExpectation& checked);
/// "P(contact <= 30min) >= 0.95 (hotline, United Kingdom → China)".
std::string claim_text(const Scenario& scenario, const CheckedExpectation& checked);

}  // namespace hotline
