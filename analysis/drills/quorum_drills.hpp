// When quorums were met: rules Q1 to Q4 of scenarios/rules.md. Nothing more is played for it: a quorum is a function
// of the contacts of its cases in one drill.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/drills/outcome.hpp"
#include "models/scenario/line_up.hpp"

namespace hotline {

/// When enough of these had come: the smallest of the times by which `needed` of them are there; kNever if fewer
/// came. Reorders the times. Requires 1 ≤ needed ≤ times.
Ticks time_of_enough(std::span<Ticks> times, std::size_t needed);

/// The drills of a quorum under one line-up.
struct QuorumDrills {
    Index quorum = kNone;
    std::vector<Index> protocols;        // of the line-up
    std::size_t needed = 0;              // of its cases
    std::vector<const Outcomes*> cases;  // that are played
    std::vector<Ticks> times;            // by drill; kNever where it was not met
};

/// By quorum, then by line-up. Leaves out line-ups of which a case was not played. The outcomes must outlive the
/// result.
std::vector<QuorumDrills> quorum_drills(const Scenario& scenario, const std::vector<Outcomes>& outcomes);

/// By drill, in how many of these cases contact was made by then.
std::vector<std::uint32_t> contacts_by(const std::vector<const Outcomes*>& cases, Ticks within);

}  // namespace hotline
