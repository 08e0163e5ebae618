// Protocols, or scenarios, side by side: the same case played under each with common random numbers. A difference is
// the second minus the first. Intervals of all differences of a case hold together with the stated confidence, and
// p-values have the same correction (Bonferroni, because an interval cannot follow Holm): a p-value is below 0.05
// exactly if the interval excludes 0.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "analysis/drills/outcome.hpp"
#include "analysis/estimates/lead.hpp"
#include "analysis/estimates/paired_differences.hpp"
#include "analysis/estimates/summary.hpp"

namespace hotline {

/// One contender: the drills of one case.
struct Contender {
    std::string name;
    const Scenario* scenario = nullptr;
    const Outcomes* outcomes = nullptr;
};

struct ComparisonPlan {
    std::vector<Ticks> deadlines;  // in order; the last is the horizon, up to which all are compared
    /// Pairs of contenders by their places, first and second.
    std::vector<std::pair<std::size_t, std::size_t>> pairs;

    Ticks horizon() const { return deadlines.back(); }
    /// The number of intervals of differences in a case.
    std::size_t family() const { return pairs.size() * (deadlines.size() + 1 + kComparedShares.size()); }
    /// The confidence of each interval, so that all intervals of a case hold together with `kConfidence`.
    double confidence_of_each() const { return hotline::confidence_of_each(family()); }
    /// A p-value with the same correction.
    double p_together(double p_value) const { return std::min(1.0, static_cast<double>(family()) * p_value); }
};

/// Results of one contender; each interval has `kConfidence`.
struct Standing {
    std::string name;
    std::vector<std::uint64_t> reached;  // by deadline
    std::vector<Interval> intervals;     // of their probabilities, Clopper and Pearson's
    MilestoneSummary contact;            // within the horizon compared
};

struct ReachDifference {
    PairedCounts counts;
    /// Newcombe's, extended to contain 0 if McNemar's test does not exclude it.
    Interval interval;
    /// McNemar's, but not below the level of the interval if the interval contains 0.
    double p_value = 1;
    double p_second_better = 1;  // the one-sided one, likewise: that the second is not better
    double p_first_better = 1;   // … the first
    double p_together = 1;
    /// The width of `interval` relative to Newcombe's for independent drills: how much common random numbers narrow
    /// it.
    double narrowed = 1;
};

struct MeanDifference {
    PairedMean mean;
    double p_together = 1;
    /// The width of its interval relative to the same bets on independent drills.
    double narrowed = 1;
};

/// The number of drills in which each made contact earlier; `ties` are drills in which neither did, or both at the
/// same instant.
struct Wins {
    std::uint64_t first = 0;
    std::uint64_t second = 0;
    std::uint64_t ties = 0;
};

struct PairComparison {
    std::size_t first = 0;
    std::size_t second = 0;
    std::vector<ReachDifference> reach;  // by deadline
    MeanDifference mean;                 // of the time within the horizon
    std::array<QuantileDifference, kComparedShares.size()> quantiles;
    Wins wins;
    std::vector<Stretch> leads;  // of the curves
};

/// The best contender by one measure, with the confidence that it beats each of the others, corrected for having been
/// picked.
struct Best {
    std::size_t contender = 0;
    double confidence = 0;
};

struct CaseComparison {
    Index case_index = kNone;  // of the first contender's scenario
    std::vector<Standing> standings;
    std::vector<PairComparison> pairs;
    std::vector<Best> best_by_deadline;
    Best best_by_mean;
};

/// Requires at least two contenders with the same number of drills, at least one.
CaseComparison compare(const std::vector<Contender>& contenders, const ComparisonPlan& plan);

/// Drills in which one contender of a pair makes contact by a deadline and the other does not.
struct Flips {
    std::vector<std::uint64_t> drills;
    /// Results of the losing side's last attempts; the last element counts drills without any attempt.
    std::array<std::uint64_t, kResults + 1> last_results{};
};
struct PairFlips {
    Flips first_only;
    Flips second_only;
};

/// List entries with the same id have the same luck in all scenarios.
struct CommonLuck {
    std::size_t entries = 0;  // of all lists, each once
    std::size_t common = 0;   // entries that all scenarios have

    bool is_all() const { return common == entries; }
};
CommonLuck common_luck(const std::vector<const Scenario*>& scenarios);

/// All data of a comparison's outputs.
struct Comparison {
    const Scenario& scenario;  // the first contender's: names, title
    std::uint64_t seed = 0;
    std::uint64_t replications = 0;
    ComparisonPlan plan;
    std::vector<CaseComparison> cases;
    std::vector<std::vector<PairFlips>> flips;  // by case and pair; empty where nobody asked
    Ticks flips_within{0};
    CommonLuck luck;
    std::size_t doubts = 0;   // values in doubt, of the scenario that has the most of them
    bool other_seed = false;  // differs from the seed in some scenario's file, so `replay` needs it
    bool detail = false;      // texts show all differences, how likely chance makes them, and the curves
};

}  // namespace hotline
