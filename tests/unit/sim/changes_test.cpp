#include "sim/runs/changes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "analysis/estimates/mending.hpp"
#include "sim/escalation/isolated_world.hpp"
#include "tests/oracle/sketch.hpp"
#include "tests/property/random_scenario.hpp"

namespace hotline {
namespace {

RunPlan plan_of_changes(unsigned jobs, std::uint64_t replications) {
    RunPlan plan;
    plan.seed = 11;
    plan.jobs = jobs;
    plan.replications = replications;
    plan.make_world = make_isolated_world;
    return plan;
}

/// Leaves one protocol of each case, as `mend` does.
Scenario of_one_protocol(Scenario scenario) {
    for (Case& played : scenario.cases) played.protocols.resize(1);
    return scenario;
}

bool same(const Estimate& a, const Estimate& b) {
    return a.value == b.value && a.interval == b.interval;
}

TEST(PlayedChanges, are_the_same_for_any_number_of_jobs_and_are_what_the_changed_scenario_gives) {
    for (std::uint64_t number = 0; number < 12; ++number) {
        const Scenario scenario = of_one_protocol(random_scenario(number));
        std::vector<Change> changes = changes_of(scenario);
        if (changes.size() > 12) changes.resize(12);
        const Ticks within = scenario.horizon / 2;
        const RunPlan plan = plan_of_changes(1, 40);
        const auto one = play_changes(scenario, changes, within, plan).value();
        const auto many = play_changes(scenario, changes, within, plan_of_changes(5, 40)).value();
        for (std::size_t index = 0; index < changes.size(); ++index) {
            SCOPED_TRACE(changes[index].title);
            Scenario changed = scenario;
            changes[index].apply(changed);
            const DrillMeans means = drill_means(run(changed, plan).value(), within, scenario.horizon);
            const Effect apart = effect_of(one.today, means, scenario.horizon, confidence_of_changes(changes.size()));
            for (const Effect& effect : {one.effects[index], many.effects[index]}) {
                EXPECT_TRUE(same(effect.time, apart.time));
                EXPECT_TRUE(same(effect.reached, apart.reached));
                EXPECT_EQ(effect.cured.has_value(), apart.cured.has_value());
                EXPECT_EQ(effect.differ, apart.differ);
            }
        }
    }
}

/// Somebody who answers with a probability, at once.
Index answers(Sketch& sketch, double probability) {
    const Index response = sketch.responds(0);
    sketch.scenario.responses[response].on_duty.answer = probability;
    sketch.scenario.responses[response].off_duty.answer = probability;
    return response;
}

/// The probability of contact with a change.
struct Truth {
    std::string title;
    double reach;
};

/// Contact comes within a minute or never, so that the mean time is the horizon for each emergency without it.
void expect_truths(const Scenario& scenario, double today, const std::vector<Truth>& truths) {
    const std::vector<Change> changes = changes_of(scenario);
    const auto played = play_changes(scenario, changes, scenario.horizon, plan_of_changes(2, 20000)).value();
    const Today seen = today_of(played.today, scenario.horizon);
    EXPECT_NEAR(seen.reached.value, today, 0.015);
    const auto covers = [](const Interval& interval, double truth) {
        return interval.low <= truth && truth <= interval.high;
    };
    EXPECT_TRUE(covers(seen.reached.interval, today));
    std::vector<Effect> effects;
    for (const Truth& truth : truths) {
        SCOPED_TRACE(truth.title);
        const auto found =
            std::find_if(changes.begin(), changes.end(), [&](const Change& of) { return of.title == truth.title; });
        ASSERT_NE(found, changes.end());
        const Effect& effect = played.effects[static_cast<std::size_t>(found - changes.begin())];
        EXPECT_NEAR(effect.reached.value, truth.reach - today, 0.015);
        EXPECT_TRUE(covers(effect.reached.interval, truth.reach - today))
            << effect.reached.interval.low << " to " << effect.reached.interval.high;
        const double horizon = seconds_of(scenario.horizon);
        EXPECT_NEAR(effect.time.value, (today - truth.reach) * horizon, 0.015 * horizon + 60);
        if (truth.reach > today) {
            EXPECT_NEAR(effect.cured.value().value, (truth.reach - today) / (1 - today), 0.03);
        }
        effects.push_back(effect);
    }
    // The order of the truths is that of the ranks, where the truths differ.
    const std::vector<std::size_t> ranks = ranks_of(effects, RankBy::reach, From::best);
    for (std::size_t one = 0; one < truths.size(); ++one) {
        const auto better =
            static_cast<std::size_t>(std::count_if(truths.begin(), truths.end(), [&](const Truth& other) {
                return other.reach > truths[one].reach + 1e-9;
            }));
        EXPECT_EQ(ranks[one], 1 + better) << truths[one].title;
    }
}

TEST(PlayedChanges, of_two_in_parallel_have_the_closed_forms) {
    Sketch sketch;
    const Person first = sketch.someone(1, sketch.phone, answers(sketch, 0.3));
    const Person second = sketch.someone(1, sketch.phone, answers(sketch, 0.5));
    sketch.step({first, second});
    const auto id = [&](const Person& of) { return sketch.scenario.officials[of.who].id; };
    // Both would have to miss the call. Half the failures of either are half the failures of both.
    expect_truths(sketch.scenario, 1 - 0.7 * 0.5,
                  {{id(first) + " always answers in person", 1},
                   {id(second) + " always answers in person", 1},
                   {id(first) + " fails to answer half as often", 1 - 0.35 * 0.5},
                   {id(second) + " fails to answer half as often", 1 - 0.7 * 0.25},
                   {"without " + id(first), 0.5},
                   {"without " + id(second), 0.3},
                   {"strike " + id(first) + " (phone) off the list", 0.5}});
}

TEST(PlayedChanges, of_two_in_series_have_the_closed_forms) {
    Sketch sketch;
    const Person desk = sketch.someone(0, sketch.phone, answers(sketch, 0.3));
    const Person chief = sketch.someone(1, sketch.phone, answers(sketch, 0.5));
    sketch.step({desk});
    const Index inside = sketch.protocol("inside");
    sketch.step(inside, {chief});
    sketch.scenario.parties[sketch.callee].hand_over = inside;
    sketch.own().hold = secs(600);
    const auto id = [&](const Person& of) { return sketch.scenario.officials[of.who].id; };
    // Both have to answer. The weaker one is the one to mend.
    expect_truths(sketch.scenario, 0.3 * 0.5,
                  {{id(desk) + " always answers in person", 0.5},
                   {id(chief) + " always answers in person", 0.3},
                   {id(desk) + " fails to answer half as often", 0.65 * 0.5},
                   {id(chief) + " fails to answer half as often", 0.3 * 0.75},
                   {"without " + id(desk), 0},
                   {"without " + id(chief), 0},
                   {"let " + id(desk) + " decide (authority 1, not 0)", 0.3}});
}

TEST(PlayedChanges, that_change_no_drill_have_no_effect) {
    Sketch sketch;
    const Person reached = sketch.someone(1, sketch.phone, sketch.responds(1));
    const Person never = sketch.someone(1, sketch.phone, sketch.responds(1));
    sketch.step({reached, never});
    const std::vector<Change> changes = changes_of(sketch.scenario);
    const auto played = play_changes(sketch.scenario, changes, secs(600), plan_of_changes(2, 500)).value();
    for (std::size_t index = 0; index < changes.size(); ++index) {
        if (changes[index].of != sketch.scenario.officials[never.who].id) continue;
        EXPECT_EQ(played.effects[index].differ, 0U);
        EXPECT_EQ(played.effects[index].time.value, 0);
        EXPECT_FALSE(helps(played.effects[index], RankBy::mean) || harms(played.effects[index], RankBy::mean));
    }
}

TEST(Ranks, are_shared_by_effects_that_cannot_be_told_apart) {
    const auto effect = [](double low, double high) {
        Effect of;
        of.time = {(low + high) / 2, {low, high}};
        return of;
    };
    const std::vector<Effect> effects{effect(-10, -8), effect(-9, -5), effect(-4, -3), effect(-4, 1)};
    EXPECT_EQ(ranks_of(effects, RankBy::mean, From::best), (std::vector<std::size_t>{1, 1, 3, 3}));
    EXPECT_EQ(ranks_of(effects, RankBy::mean, From::worst), (std::vector<std::size_t>{3, 3, 1, 1}));
}

}  // namespace
}  // namespace hotline
