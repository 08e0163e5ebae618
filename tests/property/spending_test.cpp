// Where the time of a drill went. The parts must add up to the time to contact or to the horizon, to the tick, and
// must be the same in both worlds.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sim/escalation/isolated_world.hpp"
#include "sim/reading/spending.hpp"
#include "sim/runs/drill_player.hpp"
#include "sim/shared/shared_world.hpp"
#include "tests/property/random_scenario.hpp"
#include "tests/support/shipped_scenarios.hpp"

namespace hotline {
namespace {

std::string shown(const Spending& spending) {
    std::string text;
    for (std::size_t spent = 0; spent < kSpent; ++spent) {
        text += fmt::format("{}: {} {}\n", name_of(static_cast<Spent>(spent)), spending.own[spent].count(),
                            spending.further[spent].count());
    }
    return text;
}

/// Where the time of a drill went. Checks that the parts add up.
Spending checked(DrillPlayer& player, Index case_index, Index protocol) {
    player.play(case_index, protocol);
    const Spending spending = spending_of(player.drill(), player.ending());
    const Ticks contact = player.ending().contact();
    EXPECT_TRUE(spending.total() == (contact == kNever ? player.drill().scenario.horizon : contact))
        << shown(spending);
    return spending;
}

/// Where nothing is contended, the other world must say the same.
void check_all(const Scenario& scenario, std::uint64_t drills, Spending& seen) {
    DrillPlayer isolated(scenario, scenario.seed, make_isolated_world);
    DrillPlayer shared(scenario, scenario.seed, make_shared_world);
    for (std::uint64_t replication = 0; replication < drills && !testing::Test::HasFailure(); ++replication) {
        isolated.begin(replication);
        shared.begin(replication);
        for (Index index = 0; index < scenario.cases.size(); ++index) {
            for (const Index protocol : scenario.cases[index].protocols) {
                const Spending spending = checked(shared, index, protocol);
                if (!scenario.interaction) {
                    EXPECT_EQ(shown(checked(isolated, index, protocol)), shown(spending));
                }
                seen += spending;
            }
        }
    }
}

TEST(Spending, adds_up_drill_by_drill_in_random_scenarios) {
    Spending seen;
    for (std::uint64_t number = 0; number < 1500; ++number) {
        SCOPED_TRACE(number);
        const Scenario scenario = random_scenario(number);
        check_all(scenario, 4, seen);
        if (HasFailure()) break;
    }
    // Drills must have spent time on everything that needs no contention, on both sides of a hand-over.
    for (std::size_t spent = 0; spent < kSpent; ++spent) {
        if (static_cast<Spent>(spent) == Spent::waiting_in_line) continue;
        EXPECT_TRUE(seen.own[spent] > Ticks{0}) << name_of(static_cast<Spent>(spent));
        if (static_cast<Spent>(spent) == Spent::nothing_left) continue;
        EXPECT_TRUE(seen.further[spent] > Ticks{0}) << name_of(static_cast<Spent>(spent));
    }
}

TEST(Spending, adds_up_in_shipped_scenarios) {
    Spending seen;
    for (const auto& folder : shipped_scenario_folders()) {
        SCOPED_TRACE(folder.filename().string());
        const Scenario scenario = load_shipped(folder);
        check_all(scenario, affordable_drills(scenario, 100), seen);
    }
    EXPECT_TRUE(seen.own[static_cast<std::size_t>(Spent::waiting_in_line)] > Ticks{0});
}

}  // namespace
}  // namespace hotline
