// What bundles of changes bring for their cost.
//
// Some drills choose: each bundle is played on them, and each that brings more than all cheaper ones is on the
// frontier. Other drills tell: what a bundle of the frontier brings is estimated from drills that had no part in the
// choice, so the figures are not too good because the bundle was picked. All their intervals hold together with 95 %
// confidence (Bonferroni).
//
// Which bundles may be the best is tested on the drills that choose: a bundle is out if it is certainly worse than
// the one that looks best. Every ordered pair of bundles has its part of the error, so that it does not matter which
// one looks best, and with 95 % confidence the truly best of the bundles that were played is not out. Source: subset
// selection, Gupta (1965), Technometrics 7:225; the tests are by betting (analysis/estimates/betting.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/estimates/effect.hpp"
#include "models/changes/bundles.hpp"

namespace hotline {

/// By drill, what is to be small: the mean time in seconds, or the share of cases not in contact by the deadline.
std::vector<double> losses_of(const DrillMeans& means, RankBy by);

/// A bundle that was played to choose.
struct Tried {
    Bundle bundle;  // empty: today
    double cost = 0;
    std::vector<double> losses;  // by drill
    double loss = 0;             // their mean
};

/// The order in which equally good bundles are preferred.
bool is_better(const Tried& one, const Tried& other);

struct Choice {
    std::vector<std::size_t> frontier;  // of those tried, the cheapest first; empty if none is better than today
    std::vector<std::size_t> rivals;    // that may be better than the last of the frontier, the cheapest first
};
/// `pairs`: how many ordered pairs of bundles could have been compared; `longest`: the largest possible loss.
/// Requires that today is the first of those tried.
Choice choose(const std::vector<Tried>& tried, double pairs, double longest);

/// A bundle of the frontier.
struct Bought {
    Bundle bundle;
    double cost = 0;
    Effect effect;                // against today
    std::optional<Effect> extra;  // against the bundle before it; the first has none
};

struct Frontier {
    const Scenario& scenario;  // whose cases have one protocol each
    const Bundles& bundles;
    std::uint64_t seed = 0;
    std::uint64_t replications = 0;  // that choose; as many others tell
    Ticks within{0};
    RankBy by = RankBy::mean;
    std::size_t played = 0;  // bundles
    bool exhaustive = true;  // all that the budget allows
    Today today;
    std::vector<Bought> bought;  // the cheapest first
    std::vector<Bundle> rivals;  // that may be better than the last one

    double confidence_of_each() const;
};

/// The confidence of each interval, so that those of so many bundles of a frontier hold together.
double confidence_of_frontier(std::size_t bundles);

/// Their effects. `told`: by bundle of the frontier, its drills that tell.
std::vector<Bought> bought_of(const std::vector<Tried>& tried, const Choice& choice, const DrillMeans& today,
                              const std::vector<DrillMeans>& told, Ticks horizon);

}  // namespace hotline
