// Who reaches whom, where a protocol is played for many ordered pairs of parties: the pairs themselves, the parties
// as callers and as callees (analysis/estimates/by_cell.hpp), how far the two directions of a pair differ, for whom
// the others wait, and groups of parties against each other.
//
// Drills of one replication share their luck. Of one pair drills are independent; of several only replications are.
// Who is named because he is last among many has an interval that covers together with all the others' of his table,
// those of other protocols too (analysis/estimates/worst.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/estimates/by_cell.hpp"

namespace hotline {

/// Two parties, of which the first reaches the second more often than the second the first, or as often. Where a
/// direction has several cases, their mean, drill by drill.
struct Asymmetry {
    Index caller = kNone;
    Index callee = kNone;
    double reach = 0;
    double back = 0;
    /// Of the difference; exact where each direction is one case, else Hoeffding's; those of all asymmetries of the
    /// run cover with 95 % together.
    Interval together;

    double difference() const { return reach - back; }
    bool beyond_luck() const { return together.low > 0; }
};

/// How long a party is waited for: the mean of min(time to contact, deadline) of all its callers.
struct Wait {
    Index callee = kNone;
    double mean = 0;    // seconds
    Interval together;  // Hoeffding's, of the replications' means; those of all callees of the run cover together
};

struct PairsSummary {
    Index protocol = kNone;
    std::vector<Asymmetry> asymmetries;  // of every pair that is played both ways; the largest difference first
    std::vector<Wait> waits;             // of every callee; the longest first
    /// The mean reach of the pairs from one group of the scenario to another; nothing where there are none.
    std::vector<std::vector<std::optional<double>>> groups;
};

struct PairsRun {
    CellsRun pairs;
    CellsRun callers;
    CellsRun callees;
    std::vector<PairsSummary> protocols;  // as many as each of those has cases, in their order
};

/// Requires outcomes of as many drills each, of a run in which cases of a replication share their luck.
PairsRun summarise_pairs(const Scenario& scenario, Ticks within, std::uint64_t seed,
                         const std::vector<Outcomes>& outcomes);

}  // namespace hotline
