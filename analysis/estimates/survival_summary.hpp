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
    double horizon = 0;          // seconds; restricts the means
    bool horizon_given = false;  // otherwise it is the largest duration of the log
    std::vector<double> times;   // seconds, ascending: the times at which reach is shown
    std::vector<Group> groups;
    std::optional<LogRank> log_rank;
    std::string no_log_rank;  // why there is none
    UnitOfLog unit;           // of plain numbers in the log
    double last = 0;          // seconds; the largest duration of the log

    /// Whether nothing was observed at any of the times that were asked for, because they lie behind the log's end.
    bool is_beyond_log() const { return !times.empty() && times.front() > last; }
};

/// The groups in the order of their rank, and by which time: that with the smallest reach by the last of the times
/// comes first. Where the reach is unknown, the least that it may be counts.
std::vector<const SurvivalSummary::Group*> ranked(const SurvivalSummary& summary);

/// The default horizon is the largest duration; the default times are round times up to the horizon, and the horizon
/// itself.
SurvivalSummary summarise_survival(std::string log_name, const TestLog& log, const std::optional<double>& horizon,
                                   std::vector<double> times);

}  // namespace hotline
