// The two worlds and the reference model must agree to the bit: over every shipped scenario, and over thousands of
// random ones whose generator must be seen to reach every rule.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "sim/isolated_world.hpp"
#include "sim/shared/shared_world.hpp"
#include "tests/oracle/reference.hpp"
#include "tests/oracle/show_record.hpp"
#include "tests/oracle/worked_examples.hpp"
#include "tests/property/random_scenario.hpp"
#include "tests/support/drill_player.hpp"
#include "tests/support/shipped_scenarios.hpp"

namespace hotline {
namespace {

std::unique_ptr<World> isolated(Drill& drill) {
    return std::make_unique<IsolatedWorld>(drill);
}

std::unique_ptr<World> shared(Drill& drill) {
    return std::make_unique<SharedWorld>(drill);
}

TEST(Worlds, agree_on_every_shipped_scenario) {
    constexpr std::uint64_t kDrills = 200;
    for (const auto& folder : shipped_scenario_folders()) {
        SCOPED_TRACE(folder.filename().string());
        const Scenario scenario = load_shipped(folder);
        DrillPlayer one(scenario, isolated);
        DrillPlayer other(scenario, shared);
        for (Index index = 0; index < scenario.cases.size(); ++index) {
            for (const Index protocol : scenario.cases[index].protocols) {
                for (std::uint64_t replication = 0; replication < kDrills; ++replication) {
                    const DrillRecord record = one.play(index, protocol, replication);
                    ASSERT_EQ(shown(record, scenario), shown(other.play(index, protocol, replication), scenario));
                    ASSERT_EQ(
                        shown(record, scenario),
                        shown(reference_drill(scenario, index, protocol, scenario.seed, replication), scenario));
                }
            }
        }
    }
}

TEST(Worlds, come_to_what_was_worked_out_by_hand) {
    for (const WorkedExample& example : worked_examples()) {
        SCOPED_TRACE(example.name);
        EXPECT_EQ(shown(DrillPlayer(example.scenario, isolated).play(0, 0, 0), example.scenario),
                  shown(example.expected, example.scenario));
        EXPECT_EQ(shown(DrillPlayer(example.scenario, shared).play(0, 0, 0), example.scenario),
                  shown(example.expected, example.scenario));
    }
}

// Each property tries a hundred numbers, each of them a run of scenarios: 2 500 in all.
constexpr std::uint32_t kScenariosOfANumber = 25;
constexpr std::uint64_t kReplications = 2;

TEST(Worlds, agree_with_each_other_and_the_reference_on_random_scenarios_that_reach_every_rule) {
    RuleCounts reached;
    const bool agree = rc::check("the worlds and the reference agree to the bit", [&](std::uint32_t number) {
        for (std::uint32_t offset = 0; offset < kScenariosOfANumber; ++offset) {
            const std::uint64_t chosen = std::uint64_t{number} * kScenariosOfANumber + offset;
            const Scenario scenario = random_scenario(chosen);
            DrillPlayer one(scenario, isolated);
            DrillPlayer other(scenario, shared);
            for (Index index = 0; index < scenario.cases.size(); ++index) {
                for (const Index protocol : scenario.cases[index].protocols) {
                    for (std::uint64_t replication = 0; replication < kReplications; ++replication) {
                        const auto expected =
                            shown(reference_drill(scenario, index, protocol, scenario.seed, replication, &reached),
                                  scenario);
                        RC_ASSERT(shown(one.play(index, protocol, replication), scenario) == expected);
                        RC_ASSERT(shown(other.play(index, protocol, replication), scenario) == expected);
                    }
                }
            }
        }
    });
    EXPECT_TRUE(agree);
    for (const auto& [rule, count] : rules()) EXPECT_GT(reached.*count, 0U) << rule;
}

}  // namespace
}  // namespace hotline
