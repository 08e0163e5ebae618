// Whether a fitted law fits times some of which were given up: the answers in each of several spans of time are
// compared with those that the law expects of whoever was still waiting then. Censoring does no harm to such a
// comparison, as both count the same people. Source: Hjort (1990), "Goodness of Fit Tests in Models for Life History
// Data Based on Cumulative Hazard Rates", Annals of Statistics 18:1221: the differences are nearly normal, with the
// covariance diag(expected) - C I⁻¹ C', where C has the derivatives of the expectations in the parameters and I is
// the information.
//
// Tests of one contact resemble each other, so that the differences vary more than those of independent tests. By how
// much on average is known from the sums over contacts, and divides the statistic (Rao, Scott, 1984, "On Chi-Squared
// Tests for Multiway Contingency Tables with Cell Proportions Estimated from Survey Data", Annals of Statistics
// 12:46).
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/laws/law_fit.hpp"

namespace hotline {

struct GoodnessOfFit {
    double chi_squared = 0;
    std::size_t degrees_of_freedom = 0;
    double p_value = 1;
    double alike = 1;     // by how much more the differences vary than those of independent tests
    std::string why_not;  // there is none; empty where there is one
};
/// Of a fit that was found. `contacts` parts the same times; without them, all tests are independent.
GoodnessOfFit goodness_of_fit(const Times& times, const LawFit& fit,
                              const std::vector<std::vector<ObservedTime>>& contacts = {});

}  // namespace hotline
