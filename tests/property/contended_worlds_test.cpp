// The shared world and the contended reference must agree to the tick, whatever the order of the cases in the file.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <string>

#include "sim/runs/drill_player.hpp"
#include "sim/shared/shared_world.hpp"
#include "tests/oracle/contended_examples.hpp"
#include "tests/oracle/contended_reference.hpp"
#include "tests/oracle/reference.hpp"
#include "tests/oracle/show_record.hpp"
#include "tests/property/contended_scenario.hpp"
#include "tests/property/random_scenario.hpp"

namespace hotline {
namespace {

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
    const char* const value = std::getenv(name);
    return value ? std::strtoull(value, nullptr, 10) : otherwise;
}

constexpr std::uint64_t kContendedScenarios = 2500;
constexpr std::uint64_t kAllContendedScenarios = 20'000;
constexpr std::uint64_t kContendedReplications = 2;

TEST(ContendedReference, agrees_with_the_reference_of_single_cases) {
    const std::uint64_t from = from_environment("HOTLINE_CONTENDED_FROM", 0);
    const std::uint64_t count = from_environment("HOTLINE_CONTENDED_SCENARIOS", kContendedScenarios);
    for (std::uint64_t number = from; number < from + count; ++number) {
        Scenario scenario = random_scenario(number);
        for (Case& played : scenario.cases) played.protocols.resize(1);
        const std::vector<Case> cases = scenario.cases;
        for (std::uint64_t replication = 0; replication < kContendedReplications; ++replication) {
            const auto records = contended_reference(scenario, 0, scenario.seed, replication).cases;
            for (Index index = 0; index < scenario.cases.size(); ++index) {
                ASSERT_EQ(shown(records[index], scenario),
                          shown(reference_drill(scenario, index, scenario.cases[index].protocols.front(),
                                                scenario.seed, replication),
                                scenario))
                    << "scenario " << number << ", replication " << replication << ", case " << index;
            }
        }
    }
}

std::string shown(const std::vector<Usage>& usage, const Scenario& scenario) {
    std::string text;
    const std::vector<Resource> resources = resources_of(scenario);
    for (std::size_t i = 0; i < resources.size(); ++i) {
        const Usage& of = usage[i];
        // How busy a carrier was is a sum of fractions, and is left out.
        const Ticks busy = resources[i].kind == Resource::Kind::carrier ? Ticks{0} : of.busy;
        text += fmt::format("{} {}: asked {}, refused {}, waited {}, waiting {}, busy {}, lasted {}\n",
                            name_of(resources[i].kind), id_of(scenario, resources[i]), of.asked, of.refused,
                            of.waited, seconds_of(of.waiting), seconds_of(busy), seconds_of(of.lasted));
    }
    return text;
}

std::string shown(const ContendedDrills& drills, const Scenario& scenario) {
    std::string text;
    for (const DrillRecord& record : drills.cases) text += shown(record, scenario);
    return text + shown(drills.usage, scenario);
}

/// The program's result, by the places of the cases before they were permuted.
ContendedDrills played(DrillPlayer& player, const Permuted& other, std::size_t protocol, std::uint64_t replication) {
    ContendedDrills drills;
    drills.cases.resize(other.before.size());
    drills.usage.resize(resources_of(other.scenario).size());
    player.begin(replication);
    for (Index index = 0; index < other.before.size(); ++index) {
        player.play(index, other.scenario.cases[index].protocols[protocol]);
        drills.cases[other.before[index]] = record_of(player.drill(), player.ending());
    }
    player.read_usage(drills.usage);
    return drills;
}

/// How the two differ; empty where they agree.
std::string disagreement(const Scenario& scenario, std::uint64_t number, ContendedCounts& reached) {
    const Permuted other = permuted(scenario, number);
    DrillPlayer player(other.scenario, other.scenario.seed, make_shared_world);
    for (std::size_t protocol = 0; protocol < scenario.cases[0].protocols.size(); ++protocol) {
        for (std::uint64_t replication = 0; replication < kContendedReplications; ++replication) {
            const auto expected =
                shown(contended_reference(scenario, protocol, scenario.seed, replication, &reached), scenario);
            const auto actual = shown(played(player, other, protocol, replication), scenario);
            if (actual != expected) {
                return fmt::format("scenario {}, replication {}\nprogram:\n{}reference:\n{}", number, replication,
                                   actual, expected);
            }
        }
    }
    return {};
}

/// HOTLINE_CONTENDED_SCENARIOS=20000 is the full run. HOTLINE_CONTENDED_FROM is the number of the first scenario.
void expect_agreement(const std::function<Scenario(std::uint64_t)>& make, ContendedCounts& reached) {
    const std::uint64_t from = from_environment("HOTLINE_CONTENDED_FROM", 0);
    const std::uint64_t count = from_environment("HOTLINE_CONTENDED_SCENARIOS", kContendedScenarios);
    std::uint64_t wrong = 0;
    for (std::uint64_t number = from; number < from + count; ++number) {
        const std::string difference = disagreement(make(number), number, reached);
        if (difference.empty()) continue;
        if (++wrong < 4) ADD_FAILURE() << difference;
    }
    EXPECT_EQ(wrong, 0U) << "scenarios in which they differ";
}

TEST(SharedWorld, comes_to_what_was_worked_out_by_hand_where_cases_contend) {
    for (const ContendedExample& example : contended_examples()) {
        DrillPlayer player(example.scenario, example.scenario.seed, make_shared_world);
        std::vector<DrillRecord> cases;
        player.begin(0);
        for (Index index = 0; index < example.scenario.cases.size(); ++index) {
            player.play(index, example.scenario.cases[index].protocols.front());
            cases.push_back(record_of(player.drill(), player.ending()));
        }
        EXPECT_EQ(summary(cases, example.scenario), example.expected) << example.name;
    }
}

TEST(SharedWorld, calls_nobody_any_more_where_a_hold_ends_in_time) {
    const ContendedExample example = a_hold_that_ends_in_time();
    DrillPlayer player(example.scenario, 1, make_shared_world);
    std::vector<Usage> usage(resources_of(example.scenario).size());
    player.begin(0);
    player.play(0, 0);
    player.read_usage(usage);
    EXPECT_EQ(requests_of_desks(usage, example.scenario), kRequestsWhereAHoldEndsInTime);
}

TEST(ContendedReference, agrees_with_the_shared_world) {
    ContendedCounts reached;
    expect_agreement(contended_scenario, reached);
    EXPECT_EQ(contended_rules().size() * sizeof(std::uint64_t), sizeof(ContendedCounts)) << "a rule is missing";
    // Fewer than usual need not reach every rule.
    const auto number = from_environment("HOTLINE_CONTENDED_SCENARIOS", kContendedScenarios);
    const auto least = number >= kAllContendedScenarios ? 50U : number >= kContendedScenarios ? 1U : 0U;
    for (const auto& [rule, count] : contended_rules()) {
        RecordProperty(rule, std::to_string(reached.*count));
        EXPECT_GE(reached.*count, least) << rule;
    }
}

TEST(ContendedReference, agrees_with_the_shared_world_where_only_bandwidth_is_short) {
    ContendedCounts reached;
    expect_agreement(
        [](std::uint64_t number) {
            Scenario scenario = contended_scenario(number);
            for (Official& official : scenario.officials) official.seats = 1'000'000;
            for (Channel& channel : scenario.channels) channel.lines = 0;
            for (Party& party : scenario.parties) party.callers = 0;
            scenario.loads.clear();
            return scenario;
        },
        reached);
    EXPECT_GT(reached.rates_changed, 0U);
}

}  // namespace
}  // namespace hotline
