// Even starts, for random windows, zones and seeds.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <set>

#include "analysis/drills/cells.hpp"
#include "models/scenario/calendar.hpp"
#include "sim/draws/starts.hpp"
#include "sim/escalation/isolated_world.hpp"
#include "sim/runs/drill_player.hpp"
#include "sim/shared/shared_world.hpp"
#include "tests/oracle/show_record.hpp"
#include "tests/property/random_scenario.hpp"

namespace hotline {
namespace {

using namespace std::chrono_literals;

Scenario any_window() {
    Scenario scenario;
    scenario.parties.resize(1);
    scenario.parties[0].time_zone = *rc::gen::element<std::string>("UTC", "Europe/London", "Asia/Kathmandu",
                                                                   "Australia/Lord_Howe", "America/New_York");
    scenario.cases.resize(1);
    scenario.cases[0].caller = scenario.cases[0].callee = 0;
    scenario.start_first = Instant(std::chrono::sys_days(std::chrono::year(2012) / 10 / 1)) +
                           std::chrono::seconds(*rc::gen::inRange(0, 365 * 86'400));
    scenario.start_last = scenario.start_first +
                          *rc::gen::element<Ticks>(Ticks{1}, Ticks{49}, 1s, 1h, 25h, 168h, 1000h, 8760h, 52'589h);
    return scenario;
}

TEST(EvenStarts, have_each_stratum_once_in_each_block_and_in_order_of_the_week) {
    EXPECT_TRUE(rc::check([] {
        const Scenario scenario = any_window();
        const EvenStarts starts(scenario);
        const Strata hours(scenario, By::hour_of_week, scenario.parties[0].time_zone, Ticks{0});
        const auto seed = *rc::gen::arbitrary<std::uint64_t>();
        const auto block = static_cast<std::uint64_t>(*rc::gen::inRange(0, 1'000'000));
        const Ticks width = scenario.start_last - scenario.start_first;
        const auto key = [&](Instant at) {
            return std::pair(cell_of(By::hour_of_week, local_time(scenario.parties[0].time_zone, at)), at);
        };
        std::set<Index> met;
        for (std::uint64_t drill = block * kStrata; drill < (block + 1) * kStrata; ++drill) {
            const Luck luck(seed, drill);
            const EvenStart place = EvenStarts::place(luck);
            const Instant start = starts.start(luck);
            RC_ASSERT(place.block == block);
            RC_ASSERT(place.stratum < kStrata);
            met.insert(place.stratum);
            RC_ASSERT(start >= scenario.start_first && start < scenario.start_last);
            // Between the ends of its stratum.
            RC_ASSERT(key(start) >= key(hours.start_at(static_cast<double>(place.stratum) / kStrata)));
            if (place.stratum + 1 < kStrata && width >= Ticks(1h))
                RC_ASSERT(key(start) <= key(hours.start_at(static_cast<double>(place.stratum + 1) / kStrata)));
        }
        RC_ASSERT(met.size() == kStrata);
    }));
}

TEST(EvenStarts, give_the_same_drills_in_both_worlds) {
    EXPECT_TRUE(rc::check([] {
        Scenario scenario = random_scenario(static_cast<std::uint64_t>(*rc::gen::inRange(0, 1'000'000)));
        scenario.interaction = false;
        scenario.start_last = scenario.start_first + Ticks(*rc::gen::element<Ticks>(1s, 100h, 8760h));
        const EvenStarts starts(scenario);
        DrillPlayer one(scenario, scenario.seed, make_isolated_world);
        DrillPlayer other(scenario, scenario.seed, make_shared_world);
        const auto played = [&](DrillPlayer& player, std::uint64_t drill) {
            player.begin(drill, starts.start(Luck(scenario.seed, drill)));
            player.play(0, scenario.cases[0].protocols[0]);
            return shown(record_of(player.drill(), player.ending()), scenario);
        };
        for (std::uint64_t drill = 0; drill < 5; ++drill) RC_ASSERT(played(one, drill) == played(other, drill));
    }));
}

}  // namespace
}  // namespace hotline
