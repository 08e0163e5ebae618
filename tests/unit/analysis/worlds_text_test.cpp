// What is said of a run with doubts.

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "analysis/write/worlds.hpp"
#include "tests/unit/analysis/small_run.hpp"

namespace hotline {
namespace {

constexpr std::size_t kWorlds = 40;
constexpr std::size_t kDrills = 100;

/// Contact in as many drills as the first of two sources says. The second one changes nothing.
WorldsRun small_worlds(const Scenario& scenario) {
    const auto play = [&](std::size_t reached) {
        Outcomes outcomes(scenario, 0, 0);
        outcomes.resize(kDrills);
        for (std::size_t drill = 0; drill < kDrills; ++drill) {
            Outcome outcome;
            if (drill * 37 % kDrills < reached) outcome.contact = Ticks{1024} * static_cast<std::int64_t>(60 + drill);
            outcomes.set(drill, outcome);
        }
        return std::vector<Outcomes>{outcomes};
    };
    WorldsRun run{
        scenario, 7,  kDrills, {Ticks{1024 * 3600}, scenario.horizon}, {}, {"response.desk.present", "slow, or not"},
        {},       {}, {}};
    run.doubts = {{"response.desk.present", "0.5", "0.1", "0.9", 0},
                  {"response.desk.on_duty.latency", "alternative 1", "", "", 1}};
    WorldsCollector collector(scenario, run.deadlines, play(50));
    for (std::size_t world = 0; world < kWorlds; ++world) {
        run.quantiles.push_back({(static_cast<double>(world) + 0.5) / kWorlds,
                                 static_cast<double>(world * 7 % kWorlds) / kWorlds + 0.01});
        run.values.push_back({"0.25", "alternative 2"});
        collector.add(scenario, play(10 + 2 * world));
    }
    run.rows = collector.rows(run.quantiles, {SourceKind{}, SourceKind{{0.5, 0.5}}});
    return run;
}

TEST(WorldsText, is_read_by_people_with_doubts) {
    const Scenario scenario = small_run_scenario();
    std::ostringstream out;
    write_text(out, small_worlds(scenario));
    EXPECT_EQ(out.str(), R"(Small
Drills of each case and protocol: 100; seed 7; horizon 24 h
Worlds: 40; in each, the 2 values in doubt are drawn anew

United Kingdom → China

lists: The existing lists
                   best     mean of             simulation:                 doubts:
                 values      worlds      95 % for this mean          95 % of worlds
  by 1 h         50.0 %      49.0 %             41.1–56.0 %              1.3–96.7 %
  by 24 h        50.0 %      49.0 %             41.1–56.0 %              1.3–96.7 %
  mean*     12 h 01 min 12 h 15 min 10 h 35 min–14 h 09 min      49 min–23 h 42 min
  half by    2 min 38 s                                      1 min 52 s–not reached
  90 % by   not reached                                     not reached–not reached
  measure first, for contact by 1 h (now 95.4 points wide):
    response.desk.present                     99.1 % ± 0.1  → about 9.2 points

* Restricted mean: a drill that missed the milestone counts as the horizon.

Three things make figures differ. Chance: drills differ; half by and 90 % by
show it. The simulation: with a finite number of drills the mean of the worlds
is uncertain; more drills help. The doubts: worlds differ; if the doubts are
right, the interval of 95 % of worlds holds the true value with 95 %; only
better knowledge helps. The noise of the drills is taken out of it. Percents
under measure first are shares of the variance between worlds that a doubt makes
alone, with their standard errors. The last column is the average width of that
interval if the doubt were settled.
)");
}

TEST(WorldsText, has_a_line_for_each_world_in_the_csv) {
    const Scenario scenario = small_run_scenario();
    std::ostringstream out;
    write_csv(out, small_worlds(scenario));
    const std::string text = out.str();
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 42);
    EXPECT_EQ(
        text.substr(0, text.find("\n2,")),
        R"(world,caller,callee,after,protocol,quorum,contact_3600,contact_86400,mean_within_horizon,p50,p90,response.desk.present,response.desk.on_duty.latency
0,uk,cn,0,lists,,0.5,0.5,43254.25000000001,158,,0.5,alternative 1
1,uk,cn,0,lists,,0.1,0.1,77770.85,,,0.25,alternative 2)");
}

TEST(WorldsText, says_how_many_values_are_in_doubt) {
    EXPECT_EQ(doubts_note(1), "1 value is in doubt: --doubts plays it");
    EXPECT_EQ(doubts_note(12), "12 values are in doubt: --doubts plays them");
}

}  // namespace
}  // namespace hotline
