// Two contenders in many worlds of values: by how much they differ, and in which share of the worlds each is better.
// Drill k has the same luck in every world and for both, so a difference is a figure over worlds and drills like any
// other (two_level.hpp). A difference is the second minus the first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/estimates/comparison.hpp"
#include "analysis/estimates/sensitivity.hpp"
#include "analysis/estimates/two_level.hpp"
#include "analysis/estimates/worlds_summary.hpp"

namespace hotline {

/// The share of worlds in which a contender's true value is the better one.
struct ShareOfWorlds {
    /// Of the worlds' means, drawn together about their mean until their variance is that of the doubts (the analysis
    /// of variance takes the noise of the drills out of it).
    double share = 0;
    /// Clopper and Pearson's, for the worlds. Its lower end counts the worlds whose drills show with 97.5 % that the
    /// contender is better, its upper end all but those whose drills show that it is not (by betting, p ≤ 2.5 %).
    Interval interval;

    /// Whether the drills and worlds say nothing about it.
    bool unknown() const { return interval.low <= 0 && interval.high >= 1; }
};

/// In how many worlds the drills show that the mean of the differences is above 0, or below.
struct ShownWorlds {
    std::uint64_t above = 0;
    std::uint64_t below = 0;
};

/// The shares of worlds whose value is above 0, and below 0.
ShareOfWorlds worlds_above(const TwoLevelEstimate& difference, const ShownWorlds& shown);
ShareOfWorlds worlds_below(const TwoLevelEstimate& difference, const ShownWorlds& shown);

/// A difference of the probabilities of contact by a deadline, or of the restricted means.
struct WorldsDifference {
    std::optional<Ticks> within;  // of probabilities; none: the means of min(time, horizon), in seconds
    double best = 0;              // with the best values
    Interval best_interval;       // by betting
    TwoLevelEstimate over_worlds;
    ShareOfWorlds first_better;
    ShareOfWorlds second_better;
    Sensitivity sensitivity;  // empty where nothing differs between worlds
};

struct WorldsPair {
    std::size_t first = 0;
    std::size_t second = 0;
    std::vector<WorldsDifference> differences;  // by deadline; the last is of the means
};

struct WorldsComparison {
    const Scenario& scenario;  // the first, with the best values
    std::uint64_t seed = 0;
    std::uint64_t replications = 0;  // of each world
    std::size_t worlds = 0;
    ComparisonPlan plan;
    CommonLuck luck;
    std::vector<DoubtLine> doubts;  // of all scenarios, each once
    std::vector<std::string> sources;
    std::vector<std::string> names;              // of the contenders
    std::vector<std::vector<WorldsPair>> cases;  // by case of the first scenario, then pair
};

/// Takes the drills of one world after another.
class ComparisonCollector {
public:
    /// `best` are the contenders of each case, with the best values.
    ComparisonCollector(ComparisonPlan plan, const std::vector<std::vector<Contender>>& best);

    void add(const std::vector<std::vector<Contender>>& world);
    /// Requires kFewestWorlds or more. Quantiles by world, then source.
    std::vector<std::vector<WorldsPair>> cases(const std::vector<std::vector<double>>& quantiles,
                                               const std::vector<SourceKind>& kinds) const;

private:
    ComparisonPlan plan_;
    std::vector<std::vector<WorldsPair>> cases_;                // with the best values
    std::vector<std::vector<std::vector<TwoLevelSums>>> sums_;  // by case, pair, then figure
    std::vector<std::vector<std::vector<ShownWorlds>>> shown_;
};

}  // namespace hotline
