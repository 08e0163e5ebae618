// When quorums were met: rules Q1 to Q4 of scenarios/rules.md. No further drill is played: a quorum is a function of
// the contacts of its cases in one drill.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/drills/outcome.hpp"
#include "models/scenario/line_up.hpp"

namespace hotline {

/// The smallest of the times by which `needed` of these have come; kNever if fewer came. Reorders the times. Requires
/// 1 ≤ needed ≤ times.
Ticks time_of_enough(std::span<Ticks> times, std::size_t needed);

/// The drills of a quorum under one line-up.
struct QuorumDrills {
    Index quorum = kNone;
    std::vector<Index> protocols;        // of the line-up
    std::size_t needed = 0;              // of its cases
    std::vector<const Outcomes*> cases;  // that are played
    std::vector<Ticks> times;            // by drill; kNever if it was not met
};

/// The drills of all quorums, by quorum, then by line-up. A line-up with a case that was not played is left out. The
/// outcomes must outlive the result.
std::vector<QuorumDrills> quorum_drills(const Scenario& scenario, const std::vector<Outcomes>& outcomes);

/// By drill: the number of these cases that made contact by then.
std::vector<std::uint32_t> contacts_by(const std::vector<const Outcomes*>& cases, Ticks within);

}  // namespace hotline
