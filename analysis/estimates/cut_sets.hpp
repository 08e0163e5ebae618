// What must fail together so that a case makes no contact by the deadline: its minimal cut sets, how probable each
// is, in how many drills it was seen, and what each part means for the whole.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/estimates/fault_tree.hpp"
#include "analysis/estimates/intervals.hpp"
#include "models/changes/ways.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

struct CutSet {
    Parts parts;
    double probability = 0;             // that all of them fail: the mean over drills
    std::uint64_t seen = 0;             // drills that missed the deadline, in which all of them failed
    Interval interval;                  // of the share of such drills; those of all cut sets hold together
    std::vector<std::uint64_t> drills;  // the first of them
};

struct CutSets {
    const Scenario& scenario;  // with one case and protocol
    std::uint64_t seed = 0;
    std::uint64_t replications = 0;
    Ticks within{0};
    Ways ways;
    std::vector<CutSet> sets;  // the most probable first
    Importances importances;   // by part
    std::uint64_t missed = 0;  // drills without contact by the deadline
    Interval missed_interval;
    std::uint64_t unexplained = 0;  // of these, the drills that show none of the sets
    bool in_full = false;           // texts list every set

    bool is_static() const { return ways.not_static.empty(); }
};

/// At most so many drills are named for a cut set.
inline constexpr std::size_t kNamedDrills = 3;

}  // namespace hotline
