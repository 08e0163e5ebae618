// The drills that commands play for a page in addition to the run.
#pragma once

#include <optional>
#include <vector>

#include "analysis/drills/story.hpp"
#include "analysis/drills/tally.hpp"
#include "analysis/estimates/by_cell.hpp"
#include "analysis/estimates/worlds_summary.hpp"
#include "sim/cli/contenders.hpp"

namespace hotline::cli {

/// The drills of one scenario.
struct PageDrills {
    std::optional<CellsRun> by_hour;  // empty if results by the hour are not possible
    std::vector<Tally> tallies;       // empty if there are too many cases and protocols
    std::vector<Story> stories;
    std::optional<WorldsRun> doubts{};
};

/// Plays the scenario by the hour of the week, if that is possible. The scenario must outlive the drills. False if
/// interrupted.
bool play_by_hour(const Played& played, const std::vector<Ticks>& deadlines, PageDrills& drills);
/// Looks at the drills one by one. Call it after all scenarios have been played: a process that has made a world may
/// not be able to fork workers.
void look_at_drills(const Played& played, PageDrills& drills);

}  // namespace hotline::cli
