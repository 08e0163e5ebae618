// What the JSON of runs and of comparisons with doubts have in common.
#pragma once

#include <string>
#include <vector>

#include "analysis/estimates/worlds_summary.hpp"
#include "analysis/write/json.hpp"

namespace hotline {

/// `band` is that of the figure.
Json json_of(const Sensitivity& sensitivity, const std::vector<std::string>& sources, const Interval& band);
Json json_of(const std::vector<DoubtLine>& doubts, const std::vector<std::string>& sources);

}  // namespace hotline
