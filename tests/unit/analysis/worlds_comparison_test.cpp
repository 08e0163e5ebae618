// Comparisons in many worlds of values: shares of worlds, and what is said.

#include "analysis/estimates/worlds_comparison.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "analysis/write/worlds.hpp"
#include "tests/unit/analysis/small_run.hpp"

namespace hotline {
namespace {

constexpr std::size_t kWorldsOfPair = 40;
constexpr std::size_t kDrillsOfPair = 200;

/// Contact after a minute in the first `reached` of the drills.
Outcomes reached_in(const Scenario& scenario, Index protocol, std::size_t reached) {
    Outcomes outcomes(scenario, 0, protocol);
    outcomes.resize(kDrillsOfPair);
    for (std::size_t drill = 0; drill < reached; ++drill) {
        Outcome outcome;
        outcome.contact = std::chrono::minutes(1);
        outcomes.set(drill, outcome);
    }
    return outcomes;
}

/// The lists are better in the first ten of forty worlds, by much, the hotline in all others but two: these are
/// equal. The second source changes nothing.
WorldsComparison compared_worlds(const Scenario& scenario) {
    WorldsComparison told{scenario,
                          7,
                          kDrillsOfPair,
                          kWorldsOfPair,
                          {{Ticks{1024 * 3600}, scenario.horizon}, {{0, 1}}},
                          {},
                          {},
                          {"answers", "slow, or not"},
                          {"lists", "hotline"},
                          {}};
    told.doubts = {{"response.desk.on_duty.answer", "0.5", "0.1", "0.9", 0},
                   {"response.desk.on_duty.latency", "alternative 1", "", "", 1}};
    const Outcomes hotline = reached_in(scenario, 1, 100);
    const auto contenders = [&](const Outcomes& lists) {
        return std::vector<std::vector<Contender>>{{{"lists", &scenario, &lists}, {"hotline", &scenario, &hotline}}};
    };
    ComparisonCollector collector(told.plan, contenders(reached_in(scenario, 0, 80)));
    std::vector<std::vector<double>> quantiles;
    for (std::size_t world = 0; world < kWorldsOfPair; ++world) {
        quantiles.push_back({(static_cast<double>(world) + 0.5) / kWorldsOfPair,
                             static_cast<double>(world * 7 % kWorldsOfPair) / kWorldsOfPair + 0.01});
        const std::size_t reached = world < 10 ? 150 - world : world < 38 ? 40 + world : 100;
        collector.add(contenders(reached_in(scenario, 0, reached)));
    }
    told.cases = collector.cases(quantiles, {SourceKind{}, SourceKind{{0.5, 0.5}}});
    return told;
}

TEST(WorldsCompared, say_in_which_share_of_them_each_is_better) {
    const Scenario scenario = small_run_scenario();
    const WorldsComparison told = compared_worlds(scenario);
    const WorldsDifference& by_an_hour = told.cases[0][0].differences[0];
    EXPECT_NEAR(by_an_hour.best, 0.1, 1e-12);
    EXPECT_DOUBLE_EQ(by_an_hour.first_better.share, 0.25);
    EXPECT_DOUBLE_EQ(by_an_hour.second_better.share, 0.75);  // the equal ones are drawn to the mean
    // The drills show it in ten worlds and in 28; they exclude it in these. The two equal worlds may be either.
    EXPECT_EQ(by_an_hour.first_better.interval,
              (Interval{clopper_pearson(10, 40).low, clopper_pearson(12, 40).high}));
    EXPECT_EQ(by_an_hour.second_better.interval,
              (Interval{clopper_pearson(28, 40).low, clopper_pearson(30, 40).high}));
    // A shorter mean is the better one.
    const WorldsDifference& mean = told.cases[0][0].differences.back();
    EXPECT_FALSE(mean.within);
    EXPECT_LT(mean.over_worlds.mean, 0);
    EXPECT_DOUBLE_EQ(mean.first_better.share, 0.25);
    EXPECT_DOUBLE_EQ(mean.second_better.share, 0.75);
}

TEST(WorldsCompared, count_worlds_whose_drills_cannot_tell_at_the_upper_end_only) {
    TwoLevelEstimate difference;
    difference.of_worlds = std::vector<double>(100, 0.001);
    difference.mean = 0.001;
    const ShareOfWorlds above = worlds_above(difference, {});
    EXPECT_EQ(above.share, 1);
    EXPECT_EQ(above.interval, (Interval{0, 1}));
    EXPECT_TRUE(above.unknown());
    EXPECT_EQ(worlds_below(difference, {}).share, 0);
    EXPECT_EQ(worlds_below(difference, {100, 0}).interval.high, clopper_pearson(0, 100).high);
}

TEST(WorldsCompared, take_the_noise_of_the_drills_out_of_a_share) {
    // All of the spread is noise: then all worlds are on the side of their mean.
    TwoLevelEstimate difference;
    for (int world = 0; world < 100; ++world) difference.of_worlds.push_back(world < 60 ? 0.1 : -0.1);
    difference.mean = 0.02;
    difference.spread = difference.noise = 0.01;
    EXPECT_EQ(worlds_above(difference, {}).share, 1);
    difference.doubt = 0.01;
    EXPECT_EQ(worlds_above(difference, {}).share, 0.6);
}

TEST(WorldsCompared, are_read_by_people) {
    const Scenario scenario = small_run_scenario();
    std::ostringstream out;
    write_text(out, compared_worlds(scenario));
    EXPECT_EQ(out.str(), R"(Small
Drills of each world, case and contender: 200, on the same luck; seed 7; horizon 24 h
Worlds: 40; in each, the 2 values in doubt are drawn anew

United Kingdom → China

  hotline minus lists
                 mean of  simulation:   95 % of it       doubts:       95 % of
                  worlds     at least      at most   worlds from            to
  by 1 h            +7.1         +7.0        +15.1         -30.4         +30.4
  by 24 h           +7.1         +7.0        +15.1         -30.4         +30.4
  mean*      -1 h 42 min  -3 h 37 min  -1 h 41 min   -7 h 17 min   +7 h 17 min

  better in                             lists                         hotline
  by 1 h                   25.0 % (12.6–46.6)              75.0 % (53.4–87.4)
  by 24 h                  25.0 % (12.6–46.6)              75.0 % (53.4–87.4)
  mean*                    25.0 % (12.6–46.6)              75.0 % (53.4–87.4)
  measure first, for the difference by 1 h (now 60.6 points wide):
    answers                                   76.0 % ± 9.3  → about 29.7 points
    not explained by one or two together      24.0 %

* Restricted mean: a drill without contact counts as the horizon.

Differences are in percentage points and in time. The simulation: with a finite
number of drills the mean of the worlds is uncertain; more drills help. The
doubts: the difference varies from world to world; if the doubts are right, the
interval of 95 % of worlds holds the true difference with 95 %; only better
knowledge helps. The analysis of variance takes the noise of the drills out of
it.
Better in: the share of worlds in which a contender is better, with its interval
of 95 %. Its lower end counts the worlds whose drills show that it is better.
Its upper end counts all but those whose drills show that it is not. More drills
and more worlds narrow it.
)");
}

TEST(WorldsCompared, have_a_line_for_each_difference_in_the_csv) {
    const Scenario scenario = small_run_scenario();
    std::ostringstream out;
    write_csv(out, compared_worlds(scenario));
    const std::string text = out.str();
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 4);
    EXPECT_EQ(text.substr(0, text.find("uk,")),
              "caller,callee,after,first,second,measure,best,best_low,best_high,mean,simulation_low,simulation_high,"
              "worlds_low,worlds_high,first_better,first_better_low,first_better_high,second_better,"
              "second_better_low,second_better_high\n");
    for (const char* measure : {"reach within 3600 s", "reach within 86400 s", "mean within horizon"})
        EXPECT_NE(text.find(fmt::format("\nuk,cn,0,lists,hotline,{},", measure)), std::string::npos) << measure;
    EXPECT_EQ(std::count(text.begin(), text.end(), ','), 4 * 19);
}

}  // namespace
}  // namespace hotline
