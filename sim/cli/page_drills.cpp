#include "sim/cli/page_drills.hpp"

#include "analysis/estimates/headline.hpp"
#include "analysis/page/page.hpp"
#include "sim/cli/by_option.hpp"
#include "sim/cli/progress.hpp"
#include "sim/cli/session.hpp"
#include "sim/runs/stories.hpp"
#include "sim/runs/tallies.hpp"

namespace hotline::cli {
namespace {

/// Whether results by the hour are possible: drills start at different times, and cases do not interact.
bool has_hours(const Scenario& scenario, std::size_t cases) {
    return cases <= kMostInFull && !scenario.interaction && scenario.start_first < scenario.start_last;
}

}  // namespace

bool play_by_hour(const Played& played, const std::vector<Ticks>& deadlines, PageDrills& drills) {
    const Scenario& scenario = played.scenario;
    if (!has_hours(scenario, played.outcomes.size())) return true;
    const ByOption by(scenario, By::hour_of_week, headline_deadline(deadlines, scenario.horizon));
    RunPlan plan = played.plan;
    by.prepare(plan, false);
    const auto outcomes = play(scenario, plan);
    if (!outcomes) return false;
    drills.by_hour.emplace(by.summarise(plan, *outcomes));
    return true;
}

void look_at_drills(const Played& played, PageDrills& drills) {
    if (played.outcomes.size() > kMostInFull) return;
    Progress progress("looking at drills");
    RunPlan plan = played.plan;
    plan.progress = [&](double share) { progress.show(share); };
    drills.tallies = tally_drills(played.scenario, plan);
    drills.stories = tell_drills(played.scenario, plan, played.outcomes);
}

}  // namespace hotline::cli
