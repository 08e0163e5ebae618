// Whether a fitted law fits times some of which were given up: the answers in each of several spans of time are
// compared with those that the law expects of whoever was still waiting then. Censoring does no harm to such a
// comparison, as both count the same people. Source: Hjort (1990), "Goodness of Fit Tests in Models for Life History
// Data Based on Cumulative Hazard Rates", Annals of Statistics 18:1221: the differences are nearly normal, with the
// covariance diag(expected) - C I⁻¹ C', where C has the derivatives of the expectations in the parameters and I is
// the information.
#pragma once

#include <cstddef>
#include <string>

#include "analysis/laws/law_fit.hpp"

namespace hotline {

struct GoodnessOfFit {
    double chi_squared = 0;
    std::size_t degrees_of_freedom = 0;
    double p_value = 1;
    std::string why_not;  // there is none; empty where there is one
};
/// Of a fit that was found.
GoodnessOfFit goodness_of_fit(const Times& times, const LawFit& fit);

}  // namespace hotline
