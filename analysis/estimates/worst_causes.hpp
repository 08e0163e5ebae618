// Why the worst cell of time is worse than the others: what of the difference each cause makes.
//
// The drills are played with every set of causes taken away, on the same luck. What a cause makes is the mean, over
// all orders in which the causes can be taken away one after the other, of what the difference shrinks by when its
// turn comes. So the causes and the rest add up to the difference, and no order is preferred. Source: Shapley (1953),
// A value for n-person games, Annals of Mathematics Studies 28:307. A cause that is at work in every cell, as duty
// hours are, goes after all others: earlier, it would hide what they make.
//
// Drill k of a case belongs to cell k mod the number of cells, so that as many drills in a row as there are cells
// have one in each. Such rounds are independent. The intervals are by betting (betting.hpp) on them. The worst cell
// is picked after the drills, so they hold together for all cells, causes and cases of the run (Bonferroni).
#pragma once

#include <cstddef>
#include <vector>

#include "analysis/estimates/effect.hpp"

namespace hotline {

/// Whether each drill of a case made contact within the deadline: an item for each set of causes that are taken away,
/// where bit i of its index stands for cause i. If a cause goes last, there is one more item, without all of them and
/// that cause.
using ReachedWithout = std::vector<std::vector<bool>>;

struct WorstCauses {
    Estimate difference;  // the reach of the other cells, weighted by their share of the time, minus the worst one's
    std::vector<Estimate> causes;  // what of it each of them makes; that which goes last is the last
    Estimate rest;                 // what is left without them
};

/// `weights`: of the cells; `worst`: the worst one. Requires at least two cells, and at least one drill in each.
/// `confidence`: of each interval.
WorstCauses worst_causes(const ReachedWithout& reached, const std::vector<double>& weights, std::size_t worst,
                         double confidence);

}  // namespace hotline
