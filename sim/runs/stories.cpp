#include "sim/runs/stories.hpp"

#include <algorithm>

#include "sim/reading/storyteller.hpp"
#include "sim/runs/drill_player.hpp"

namespace hotline {
namespace {

constexpr std::size_t kMostTold = 6;  // cases and protocols

}  // namespace

std::vector<Story> tell_drills(const Scenario& scenario, const RunPlan& plan, const std::vector<Outcomes>& outcomes) {
    std::vector<Story> stories;
    DrillPlayer player(scenario, plan.seed, plan.make_world);
    for (std::size_t told = 0; told < std::min(outcomes.size(), kMostTold); ++told) {
        for (const Telling& telling : worth_telling(outcomes[told])) {
            player.begin(telling.replication);
            player.play(outcomes[told].case_index, outcomes[told].protocol);
            stories.push_back(story_of(player.drill(), player.ending()));
            stories.back().kind = telling.kind;
        }
    }
    return stories;
}

}  // namespace hotline
