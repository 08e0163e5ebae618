// Quorums of random scenarios. In both worlds, and with any number of jobs, they are met when the reference says, and
// never if lint says that they cannot be.

#include <gtest/gtest.h>

#include <random>

#include "analysis/drills/quorum_drills.hpp"
#include "models/lint/lint.hpp"
#include "sim/escalation/isolated_world.hpp"
#include "sim/runs/runner.hpp"
#include "sim/shared/shared_world.hpp"
#include "tests/oracle/reference.hpp"
#include "tests/oracle/sketch.hpp"
#include "tests/property/random_scenario.hpp"

namespace hotline {
namespace {

constexpr std::uint64_t kDrills = 4;

/// Adds cases, some of them with other protocols, and quorums of cases that name the same number of protocols.
Scenario with_quorums(std::uint64_t number) {
    Scenario scenario = random_scenario(number);
    std::mt19937_64 engine(number);
    const auto below = [&](std::uint64_t bound) { return engine() % bound; };
    for (std::uint64_t more = below(4); more > 0; --more) {
        Case again = scenario.cases[below(scenario.cases.size())];
        again.after += secs(static_cast<std::int64_t>(300 * more + below(3)));
        if (below(2) == 0) again.protocols[0] = static_cast<Index>(below(scenario.protocols.size()));
        if (again.protocols.size() > 1 && again.protocols[0] == again.protocols[1]) continue;
        scenario.cases.push_back(again);
    }
    number_tests(scenario.cases);
    for (std::uint32_t index = 0; index < 2; ++index) {
        Quorum quorum;
        quorum.id = "quorum-" + std::to_string(index);
        quorum.place = {0, 1000 + index, 1};
        const std::size_t named = scenario.cases[below(scenario.cases.size())].protocols.size();
        for (Index of = 0; of < scenario.cases.size(); ++of) {
            if (scenario.cases[of].protocols.size() == named && below(4) > 0) quorum.cases.push_back(of);
        }
        if (quorum.cases.empty()) continue;
        if (below(2) == 0) {
            quorum.at_least = {static_cast<std::uint32_t>(1 + below(quorum.cases.size())), 0};
        } else {
            quorum.at_least = {0, static_cast<double>(1 + below(20)) / 20};
        }
        scenario.quorums.push_back(quorum);
    }
    return scenario;
}

RunPlan plan_of(const Scenario& scenario, const MakeWorld& world, unsigned jobs) {
    RunPlan plan;
    plan.seed = scenario.seed;
    plan.jobs = jobs;
    plan.replications = kDrills;
    plan.make_world = world;
    return plan;
}

bool is_impossible(const Scenario& scenario, const Quorum& quorum) {
    Diagnostics diagnostics;
    lint(scenario, diagnostics);
    return std::ranges::any_of(diagnostics.findings(), [&](const Finding& finding) {
        return finding.code == "unreachable-quorum" && finding.place.line == quorum.place.line;
    });
}

TEST(Quorums, are_met_when_the_reference_says_in_either_world) {
    QuorumCounts reached;
    std::uint64_t impossible = 0;
    std::uint64_t quorums = 0;
    for (std::uint64_t number = 0; number < 600; ++number) {
        SCOPED_TRACE(number);
        const Scenario scenario = with_quorums(number);
        const auto one = run(scenario, plan_of(scenario, make_isolated_world, 1)).value();
        const auto many = run(scenario, plan_of(scenario, make_isolated_world, 3)).value();
        const auto other = run(scenario, plan_of(scenario, make_shared_world, 1)).value();
        const auto drills = quorum_drills(scenario, one);
        const auto by_many = quorum_drills(scenario, many);
        const auto shared = quorum_drills(scenario, other);
        ASSERT_EQ(drills.size(), shared.size());
        std::size_t at = 0;
        for (const Quorum& quorum : scenario.quorums) {
            const bool never = is_impossible(scenario, quorum);
            impossible += never ? 1 : 0;
            ++quorums;
            const std::size_t line_ups = scenario.cases[quorum.cases.front()].protocols.size();
            for (std::size_t line_up = 0; line_up < line_ups; ++line_up, ++at) {
                ASSERT_LT(at, drills.size());
                ASSERT_EQ(&scenario.quorums[drills[at].quorum], &quorum);
                for (std::uint64_t drill = 0; drill < kDrills; ++drill) {
                    const Ticks expected =
                        reference_quorum(scenario, quorum, line_up, scenario.seed, drill, &reached);
                    ASSERT_EQ(drills[at].times[drill], expected);
                    ASSERT_EQ(by_many[at].times[drill], expected);
                    ASSERT_EQ(shared[at].times[drill], expected);
                    // With several line-ups the finding may be about one of them.
                    if (never && line_ups == 1) {
                        EXPECT_EQ(expected, kNever);
                    }
                }
            }
        }
        ASSERT_EQ(at, drills.size());
    }
    for (const auto& [rule, count] : rules_of_quorums()) EXPECT_GE(reached.*count, 20U) << rule;
    EXPECT_GE(impossible, 20U);
    EXPECT_LT(impossible, quorums / 2);
}

}  // namespace
}  // namespace hotline
