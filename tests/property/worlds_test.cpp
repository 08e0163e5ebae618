// The two worlds and the reference model must agree to the bit, on every shipped scenario and on thousands of random
// ones. The generator of these must reach every rule.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "analysis/estimates/usage_summary.hpp"
#include "models/scenario/drill_bounds.hpp"
#include "sim/escalation/isolated_world.hpp"
#include "sim/escalation/simulation_error.hpp"
#include "sim/runs/drill_player.hpp"
#include "sim/shared/shared_world.hpp"
#include "tests/oracle/reference.hpp"
#include "tests/oracle/show_record.hpp"
#include "tests/oracle/sketch.hpp"
#include "tests/oracle/worked_examples.hpp"
#include "tests/property/random_scenario.hpp"
#include "tests/support/shipped_scenarios.hpp"

namespace hotline {
namespace {

const MakeWorld isolated = make_isolated_world;
const MakeWorld shared = make_shared_world;

TEST(Worlds, agree_on_every_shipped_scenario) {
    std::vector<std::filesystem::path> all = shipped_scenario_folders();
    for (const auto& file : shipped_variants()) all.push_back(file);
    for (const auto& which : all) {
        SCOPED_TRACE(which.filename().string());
        Scenario scenario = load_shipped(which);
        scenario.interaction = false;  // each case by itself
        const std::uint64_t drills = affordable_drills(scenario, 200);
        DrillPlayer one(scenario, scenario.seed, isolated);
        DrillPlayer other(scenario, scenario.seed, shared);
        for (Index index = 0; index < scenario.cases.size(); ++index) {
            for (const Index protocol : scenario.cases[index].protocols) {
                for (std::uint64_t replication = 0; replication < drills; ++replication) {
                    const DrillRecord record = one.record(index, protocol, replication);
                    ASSERT_EQ(shown(record, scenario), shown(other.record(index, protocol, replication), scenario));
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
        EXPECT_EQ(
            shown(DrillPlayer(example.scenario, example.scenario.seed, isolated).record(0, 0, 0), example.scenario),
            shown(example.expected, example.scenario));
        EXPECT_EQ(
            shown(DrillPlayer(example.scenario, example.scenario.seed, shared).record(0, 0, 0), example.scenario),
            shown(example.expected, example.scenario));
    }
}

// Both worlds refuse an impossible drill in the same words, and can be used again afterwards.
TEST(Worlds, refuse_a_drill_that_is_too_long_and_go_on) {
    Sketch endless;
    endless.scenario.channels[endless.phone].set_up = lasts(0);
    endless.scenario.channels[endless.phone].patience = Ticks{0};
    endless.own().rounds = 1000;
    const Person nobody = endless.someone(1, endless.phone, endless.never_responds());
    endless.step({nobody}).tries = 1000;
    endless.step({nobody, endless.someone(0, endless.phone, endless.responds(0))}).all_at_once = true;
    const WorkedExample& example = worked_examples().front();
    for (const auto& make_world : {isolated, shared}) {
        try {
            DrillPlayer(endless.scenario, endless.scenario.seed, make_world).record(0, 0, 3);
            FAIL();
        } catch (const SimulationError& error) {
            EXPECT_TRUE(error.of_scenario());
            EXPECT_STREQ(error.what(),
                         "a drill must make at most 65535 attempts, but makes more: its protocols call too many "
                         "people too often "
                         "(seed 1, replication 3, 0.000 s after the drill's start)");
        }
        EXPECT_EQ(DrillPlayer(example.scenario, example.scenario.seed, make_world).record(0, 0, 0), example.expected);
    }
}

TEST(Worlds, refuse_a_phone_tree_that_is_too_deep) {
    Sketch deep;
    deep.scenario.channels[deep.phone].set_up = lasts(0);
    deep.own().goal->count = 200;
    for (Index level = 0; level <= 101; ++level) {
        const Index next = deep.protocol("tree-" + std::to_string(level));
        deep.step(next - 1, {deep.someone(1, deep.phone, deep.responds(0))}).then_calls = next;
    }
    for (const auto& make_world : {isolated, shared}) {
        try {
            DrillPlayer(deep.scenario, deep.scenario.seed, make_world).record(0, 0, 3);
            FAIL();
        } catch (const SimulationError& error) {
            EXPECT_TRUE(error.of_scenario());
            EXPECT_STREQ(error.what(),
                         "calls to others must be nested at most 100 deep, but a drill nests them deeper "
                         "(seed 1, replication 3, 0.000 s after the drill's start)");
        }
    }
}

// Each property tries a hundred numbers, each of which stands for a series of scenarios: 2 500 in all. With fewer
// numbers, as under sanitizers, the test does not ask how often each rule is reached. It asks that of no rare rule:
// these scenarios are others each time. If they happen to miss another rule, those of
// tests/oracle/random_scenario_test.cpp, which reach all, are compared as well until they reach it.
constexpr int kNumbers = 100;
constexpr std::uint32_t kScenariosOfANumber = 25;
constexpr std::uint64_t kReplications = 2;
constexpr std::uint64_t kThatReachAll = 6000;

/// Hands what each world shows of a random scenario's drills to `same`, with what the reference shows.
template <class Same>
void compare_worlds(std::uint64_t chosen, RuleCounts& reached, const Same& same) {
    const Scenario scenario = random_scenario(chosen);
    DrillPlayer one(scenario, scenario.seed, isolated);
    DrillPlayer other(scenario, scenario.seed, shared);
    for (Index index = 0; index < scenario.cases.size(); ++index) {
        for (const Index protocol : scenario.cases[index].protocols) {
            for (std::uint64_t replication = 0; replication < kReplications; ++replication) {
                const auto expected =
                    shown(reference_drill(scenario, index, protocol, scenario.seed, replication, &reached), scenario);
                same(shown(one.record(index, protocol, replication), scenario), expected);
                same(shown(other.record(index, protocol, replication), scenario), expected);
            }
        }
    }
}

bool missed(const RuleCounts& reached, std::uint64_t RuleCounts::*count) {
    return reached.*count == 0 && !is_rare(count);
}

TEST(Worlds, agree_with_each_other_and_the_reference_on_random_scenarios_that_reach_every_rule) {
    RuleCounts reached;
    int numbers = 0;
    const bool agree = rc::check("the worlds and the reference agree to the bit", [&](std::uint32_t number) {
        ++numbers;
        for (std::uint32_t offset = 0; offset < kScenariosOfANumber; ++offset) {
            compare_worlds(std::uint64_t{number} * kScenariosOfANumber + offset, reached,
                           [](const auto& found, const auto& expected) { RC_ASSERT(found == expected); });
        }
    });
    EXPECT_TRUE(agree);
    if (numbers < kNumbers) return;
    const auto misses_any = [&] {
        return std::any_of(rules().begin(), rules().end(),
                           [&](const auto& rule) { return missed(reached, rule.second); });
    };
    for (std::uint64_t chosen = 0; chosen < kThatReachAll && misses_any(); ++chosen) {
        compare_worlds(chosen, reached, [](const auto& found, const auto& expected) { ASSERT_EQ(found, expected); });
    }
    for (const auto& [rule, count] : rules()) EXPECT_FALSE(missed(reached, count)) << rule;
}

// All cases of a drill are played together here, which takes longer.
constexpr std::uint32_t kTogetherOfANumber = 4;

// With enough seats and lines for everybody, cases that are played together come to the same result as each alone,
// unless one message slows another.
TEST(Worlds, agree_with_interaction_where_nothing_is_contended) {
    std::uint64_t agreed = 0;
    std::uint64_t slowed = 0;
    int numbers = 0;
    const bool agree = rc::check("nobody is in anybody's way", [&](std::uint32_t number) {
        ++numbers;
        for (std::uint32_t offset = 0; offset < kTogetherOfANumber; ++offset) {
            const Scenario alone = random_scenario(std::uint64_t{number} * kTogetherOfANumber + offset);
            Scenario together = alone;
            together.interaction = true;
            for (Official& official : together.officials) official.seats = 1'000'000;
            for (Channel& channel : together.channels) channel.lines = 1'000'000;
            for (Party& party : together.parties) party.callers = 1'000'000;
            for (Case& played : together.cases) played.protocols.resize(1);
            DrillPlayer one(alone, alone.seed, isolated);
            const SharedWorld* world = nullptr;
            DrillPlayer other(together, together.seed, [&](const std::vector<Drill*>& drills) {
                auto made = std::make_unique<SharedWorld>(drills);
                world = made.get();
                return made;
            });
            for (std::uint64_t replication = 0; replication < kReplications; ++replication) {
                for (Index index = 0; index < together.cases.size(); ++index) {
                    const Index protocol = together.cases[index].protocols.front();
                    const auto record = shown(other.record(index, protocol, replication), together);
                    if (world->network() && world->network()->slowed() > 0) {
                        ++slowed;
                        continue;
                    }
                    ++agreed;
                    RC_ASSERT(record == shown(one.record(index, protocol, replication), alone));
                }
            }
        }
    });
    EXPECT_TRUE(agree);
    if (numbers < kNumbers) return;
    EXPECT_GT(slowed, 0U);
    EXPECT_GT(agreed, 10 * slowed);
}

// Few seats, lines and callers, with queues, priorities and other calls. Drills end. No case makes more attempts or
// waits longer than its scenario allows. The result of a drill does not depend on earlier drills of the same engine.
TEST(Worlds, play_contended_drills_each_by_itself) {
    const bool alike = rc::check("a drill is the same alone", [](std::uint32_t number) {
        for (std::uint32_t offset = 0; offset < kTogetherOfANumber; ++offset) {
            Scenario scenario = random_scenario(std::uint64_t{number} * kTogetherOfANumber + offset);
            const auto bit = [&](unsigned which) { return ((number + offset) >> which & 1U) != 0; };
            scenario.interaction = true;
            for (Case& played : scenario.cases) played.protocols.resize(1);
            const std::vector<Case> cases = scenario.cases;
            for (std::uint32_t copy = 1; copy < 4; ++copy) {
                for (Case played : cases) {
                    played.after = secs(copy);
                    played.priority = copy % 3;
                    scenario.cases.push_back(played);
                }
            }
            for (Channel& channel : scenario.channels) {
                channel.lines = bit(0) ? 1 : 0;
                channel.queue = bit(1);
                channel.preempt = bit(2);
            }
            for (Party& party : scenario.parties) party.callers = bit(3) ? 2 : 0;
            for (Protocol& protocol : scenario.protocols) protocol.conversation = lasts(bit(4) ? 30 : 0);
            if (bit(5)) {
                Load load;
                load.official = 0;
                load.per_hour = 360;
                load.lasts = lasts(5);
                load.from = secs(-20);
                load.until = scenario.horizon;
                load.patience = secs(4);
                load.priority = 1;
                scenario.loads = {load};
            }
            if (bit(6) && !scenario.carriers.empty()) {
                Traffic traffic;
                traffic.carrier = 0;
                traffic.from = secs(-5);
                traffic.lasts = lasts(20);
                traffic.flows = 3;
                if (bit(7)) traffic.rate = 700;
                scenario.traffic = {traffic};
            }
            DrillBounds bounds(scenario);
            const RequestBounds asked = most_requests(scenario, 0);
            const std::vector<Resource> resources = resources_of(scenario);
            std::vector<Usage> usage(resources.size());
            DrillPlayer busy(scenario, scenario.seed, shared);
            for (std::uint64_t replication = 0; replication < kReplications; ++replication) {
                DrillPlayer fresh(scenario, scenario.seed, shared);
                busy.begin(replication);
                fresh.begin(replication);
                for (Index index = 0; index < scenario.cases.size(); ++index) {
                    for (DrillPlayer* player : {&busy, &fresh})
                        player->play(index, scenario.cases[index].protocols.front());
                    const DrillRecord record = record_of(busy.drill(), busy.ending());
                    RC_ASSERT(shown(record, scenario) == shown(record_of(fresh.drill(), fresh.ending()), scenario));
                    const DrillBound& most = bounds.of(index, scenario.cases[index].protocols.front());
                    RC_ASSERT(record.attempts.size() <= most.attempts);
                    RC_ASSERT(seconds_of(record.outcome.waited) <= most.waited);
                }
                busy.read_usage(usage);
                for (std::size_t index = 0; index < resources.size(); ++index) {
                    const Usage& of = usage[index];
                    const RequestBound most = most_of(scenario, resources[index], asked);
                    RC_ASSERT(static_cast<double>(of.asked) <= most.requests);
                    RC_ASSERT(std::max(of.refused, of.waited) <= of.asked);
                    RC_ASSERT(seconds_of(of.waiting) <= most.wait * static_cast<double>(of.asked));
                    RC_ASSERT(seconds_of(of.lasted) <= longest_drill(scenario));
                }
            }
        }
    });
    EXPECT_TRUE(alike);
}

}  // namespace
}  // namespace hotline
