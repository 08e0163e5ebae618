// A change plays again only the drills that it can touch. Each of these tests plays all of them, too.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "models/changes/change.hpp"
#include "sim/escalation/isolated_world.hpp"
#include "sim/runs/runner.hpp"
#include "sim/runs/todays_drills.hpp"
#include "tests/property/random_scenario.hpp"
#include "tests/support/shipped_scenarios.hpp"

namespace hotline {
namespace {

RunPlan plan_of_touched(std::uint64_t seed, std::uint64_t drills) {
    RunPlan plan;
    plan.seed = seed;
    plan.replications = drills;
    plan.make_world = make_isolated_world;
    return plan;
}

void expect_the_same(const std::vector<Outcomes>& again, const std::vector<Outcomes>& all) {
    ASSERT_EQ(again.size(), all.size());
    for (std::size_t place = 0; place < all.size(); ++place) {
        for (std::size_t drill = 0; drill < all[place].size(); ++drill)
            EXPECT_EQ(again[place].at(drill), all[place].at(drill)) << "case " << place << ", drill " << drill;
    }
}

/// The number of drills of single cases that were played, and how many there are.
struct Spared {
    std::uint64_t played = 0;
    std::uint64_t all = 0;
};

/// Every `step`-th change, alone and after the one before it.
Spared expect_that_changes_are_played_in_full(const Scenario& scenario, std::uint64_t drills, std::size_t step) {
    const RunPlan plan = plan_of_touched(scenario.seed, drills);
    const TodaysDrills today(scenario, plan);
    const std::vector<Change> changes = changes_of(scenario);
    Spared spared;
    Scenario before = scenario;
    for (std::size_t index = 0; index < changes.size(); index += step) {
        SCOPED_TRACE(changes[index].title);
        Scenario changed = scenario;
        changes[index].apply(changed);
        expect_the_same(today.with(changed, plan).value(), run(changed, plan).value());
        if (testing::Test::HasFailure()) return spared;
        spared.all += drills * today.outcomes()->size();
        if (changes[index].part == Part::step) continue;  // two changes of steps may leave no step
        Scenario both = before;
        changes[index].apply(both);
        const std::uint64_t played = today.played();
        expect_the_same(today.with(both, plan).value(), run(both, plan).value());
        spared.played -= today.played() - played;
        before = changed;
    }
    spared.played += today.played();
    return spared;
}

Scenario with_few_cases(Scenario scenario, std::size_t most) {
    for (Case& played : scenario.cases) played.protocols.resize(1);
    if (scenario.cases.size() <= most) return scenario;
    const std::size_t every = scenario.cases.size() / most;
    std::vector<Case> some;
    for (std::size_t index = 0; index < scenario.cases.size(); index += every) some.push_back(scenario.cases[index]);
    scenario.cases = std::move(some);
    scenario.quorums.clear();
    return scenario;
}

TEST(TouchedDrills, of_random_scenarios_are_all_that_can_go_otherwise) {
    Spared spared;
    for (std::uint64_t number = 0; number < 60; ++number) {
        SCOPED_TRACE(number);
        Scenario scenario = random_scenario(number);
        scenario.interaction = false;
        const Spared some = expect_that_changes_are_played_in_full(scenario, 6, 5);
        spared.played += some.played;
        spared.all += some.all;
        if (HasFailure()) return;
    }
    EXPECT_LT(spared.played, spared.all / 2);
}

TEST(TouchedDrills, of_shipped_scenarios_are_all_that_can_go_otherwise) {
    for (const auto& folder : shipped_scenario_folders()) {
        SCOPED_TRACE(folder);
        Scenario scenario = with_few_cases(load_shipped(folder), 12);
        scenario.interaction = false;
        const std::size_t count = changes_of(scenario).size();
        expect_that_changes_are_played_in_full(scenario, 10, 1 + count / 20);
    }
}

TEST(TouchedDrills, are_all_where_cases_share_lines) {
    Scenario scenario = random_scenario(1);
    scenario.interaction = true;
    EXPECT_FALSE(touched_by(scenario, scenario).has_value());
}

TEST(TouchedDrills, of_a_scenario_itself_are_none) {
    Scenario scenario = random_scenario(3);
    scenario.interaction = false;
    const RunPlan plan = plan_of_touched(7, 50);
    const TodaysDrills today(scenario, plan);
    expect_the_same(today.with(scenario, plan).value(), today.outcomes().value());
    EXPECT_EQ(today.played(), 0U);
}

}  // namespace
}  // namespace hotline
