// The drills of a scenario in many worlds of values, summarised: how likely contact is by each deadline and how long
// it takes, with the best values, and over the worlds.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/drills/outcome.hpp"
#include "analysis/drills/quorum_drills.hpp"
#include "analysis/estimates/quantile.hpp"
#include "analysis/estimates/sensitivity.hpp"
#include "analysis/estimates/two_level.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

/// A probability of contact by a deadline, or the restricted mean.
struct WorldsFigure {
    std::optional<Ticks> within;  // of a probability; none: the mean of min(time, horizon), in seconds
    double best = 0;              // with the best values
    Interval best_interval;       // by Clopper and Pearson for a probability, by betting for a mean
    TwoLevelEstimate over_worlds;
    Sensitivity sensitivity;  // empty where nothing differs between worlds
};

/// When a share of the drills had made contact.
struct WorldsTime {
    double share = 0;
    QuantileEstimate best;
    std::vector<std::optional<Ticks>> of_worlds;
    /// The 2.5 % and 97.5 % points of the worlds, to the next worlds outwards, with the uncertainty of the drills;
    /// empty: not reached, or the drills are too few to say.
    std::optional<Ticks> low;
    std::optional<Ticks> high;
};

/// The probability by a time, for a curve.
struct WorldsPoint {
    Ticks at{0};
    double best = 0;      // with the best values
    Interval simulation;  // of the mean of the worlds
    Interval band;        // as that of a figure
};

/// One case and protocol, or one quorum and its line-up.
struct WorldsRow {
    Index case_index = kNone;
    Index quorum = kNone;
    std::vector<Index> protocols;
    std::vector<WorldsFigure> figures;  // by deadline; the last is the mean
    std::vector<WorldsTime> times;      // half, 90 %
    std::vector<WorldsPoint> curve;     // at the times that were asked for
};

/// What is printed of one doubt.
struct DoubtLine {
    std::string path;
    std::string best;  // as text
    std::string from;
    std::string to;
    std::size_t source = 0;

    friend bool operator==(const DoubtLine&, const DoubtLine&) = default;
};

struct WorldsRun {
    const Scenario& scenario;  // with the best values
    std::uint64_t seed = 0;
    std::uint64_t replications = 0;
    std::vector<Ticks> deadlines;
    std::vector<DoubtLine> doubts;
    std::vector<std::string> sources;
    std::vector<std::vector<double>> quantiles;    // by world, then source
    std::vector<std::vector<std::string>> values;  // by world, then doubt: as --set takes them
    std::vector<WorldsRow> rows;
};

/// Takes the drills of one world after another.
class WorldsCollector {
public:
    /// `best` are the drills with the best values. `curve` are times for a curve, in order.
    WorldsCollector(const Scenario& scenario, std::vector<Ticks> deadlines, const std::vector<Outcomes>& best,
                    std::vector<Ticks> curve = {});

    std::size_t size() const { return rows_.size(); }
    void add(const Scenario& world, const std::vector<Outcomes>& outcomes);
    /// Requires kFewestWorlds or more. `columns` say how each source of doubt is laid out for the sensitivity.
    std::vector<WorldsRow> rows(const std::vector<std::vector<double>>& quantiles,
                                const std::vector<SourceKind>& kinds) const;

private:
    static std::vector<const std::vector<Ticks>*> times_of_rows(const std::vector<Outcomes>& outcomes,
                                                                const std::vector<QuorumDrills>& quorums);

    Ticks horizon_;
    std::vector<Ticks> deadlines_;
    std::vector<Ticks> curve_;
    std::vector<WorldsRow> rows_;                                                 // with the best values
    std::vector<std::vector<TwoLevelSums>> sums_;                                 // by row, then figure
    std::vector<std::vector<TwoLevelSums>> sums_of_curve_;                        // by row, then time
    std::vector<std::vector<std::vector<std::optional<Ticks>>>> quantile_times_;  // by row, then share, then world
};

}  // namespace hotline
