// What a change of the scenario does to the time to contact: the drills of today and those of the changed scenario
// have the same luck, so that drill k of one is paired with drill k of the other. Of several cases, a drill has their
// mean: the share that has made contact by a deadline, and the mean time. So drills are independent, whatever cases
// share.
//
// All intervals of a table of changes hold together with 95 % confidence (Bonferroni). So they stay valid for a
// change that is picked because it comes first, and so do ranks. Those of means are by betting
// (analysis/estimates/betting.hpp), which is valid however rare and large differences are. Those of the time by which
// 90 % are in contact are order statistics: the exact ones of one case; of several cases, those of all their times
// together, at shares that Hoeffding's inequality puts around 90 % for the mean of the cases.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "analysis/drills/outcome.hpp"
#include "analysis/estimates/intervals.hpp"
#include "analysis/estimates/quantile.hpp"

namespace hotline {

/// By drill, the means over the cases.
struct DrillMeans {
    std::vector<double> reached;  // the share of cases in contact by the deadline
    std::vector<double> time;     // seconds until contact, at most the horizon
    std::vector<Ticks> contacts;  // by case, then drill; kNever if not by the horizon
    Ticks within{0};              // the deadline
};
/// Requires outcomes of at least one case, each with the same number of drills.
DrillMeans drill_means(std::span<const Outcomes> outcomes, Ticks within, Ticks horizon);

/// A difference is the changed scenario minus today's.
struct Estimate {
    double value = 0;
    Interval interval;
};
struct Effect {
    Estimate reached;               // difference of the share of cases in contact by the deadline
    Estimate time;                  // … of the mean time, in seconds
    std::optional<Estimate> cured;  // of the cases that miss the deadline today, the share that meets it; none miss
                                    // it: empty
    QuantileEstimate p90;           // the time by which 90 % are in contact, with the change
    std::size_t differ = 0;         // drills with another time of contact in some case
};

/// The intervals in an effect.
inline constexpr std::size_t kEstimatesOfEffect = 4;

/// `confidence`: of each interval. Requires the same number of drills in both, and the same deadline.
Effect effect_of(const DrillMeans& today, const DrillMeans& changed, Ticks horizon, double confidence);

/// Today's means.
struct Today {
    Estimate reached;
    Estimate time;
    QuantileEstimate p90;
};
Today today_of(const DrillMeans& means, Ticks horizon, double confidence = kConfidence);

/// By what changes are ranked.
enum class RankBy : unsigned char { mean, reach };
constexpr std::string_view name_of(RankBy by) {
    return by == RankBy::mean ? "mean" : "reach";
}
/// An effect as a number of which less is better.
Estimate loss_of(const Effect& effect, RankBy by);

/// Whether the change is for the better, or for the worse, by more than chance.
bool helps(const Effect& effect, RankBy by);
bool harms(const Effect& effect, RankBy by);

/// The rank of each effect, from the best or from the worst: one more than the number of others that are certainly
/// further ahead. Effects that cannot be told apart may share a rank.
enum class From : unsigned char { best, worst };
std::vector<std::size_t> ranks_of(const std::vector<Effect>& effects, RankBy by, From first);

}  // namespace hotline
