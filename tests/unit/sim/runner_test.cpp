#include "sim/runs/runner.hpp"

#include <gtest/gtest.h>

#include "analysis/estimates/fixed_width.hpp"
#include "sim/escalation/isolated_world.hpp"
#include "sim/escalation/simulation_error.hpp"
#include "tests/oracle/sketch.hpp"
#include "tests/property/random_scenario.hpp"

namespace hotline {
namespace {

RunPlan plan_with(unsigned jobs, std::uint64_t replications) {
    RunPlan plan;
    plan.seed = 7;
    plan.jobs = jobs;
    plan.replications = replications;
    plan.make_world = make_isolated_world;
    return plan;
}

TEST(Runner, gives_the_same_outcomes_for_any_number_of_jobs) {
    for (std::uint64_t number = 0; number < 20; ++number) {
        const Scenario scenario = random_scenario(number);
        const auto one = run(scenario, plan_with(1, 1000)).value();
        const auto many = run(scenario, plan_with(7, 1000)).value();
        ASSERT_EQ(one.size(), many.size());
        for (std::size_t index = 0; index < one.size(); ++index) {
            for (std::size_t drill = 0; drill < 1000; ++drill) ASSERT_EQ(one[index].at(drill), many[index].at(drill));
        }
    }
}

TEST(Runner, with_fewer_drills_plays_the_first_of_many) {
    const Scenario scenario = random_scenario(3);
    const auto few = run(scenario, plan_with(2, 100)).value();
    const auto many = run(scenario, plan_with(2, 1000)).value();
    for (std::size_t drill = 0; drill < 100; ++drill) EXPECT_EQ(few[0].at(drill), many[0].at(drill));
}

TEST(Runner, stops_at_the_precision_asked_for) {
    Sketch sketch;
    const Index response = sketch.responds(0);
    sketch.scenario.responses[response].on_duty.answer = 0.5;
    sketch.scenario.responses[response].off_duty.answer = 0.5;
    sketch.step({sketch.someone(1, sketch.phone, response)});
    RunPlan plan = plan_with(2, 0);
    plan.precision = 0.02;
    const auto outcomes = run(sketch.scenario, plan).value();
    const auto reached = static_cast<std::uint64_t>(
        std::count_if(outcomes[0].contact.begin(), outcomes[0].contact.end(), [](Ticks at) { return at != kNever; }));
    const std::uint64_t drills = outcomes[0].size();
    EXPECT_EQ(FixedWidth(0.02).stop(outcomes[0].contact), drills);
    const Interval interval = FixedWidth::interval(reached, drills);
    EXPECT_LE(interval.high - interval.low, 0.04);
    EXPECT_GT(drills, 2400U);  // Clopper and Pearson's interval needs 2 449
    EXPECT_LT(drills, 3100U);
}

TEST(Runner, stops_when_interrupted) {
    const std::atomic<bool> interrupted{true};
    RunPlan plan = plan_with(2, 1000);
    plan.interrupted = &interrupted;
    EXPECT_FALSE(run(random_scenario(1), plan));
}

TEST(Runner, says_which_drill_asked_too_much) {
    Sketch sketch;
    sketch.scenario.channels[sketch.phone].set_up = lasts(0);
    sketch.scenario.channels[sketch.phone].patience = Ticks{0};
    sketch.own().rounds = 1000;
    sketch.step({sketch.someone(1, sketch.phone, sketch.never_responds())}).tries = 1000;
    try {
        run(sketch.scenario, plan_with(1, 1));
        FAIL();
    } catch (const SimulationError& error) {
        EXPECT_TRUE(error.of_scenario());
        EXPECT_STREQ(
            error.what(),
            "a drill must make at most 65535 attempts, but makes more: its protocols call too many people too often "
            "(seed 7, replication 0, 0.000 s after the drill's start)");
    }
}

}  // namespace
}  // namespace hotline
