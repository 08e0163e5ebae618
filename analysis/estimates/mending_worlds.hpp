// Changes in many worlds, in each of which the values in doubt are others: how often each change is the best one, and
// on which doubt that depends.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/estimates/effect.hpp"
#include "analysis/estimates/intervals.hpp"
#include "analysis/estimates/worlds_summary.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

/// A change is robust if it is the best in at least this share of the worlds.
inline constexpr double kRobust = 0.95;
/// It is the best "only if" something holds, if it is so in at most this share of the other worlds.
inline constexpr double kSeldom = 0.1;

/// A limit of the value of one source of doubt that tells best the worlds in which a change is the best.
struct OnlyIf {
    std::size_t doubt = 0;  // a line of `doubts` with that source
    bool above = true;      // the change is the best where the value is above, or else below
    std::string limit;      // as --set takes it
    double inside = 0;      // of the worlds there, the share in which the change is the best
    double outside = 0;     // of the others
    bool only() const { return outside <= kSeldom; }
};

struct ChangeInWorlds {
    std::string title;
    std::optional<double> cost;
    std::vector<double> losses;  // by world: with the change minus today; less is better
    std::uint64_t best = 0;      // worlds
    Interval share;              // of worlds in which it is the best; those of all changes hold together
    double median = 0;           // of the losses
    Interval of_worlds;          // 95 % of them lie there
    std::optional<OnlyIf> only_if;

    bool is_robust(std::size_t worlds) const {
        return static_cast<double>(best) >= kRobust * static_cast<double>(worlds);
    }
};

struct MendingWorlds {
    const Scenario& scenario;  // with the best values
    std::uint64_t seed = 0;
    std::uint64_t replications = 0;  // of each change in each world
    Ticks within{0};
    RankBy by = RankBy::mean;
    std::vector<DoubtLine> doubts;
    std::vector<std::vector<double>> quantiles;    // by world, then source
    std::vector<std::vector<std::string>> values;  // by world, then doubt
    std::vector<ChangeInWorlds> changes;           // most often the best first
    std::uint64_t none = 0;                        // worlds in which no change helps

    std::size_t worlds() const { return quantiles.size(); }
};

/// Fills in what follows from the losses of the changes, and puts them in order.
void summarise(MendingWorlds& mending);

}  // namespace hotline
