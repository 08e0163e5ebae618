#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "analysis/estimates/headline.hpp"
#include "analysis/write/answer.hpp"
#include "analysis/write/figures.hpp"
#include "analysis/write/results.hpp"
#include "models/base/duration.hpp"

namespace hotline {
namespace {

enum class Better : unsigned char { neither, first, second };

/// What one measure says of a pair.
struct Measured {
    Better better = Better::neither;
    std::string where;   // "within 30 min"
    std::string amount;  // "76 of 100 emergencies", of the better one
    std::string range;   // "(75–77)"
};

/// A difference is the second minus the first, and the higher the better.
Better better_by(const Interval& difference) {
    if (difference.low > 0) return Better::second;
    return difference.high < 0 ? Better::first : Better::neither;
}

/// Of the better one, so positive.
Interval turned(const Interval& difference, Better better) {
    return better == Better::second ? difference : Interval{-difference.high, -difference.low};
}

Measured by_deadline(const ComparisonPlan& plan, const PairComparison& pair, std::size_t deadline) {
    const ReachDifference& reach = pair.reach[deadline];
    const Better better = better_by(reach.interval);
    return {better, "within " + unbroken(duration_text(plan.deadlines[deadline])),
            of_100(std::abs(reach.counts.difference())) + " of 100 emergencies",
            whole_percent_range(turned(reach.interval, better))};
}

Measured by_mean(const PairComparison& pair) {
    const PairedMean& mean = pair.mean.mean;
    const Interval sooner{-mean.interval.high, -mean.interval.low};
    const Better better = better_by(sooner);
    return {better, "on average*", unbroken(seconds_text(std::abs(mean.mean))),
            unbroken(seconds_range(turned(sooner, better)))};
}

/// "a", "a and b", "a, b, and c".
std::string listed(const std::vector<std::string>& parts, const char* last) {
    std::string text;
    for (std::size_t index = 0; index < parts.size(); ++index) {
        if (index > 0) text += parts.size() == 2 ? " " : ", ";
        if (index > 0 && index + 1 == parts.size()) text += std::string(last) + " ";
        text += parts[index];
    }
    return text;
}

}  // namespace

std::string comparison_sentence(const ComparisonPlan& plan, const PairComparison& pair, std::string_view first,
                                std::string_view second) {
    const Ticks soon = headline_deadline(plan.deadlines, plan.horizon());
    const auto at = std::find(plan.deadlines.begin(), plan.deadlines.end(), soon);
    std::vector<Measured> measures;
    if (at + 1 < plan.deadlines.end())
        measures.push_back(by_deadline(plan, pair, static_cast<std::size_t>(at - plan.deadlines.begin())));
    measures.push_back(by_deadline(plan, pair, plan.deadlines.size() - 1));
    measures.push_back(by_mean(pair));
    std::string text;
    for (const Better better : {Better::second, Better::first}) {
        std::vector<std::string> parts;
        for (const Measured& measure : measures) {
            if (measure.better == better)
                parts.push_back(fmt::format("by {} {} {}", measure.amount, measure.where, measure.range));
        }
        if (parts.empty()) continue;
        const bool second_wins = better == Better::second;
        text += fmt::format("“{}” is better than “{}”: {}. ", second_wins ? second : first,
                            second_wins ? first : second, listed(parts, "and"));
    }
    std::vector<std::string> unknown;
    for (const Measured& measure : measures) {
        if (measure.better == Better::neither) unknown.push_back(measure.where);
    }
    if (!unknown.empty()) {
        text += text.empty() ? fmt::format("These drills do not tell whether “{}” or “{}” is better {}. ", first,
                                           second, listed(unknown, "or"))
                             : fmt::format("These drills do not tell which is better {}. ", listed(unknown, "or"));
    }
    text.pop_back();
    return text;
}

}  // namespace hotline
