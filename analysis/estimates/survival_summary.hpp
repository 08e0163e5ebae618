// A log of real tests, or the drills of a run, as survival analysis sees it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/estimates/log_rank.hpp"
#include "analysis/estimates/survival.hpp"

namespace hotline {

struct SurvivalSummary {
    struct Group {
        std::string name;
        SurvivalCurve curve;
    };
    std::string log;             // what the file is called
    bool has_events = false;     // as TestLog has it
    double horizon = 0;          // seconds: of the restricted means
    bool horizon_given = false;  // otherwise it is the largest duration of the log
    std::vector<double> times;   // seconds, ascending: by which the reach is told
    std::vector<Group> groups;
    std::optional<LogRank> log_rank;
    std::string no_log_rank;  // why there is none
};

/// Without a horizon it is the largest duration; without times they are round ones up to it, and itself.
SurvivalSummary summarise_survival(std::string log_name, const TestLog& log, const std::optional<double>& horizon,
                                   std::vector<double> times);

}  // namespace hotline
