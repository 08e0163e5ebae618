// A log of real tests, or the drills of a run, as survival analysis sees it, written down: for people, for programs,
// and step by step. The same log gives the same bytes.
#pragma once

#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "analysis/log_rank.hpp"
#include "analysis/survival.hpp"

namespace hotline {

struct SurvivalReport {
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
SurvivalReport survival_report(std::string log_name, const TestLog& log, const std::optional<double>& horizon,
                               std::vector<double> times);

/// The table that a person reads, 80 columns wide.
void write_text(std::ostream& out, const SurvivalReport& report);
/// One object: "groups", each with its "curve".
void write_json(std::ostream& out, const SurvivalReport& report);
/// One line a step of each curve.
void write_csv(std::ostream& out, const SurvivalReport& report);

}  // namespace hotline
