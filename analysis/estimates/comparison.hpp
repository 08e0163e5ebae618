// Protocols, or scenarios, side by side: the same case played under each, on the same luck. Every difference is that
// of the second minus the first and comes with an interval; those of one case hold together with the stated
// confidence, and its p-values are corrected for as many (Bonferroni, as an interval cannot follow Holm): one that is
// above 0.05 and an interval that holds 0 are the same thing.
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

/// One of those that are compared: the drills of one case.
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
    /// How many intervals of differences a case has.
    std::size_t family() const { return pairs.size() * (deadlines.size() + 1 + kComparedShares.size()); }
    /// That of each of them, so that all of a case together have `kConfidence`.
    double confidence_of_each() const { return 1 - (1 - kConfidence) / static_cast<double>(family()); }
    /// A p-value of one of them, corrected likewise.
    double p_together(double p_value) const { return std::min(1.0, static_cast<double>(family()) * p_value); }
};

/// What one contender has come to; its intervals are each of `kConfidence`.
struct Standing {
    std::string name;
    std::vector<std::uint64_t> reached;  // by deadline
    std::vector<Interval> intervals;     // of their probabilities, Clopper and Pearson's
    MilestoneSummary contact;            // within the horizon compared
};

struct ReachDifference {
    PairedCounts counts;
    /// Newcombe's, and 0 where McNemar's test does not rule it out.
    Interval interval;
    /// McNemar's, but where the interval holds 0 not below what its confidence leaves.
    double p_value = 1;
    double p_second_better = 1;  // the one-sided one, likewise: that the second is not better
    double p_first_better = 1;   // … the first
    double p_together = 1;
    /// The width of `interval` over that of Newcombe's for independent drills: how much the common luck has narrowed
    /// it.
    double narrowed = 1;
};

struct MeanDifference {
    PairedMean mean;
    double p_together = 1;
    /// The width of its interval over that of the same bets on independent drills.
    double narrowed = 1;
};

/// In how many drills one made contact earlier; of `ties` neither did, or both at one instant.
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

/// Which contender is the best by one measure, and how sure that is: it holds against each of the others, corrected
/// for having been picked.
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

/// Requires at least two contenders with as many drills, more than none.
CaseComparison compare(const std::vector<Contender>& contenders, const ComparisonPlan& plan);

/// Drills that one of a pair makes by a deadline and the other does not.
struct Flips {
    std::vector<std::uint64_t> drills;
    /// What the last attempt of the losing side ended in; the last is that of drills without any attempt.
    std::array<std::uint64_t, kResults + 1> last_results{};
};
struct PairFlips {
    Flips first_only;
    Flips second_only;
};

/// What scenarios have in common has the same luck: entries of the lists, by their ids.
struct CommonLuck {
    std::size_t entries = 0;  // of all lists, each once
    std::size_t common = 0;   // of which all scenarios have

    bool is_all() const { return common == entries; }
};
CommonLuck common_luck(const std::vector<const Scenario*>& scenarios);

/// All that is written down of a comparison.
struct Comparison {
    const Scenario& scenario;  // the first contender's: names, title
    std::uint64_t seed = 0;
    std::uint64_t replications = 0;
    ComparisonPlan plan;
    std::vector<CaseComparison> cases;
    std::vector<std::vector<PairFlips>> flips;  // by case and pair; empty where nobody asked
    Ticks flips_within{0};
    CommonLuck luck;
    bool other_seed = false;  // than that of some scenario's file: `replay` has to be told
};

}  // namespace hotline
