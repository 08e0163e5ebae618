// Whether contact takes equally long in several groups: the log-rank test (Mantel, 1966; Peto, Peto, 1972, Journal of
// the Royal Statistical Society A 135:185), with the hypergeometric variance, and chi-squared in the limit of many
// contacts.
//
// For independent groups only, never for drills on common luck: the protocols of a run share their random numbers
// drill by drill, so that the test's variance would be wrong, and by how much nobody knows.
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
    /// The contacts that the group with the fewest would have, did all take equally long.
    double fewest_expected = 0;
};

/// Where a group is to have fewer, chi-squared says "p < 0.05" in up to 10 % of logs in which nothing differs.
inline constexpr double kFewestExpected = 5;

/// The cost grows with the square of the number of groups.
inline constexpr std::size_t kMostLogRankGroups = 30;

/// None where there is nothing to compare: no contact while entries of more than one group were still at risk.
/// Requires at most kMostLogRankGroups, and that they are independent.
std::optional<LogRank> log_rank(const std::vector<TestLog::Group>& groups);

}  // namespace hotline
