// What other values of one or two keys of a scenario would give, on the same luck: a curve or a grid.
//
// All intervals of the values hold together with 95 % confidence (Bonferroni), so they stay valid for the value that
// is picked because it is the best.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "analysis/estimates/effect.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

/// A key and its values, as they are written.
struct Axis {
    std::string path;
    std::vector<std::string> values;
};

/// The scenario with one value of each key.
struct VariedCell {
    Today level;
    Effect effect;  // against the scenario as it is
};

/// The intervals in such a cell; the time by which 90 % are in contact is the same in both parts.
inline constexpr std::size_t kEstimatesOfCell = kEstimatesOfEffect + 2;

struct Varied {
    const Scenario& scenario;  // whose cases have one protocol each; figures are the means over the cases
    std::uint64_t seed = 0;
    std::uint64_t replications = 0;
    Ticks within{0};
    RankBy by = RankBy::mean;
    Today today;
    std::vector<Axis> axes;         // one or two
    std::vector<VariedCell> cells;  // by value of the first key, then of the second
    std::size_t together = 1;       // of one run: the intervals of all of them hold together

    std::size_t columns() const { return axes.size() == 2 ? axes[1].values.size() : 1; }
    /// "rounds = 2, gap = 5min".
    std::string title(std::size_t cell) const;
    double confidence_of_each() const { return hotline::confidence_of_each(intervals()); }
    std::size_t intervals() const { return kEstimatesOfCell * cells.size() * together; }
    /// The best cell, and others that cannot be told from it, the best first.
    std::vector<std::size_t> best() const;
};

/// A table for each case and protocol of a run, whose scenario has nothing else. At least one.
struct VariedRun {
    std::vector<std::unique_ptr<const Scenario>> scenarios;
    std::vector<Varied> tables;
};

}  // namespace hotline
