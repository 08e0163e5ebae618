// Who reaches whom, for a protocol that is played for many ordered pairs of parties: results by pair, by caller and
// by callee (analysis/estimates/by_cell.hpp), differences between the two directions of a pair, the callees that take
// longest to reach, and the mean reach between groups.
//
// Drills of one replication share the same luck. Drills of one pair are independent; across several pairs, only
// replications are. The intervals of a table, for all protocols, hold together, so they stay valid for the party that
// comes last (analysis/estimates/worst.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/estimates/by_cell.hpp"

namespace hotline {

/// Two parties, the first of which reaches the second at least as often as the second reaches the first. Several
/// cases in one direction are averaged drill by drill.
struct Asymmetry {
    Index caller = kNone;
    Index callee = kNone;
    double reach = 0;
    double back = 0;
    /// The interval of the difference: exact if each direction has one case, otherwise Hoeffding's. Those of all
    /// asymmetries of the run hold together with 95 % confidence.
    Interval together;

    double difference() const { return reach - back; }
    bool beyond_luck() const { return together.low > 0; }
};

/// The mean time to reach a party: of min(time to contact, deadline) over all its callers.
struct Wait {
    Index callee = kNone;
    double mean = 0;    // seconds
    Interval together;  // Hoeffding's, on means of replications; those of all callees of the run hold together
};

struct PairsSummary {
    Index protocol = kNone;
    std::vector<Asymmetry> asymmetries;  // of every pair played in both directions; the largest difference first
    std::vector<Wait> waits;             // of every callee; the longest first
    /// The mean reach from one group of the scenario to another; empty if there are no such pairs.
    std::vector<std::vector<std::optional<double>>> groups;
};

struct PairsRun {
    CellsRun pairs;
    CellsRun callers;
    CellsRun callees;
    std::vector<PairsSummary> protocols;  // one for each case of those, in the same order
};

/// Requires the same number of drills for every case, from a run in which the cases of a replication share the same
/// luck. `jobs`: threads, on which results do not depend.
PairsRun summarise_pairs(const Scenario& scenario, Ticks within, std::uint64_t seed,
                         const std::vector<Outcomes>& outcomes, unsigned jobs = 1);

}  // namespace hotline
