// Tests whether time to contact has the same distribution in several groups: the log-rank test (Mantel, 1966; Peto,
// Peto, 1972, Journal of the Royal Statistical Society A 135:185), with the hypergeometric variance and the
// chi-squared limit for many contacts.
//
// For independent groups only, never for drills on common luck: protocols of a run share their random numbers drill
// by drill, so the variance of the test would be wrong by an unknown amount.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "models/loading/test_log.hpp"

namespace hotline {

struct LogRank {
    double chi_squared = 0;
    std::size_t degrees_of_freedom = 0;
    double p_value = 1;
    /// The smallest expected number of contacts in a group if all groups had the same distribution.
    double fewest_expected = 0;
};

/// With fewer expected contacts in a group, chi-squared gives p < 0.05 in up to 10 % of logs without a difference.
inline constexpr double kFewestExpected = 5;

/// The cost grows with the square of the number of groups.
inline constexpr std::size_t kMostLogRankGroups = 30;

/// Empty if there is nothing to compare: no contact while entries of more than one group were at risk. Requires at
/// most kMostLogRankGroups groups, and that they are independent.
std::optional<LogRank> log_rank(const std::vector<TestLog::Group>& groups);

}  // namespace hotline
