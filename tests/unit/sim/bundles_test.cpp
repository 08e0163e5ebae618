#include "sim/runs/bundles.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "sim/escalation/isolated_world.hpp"
#include "tests/oracle/sketch.hpp"

namespace hotline {
namespace {

/// Officials who are called in turn, and answer with these probabilities.
struct Line {
    explicit Line(const std::vector<double>& probabilities) {
        std::vector<Person> people;
        for (const double probability : probabilities) {
            responses.push_back(sketch.responds(0));
            set(sketch.scenario, responses.back(), probability);
            people.push_back(sketch.someone(1, sketch.phone, responses.back()));
        }
        for (const Person& person : people) sketch.step({person});
    }
    static void set(Scenario& scenario, Index response, double probability) {
        scenario.responses[response].on_duty.answer = probability;
        scenario.responses[response].off_duty.answer = probability;
    }

    Sketch sketch;
    std::vector<Index> responses;
};

RunPlan plan_of_bundles(unsigned jobs, std::uint64_t replications) {
    RunPlan plan;
    plan.seed = 5;
    plan.jobs = jobs;
    plan.replications = replications;
    plan.make_world = make_isolated_world;
    return plan;
}

/// Two who answer in 30 % and 50 %. The changes let the first answer in 80 %, the second in 90 %, and both in 60 %.
class BundlesPlayed : public testing::Test {
protected:
    Scenario with_changes(const Bundle& bundle) const {
        Scenario changed = line.sketch.scenario;
        for (const std::size_t offer : bundle) {
            if (offer == 0) Line::set(changed, line.responses[0], 0.8);
            if (offer == 1) Line::set(changed, line.responses[1], 0.9);
            if (offer == 2) {
                Line::set(changed, line.responses[0], 0.6);
                Line::set(changed, line.responses[1], 0.6);
            }
        }
        return changed;
    }
    Frontier play(const Bundles& of, const RunPlan& plan, std::size_t most = kMostBundles) const {
        return play_bundles(
                   line.sketch.scenario, of, [this](const Bundle& bundle) { return with_changes(bundle); },
                   line.sketch.scenario.horizon, RankBy::reach, plan, most)
            .value();
    }

    Line line{{0.3, 0.5}};
    std::vector<Offer> offers{{"first", 2, {2}}, {"second", 3, {2}}, {"both", 1, {0, 1}}};
};

TEST_F(BundlesPlayed, have_the_frontier_that_follows_from_the_closed_forms) {
    // Nobody answers in 0.35 today, 0.1 with the first change, 0.07 with the second, 0.02 with both of them, and 0.16
    // with the third.
    const Bundles bundles(offers, 5);
    const Frontier found = play(bundles, plan_of_bundles(2, 20000));
    EXPECT_TRUE(found.exhaustive);
    EXPECT_EQ(found.played, 4U);
    EXPECT_TRUE(found.rivals.empty());
    ASSERT_EQ(found.bought.size(), 4U);
    const std::vector<std::pair<std::string, double>> truths{
        {"both", 0.35 - 0.16}, {"first", 0.35 - 0.1}, {"second", 0.35 - 0.07}, {"first + second", 0.35 - 0.02}};
    for (std::size_t place = 0; place < truths.size(); ++place) {
        const Bought& bought = found.bought[place];
        EXPECT_EQ(bundles.title(bought.bundle), truths[place].first);
        const Interval& told = bought.effect.reached.interval;
        EXPECT_LE(told.low, truths[place].second);
        EXPECT_GE(told.high, truths[place].second);
        if (place == 0) continue;
        const Interval& extra = bought.extra.value().reached.interval;
        EXPECT_LE(extra.low, truths[place].second - truths[place - 1].second);
        EXPECT_GE(extra.high, truths[place].second - truths[place - 1].second);
    }
    // A smaller budget does without the dearest.
    const Bundles less(offers, 2);
    const Frontier of_less = play(less, plan_of_bundles(2, 20000));
    ASSERT_EQ(of_less.bought.size(), 2U);
    EXPECT_EQ(less.title(of_less.bought.back().bundle), "first");
}

TEST_F(BundlesPlayed, are_the_same_for_any_number_of_jobs) {
    const Bundles bundles(offers, 5);
    const Frontier one = play(bundles, plan_of_bundles(1, 300));
    const Frontier many = play(bundles, plan_of_bundles(5, 300));
    ASSERT_EQ(one.bought.size(), many.bought.size());
    EXPECT_EQ(one.rivals, many.rivals);
    for (std::size_t place = 0; place < one.bought.size(); ++place) {
        EXPECT_EQ(one.bought[place].bundle, many.bought[place].bundle);
        EXPECT_EQ(one.bought[place].effect.time.interval, many.bought[place].effect.time.interval);
    }
}

TEST_F(BundlesPlayed, of_a_greedy_search_climb_to_the_best_bundle_here) {
    const Bundles bundles(offers, 5);
    const Frontier found = play(bundles, plan_of_bundles(2, 4000), 0);
    EXPECT_FALSE(found.exhaustive);
    EXPECT_EQ(bundles.title(found.bought.back().bundle), "first + second");
}

TEST_F(BundlesPlayed, are_told_from_drills_that_had_no_part_in_the_choice) {
    const Bundles bundles(offers, 5);
    const RunPlan plan = plan_of_bundles(2, 500);
    const Frontier found = play(bundles, plan);
    RunPlan later = plan;
    later.first = 500;
    const Scenario& scenario = line.sketch.scenario;
    const Today today =
        today_of(drill_means(run(scenario, later).value(), scenario.horizon, scenario.horizon), scenario.horizon);
    EXPECT_EQ(found.today.reached.value, today.reached.value);
    // The same drills as a longer run has there.
    RunPlan longer = plan;
    longer.replications = 1000;
    const std::vector<Outcomes> all = run(scenario, longer).value();
    const std::vector<Outcomes> part = run(scenario, later).value();
    for (std::size_t drill = 0; drill < 500; ++drill) EXPECT_EQ(part[0].contact[drill], all[0].contact[500 + drill]);
}

}  // namespace
}  // namespace hotline
