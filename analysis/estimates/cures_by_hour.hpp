// When a change cures: of the emergencies that begin in each hour of the callee's day, how many miss the deadline
// today, and how many of these the change brings into contact by it. Drill k with the change and drill k of today
// have the same luck and the same beginning. Of several cases, a drill has in each hour the mean of those that begin
// in it.
//
// Intervals are by betting (analysis/estimates/betting.hpp), and all intervals of all changes hold together with 95 %
// confidence (Bonferroni). Drills that begin in other hours say nothing of an hour, and are left out.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "analysis/drills/outcome.hpp"
#include "analysis/estimates/effect.hpp"

namespace hotline {

inline constexpr std::size_t kHoursOfDay = 24;

struct CuresOfHour {
    std::size_t drills = 0;  // in which a case begins in this hour
    double missed = 0;       // the share that misses the deadline today
    Estimate cured;          // the share that misses it today, and meets it with the change
};
using CuresByHour = std::array<CuresOfHour, kHoursOfDay>;

/// By case, then drill: the hour of the callee's clocks at the beginning of the drill.
using HoursOfStarts = std::vector<std::vector<unsigned char>>;

/// Requires outcomes of the same cases and drills. `confidence`: of each interval.
CuresByHour cures_by_hour(const HoursOfStarts& hours, const std::vector<Outcomes>& today,
                          const std::vector<Outcomes>& changed, Ticks within, double confidence);

}  // namespace hotline
