// Means that rare drills decide: attempts in vain, waits in a queue.

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "analysis/estimates/summary.hpp"
#include "models/scenario/drill_bounds.hpp"
#include "sim/escalation/isolated_world.hpp"
#include "sim/runs/runner.hpp"
#include "sim/shared/shared_world.hpp"
#include "tests/property/random_scenario.hpp"
#include "tests/support/shipped_scenarios.hpp"

namespace hotline {
namespace {

Scenario case_of_tests(const std::string& name) {
    return load_shipped(std::filesystem::path(HOTLINE_SOURCE_DIR) / "tests/cases" / name);
}

CaseSummary played(const Scenario& scenario, std::uint64_t drills, std::uint64_t seed) {
    RunPlan plan;
    plan.seed = seed;
    plan.replications = drills;
    plan.make_world = scenario.interaction ? MakeWorld(make_shared_world) : MakeWorld(make_isolated_world);
    return summarise(scenario, run(scenario, plan).value().front());
}

// From the scenario to the interval. tests/audit counts how often the interval holds the truth. The true mean is
// 0.9999 × 1 + 0.0001 × 1000.
TEST(RareMeans, of_attempts_are_covered) {
    const Scenario scenario = case_of_tests("attempts-rare");
    for (const std::uint64_t drills : {1U, 2U, 40U, 3000U}) {
        const Interval interval = played(scenario, drills, 1).mean_attempts_interval.value();
        EXPECT_TRUE(interval.low < 1.0999 && 1.0999 < interval.high) << drills;
    }
}

// The true mean is 0.52 s, by a million drills.
TEST(RareMeans, of_waits_are_covered) {
    const Scenario scenario = case_of_tests("waits-rare");
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        const Interval interval = played(scenario, 40, seed).mean_waited_interval.value();
        EXPECT_TRUE(interval.low < 0.52 && 0.52 < interval.high) << seed;
    }
}

// No drill exceeds the bounds of its scenario.
TEST(DrillBounds, are_kept_by_random_scenarios) {
    std::uint64_t reached = 0;
    for (std::uint64_t number = 0; number < 400; ++number) {
        const Scenario scenario = random_scenario(number);
        DrillBounds bounds(scenario);
        DrillPlayer player(scenario, number, make_isolated_world);
        for (Index index = 0; index < scenario.cases.size(); ++index) {
            for (const Index protocol : scenario.cases[index].protocols) {
                const std::uint32_t most = bounds.of(index, protocol).attempts;
                const double most_cost = bounds.of(index, protocol).cost;
                for (std::uint64_t drill = 0; drill < 10; ++drill) {
                    const DrillRecord record = player.record(index, protocol, drill);
                    const auto made = record.attempts.size();
                    ASSERT_LE(units_of(record.outcome.cost), most_cost + 1e-9) << number;
                    ASSERT_LE(made, most) << number;
                    reached += made == most;
                }
            }
        }
    }
    EXPECT_GT(reached, 100U);  // and many drills reach them
}

}  // namespace
}  // namespace hotline
