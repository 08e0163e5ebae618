// What the commands play for a page beside the run itself.
#pragma once

#include <optional>
#include <vector>

#include "analysis/drills/story.hpp"
#include "analysis/drills/tally.hpp"
#include "analysis/estimates/by_cell.hpp"
#include "sim/cli/contenders.hpp"

namespace hotline::cli {

/// Of one scenario.
struct PageDrills {
    std::optional<CellsRun> by_hour;  // nothing where it cannot be told when the scenario fails
    std::vector<Tally> tallies;       // none where cases and protocols are too many
    std::vector<Story> stories;
};

/// Plays the scenario hour by hour of the week where that can be told; it must outlive the drills. False where it was
/// interrupted.
bool play_by_hour(const Played& played, const std::vector<Ticks>& deadlines, PageDrills& drills);
/// Looks at the drills one by one. To be called when all scenarios have been played: a process that has made a world
/// may not be able to fork workers.
void look_at_drills(const Played& played, PageDrills& drills);

}  // namespace hotline::cli
