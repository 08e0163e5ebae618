#include "analysis/estimates/survival_summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace hotline {
namespace {

constexpr double kMinute = 60;
constexpr double kHour = 60 * kMinute;
constexpr double kDay = 24 * kHour;
constexpr std::array kRoundTimes{1.0,          5.0,      15.0,      30.0,      kMinute,   5 * kMinute, 15 * kMinute,
                                 30 * kMinute, kHour,    2 * kHour, 4 * kHour, 8 * kHour, 12 * kHour,  kDay,
                                 2 * kDay,     7 * kDay, 30 * kDay, 90 * kDay, 365 * kDay};
constexpr std::ptrdiff_t kMostRoundTimes = 6;

std::vector<double> round_times(double horizon) {
    const auto* const last = std::lower_bound(kRoundTimes.begin(), kRoundTimes.end(), horizon);
    std::vector<double> times(last - std::min(kMostRoundTimes, last - kRoundTimes.begin()), last);
    times.push_back(horizon);
    return times;
}

double longest(const TestLog& log) {
    double seconds = 0;
    for (const TestLog::Group& group : log.groups) {
        for (const Observation& seen : group.observations) seconds = std::max(seconds, seen.seconds);
    }
    return seconds;
}

void compare_groups(const TestLog& log, SurvivalSummary& summary) {
    if (log.groups.size() < 2) {
        summary.no_log_rank = "there is one group";
    } else if (log.of_one_run) {
        summary.no_log_rank =
            "the log has a column \"replication\", so the groups are drills on common luck and not independent; "
            "hotline compare is for them";
    } else if (log.groups.size() > kMostLogRankGroups) {
        summary.no_log_rank = fmt::format("there are more than {} groups", kMostLogRankGroups);
    } else {
        summary.log_rank = log_rank(log.groups);
        if (!summary.log_rank) {
            summary.no_log_rank = "there was no contact while more than one group could still have made it";
        } else if (summary.log_rank->fewest_expected < kFewestExpected) {
            summary.log_rank.reset();
            summary.no_log_rank = fmt::format(
                "did all groups take equally long, fewer than {} contacts would be expected in one of them, "
                "too few for the test",
                kFewestExpected);
        }
    }
}

}  // namespace

SurvivalSummary summarise_survival(std::string log_name, const TestLog& log, const std::optional<double>& horizon,
                                   std::vector<double> times) {
    SurvivalSummary summary;
    summary.log = std::move(log_name);
    summary.has_events = log.has_events;
    summary.unit = log.unit;
    summary.last = longest(log);
    summary.horizon = horizon.value_or(summary.last);
    summary.horizon_given = horizon.has_value();
    summary.times = times.empty() ? round_times(summary.horizon) : std::move(times);
    for (const TestLog::Group& group : log.groups)
        summary.groups.push_back({group.name, SurvivalCurve(group.observations)});
    compare_groups(log, summary);
    return summary;
}

std::vector<const SurvivalSummary::Group*> ranked(const SurvivalSummary& summary) {
    struct Ranked {
        double reach;
        const SurvivalSummary::Group* group;
    };
    std::vector<Ranked> all;
    all.reserve(summary.groups.size());
    for (const SurvivalSummary::Group& group : summary.groups) {
        const ReachEstimate estimate = group.curve.at(summary.times.back());
        all.push_back({estimate.reach.value_or(group.curve.steps().back().reach()), &group});
    }
    std::stable_sort(all.begin(), all.end(), [](const Ranked& a, const Ranked& b) { return a.reach < b.reach; });
    std::vector<const SurvivalSummary::Group*> groups;
    groups.reserve(all.size());
    for (const Ranked& one : all) groups.push_back(one.group);
    return groups;
}

}  // namespace hotline
