// A figure of a drill over worlds of values and over drills: what chance makes of it, what the simulation leaves
// uncertain, and what the doubts about the laws do.
//
// World i and drill k give the number y_ik. Drill k has the same luck in every world, so the drills cross the worlds:
// a two-way layout with random effects. The variance of the worlds' means is too large by what is left of the drills'
// noise. Because luck is common, this is not the variance within a world but that of the interaction of worlds and
// drills. So the variance that the doubts make is the estimator of the analysis of variance,
//
//     doubt² = max(0, S² − MS / n),   S² = Σ_i (y_i· − y_··)² / (W − 1),
//     MS = Σ_ik (y_ik − y_i· − y_·k + y_··)² / ((W − 1)(n − 1)),
//
// with W worlds of n drills. Sources: Searle, Casella, McCulloch, Variance Components (1992), 4.4; Sun, Apley, Staum
// (2011), "Efficient nested simulation for estimating the variance of a conditional expectation", Operations Research
// 59:998, for worlds with luck of their own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analysis/estimates/intervals.hpp"

namespace hotline {

struct TwoLevelEstimate {
    std::size_t worlds = 0;
    double mean = 0;                // over all worlds and drills
    Interval simulation;            // of that mean, for these worlds: by betting, drill by drill
    double chance = 0;              // variance from drill to drill within a world, on average
    double luck = 0;                // variance of `mean` that the finite number of drills leaves
    double noise = 0;               // MS / n: by how much the spread of the worlds' means is too large
    double spread = 0;              // S²: the variance of the worlds' means
    double doubt = 0;               // variance of the worlds' true values
    std::vector<double> of_worlds;  // the means
    /// Where the true value lies with 95 %, if the doubts are right: the 2.5 % and 97.5 % points of the worlds'
    /// means, drawn together about their mean until their variance is that of the doubts, plus one standard error of
    /// it, at most S². The points are those of Weibull's plotting positions, i / (W + 1), between which a new value
    /// falls as often as they say. All worlds share their luck, so 1.96 standard errors of a world's mean are added
    /// on each side; the band holds `simulation`, too.
    Interval band;
};

/// The fewest worlds: of 39 the extremes hold 95 %.
inline constexpr std::size_t kFewestWorlds = 40;

/// The point at a share of sorted values, by Weibull's plotting positions. Requires values.
double point_at(const std::vector<double>& sorted, double share);

/// Adds the numbers of the drills of one world after another.
class TwoLevelSums {
public:
    /// The numbers lie between 0 and `high`, or between `low` and `high`.
    explicit TwoLevelSums(double high) : TwoLevelSums(0, high) {}
    TwoLevelSums(double low, double high) : low_(low), high_(high) {}

    /// The drills of a world; all worlds have as many.
    void add(const std::vector<double>& drills);
    /// Requires two worlds or more, of two drills or more.
    TwoLevelEstimate estimate() const;

    const std::vector<double>& means() const { return means_; }

private:
    double low_;
    double high_;
    std::vector<double> means_;  // by world
    std::vector<double> sums_;   // by drill, over worlds
    double squares_ = 0;         // of all numbers
};

/// The estimate for numbers in [low, high] whose sums are given; for differences, too.
TwoLevelEstimate two_level(std::vector<double> means, const std::vector<double>& sums, double squares, double low,
                           double high);

}  // namespace hotline
