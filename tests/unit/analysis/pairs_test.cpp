#include "analysis/estimates/pairs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <sstream>

#include "analysis/estimates/paired_differences.hpp"
#include "analysis/write/json.hpp"
#include "analysis/write/pairs.hpp"

namespace hotline {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

/// Three parties, two of them of one group, every one against every other.
Scenario three_parties() {
    Scenario scenario;
    scenario.title = "Three";
    scenario.horizon = 10h;
    scenario.groups = {"near", "far"};
    scenario.parties.resize(3);
    const char* const names[] = {"Aland", "Beland", "The United Provinces of Celand and Deland"};
    for (Index party = 0; party < 3; ++party) {
        scenario.parties[party].id = std::string(1, static_cast<char>('a' + party));
        scenario.parties[party].name = names[party];
        scenario.parties[party].groups = {party == 2 ? 1U : 0U};
    }
    scenario.protocols.resize(1);
    scenario.protocols[0].id = scenario.protocols[0].title = "lists";
    for (Index caller = 0; caller < 3; ++caller) {
        for (Index callee = 0; callee < 3; ++callee) {
            if (caller != callee) scenario.cases.push_back({caller, callee, {0}, Ticks{0}, 0, {}});
        }
    }
    return scenario;
}

/// Drills of which the first `made` make contact, each after that time.
Outcomes drills_of(Index case_index, std::size_t made, Ticks after) {
    Outcomes outcomes;
    outcomes.case_index = case_index;
    outcomes.protocol = 0;
    outcomes.resize(10);
    for (std::size_t drill = 0; drill < made; ++drill) outcomes.contact[drill] = after;
    return outcomes;
}

/// a→b 10 after an hour, a→c 4 after 2 h, b→a 9 after 1 h, b→c 2 after 6 h, c→a 10 after 5 h, c→b 10 after 1 h.
std::vector<Outcomes> their_drills() {
    return {drills_of(0, 10, 1h), drills_of(1, 4, 2h),  drills_of(2, 9, 1h),
            drills_of(3, 2, 6h),  drills_of(4, 10, 5h), drills_of(5, 10, 1h)};
}

TEST(Pairs, pool_their_callers_and_callees) {
    const Scenario scenario = three_parties();
    const PairsRun run = summarise_pairs(scenario, 5h, 7, their_drills());
    ASSERT_EQ(run.protocols.size(), 1U);
    const CellsSummary& pairs = run.pairs.cases[0];
    ASSERT_EQ(pairs.cells.size(), 6U);
    EXPECT_EQ(pairs.cells[1].cell, 2U);  // a→c, of three parties
    EXPECT_EQ(pairs.cells[1].reach, 0.4);
    EXPECT_EQ(pairs.cells[1].interval, clopper_pearson(4, 10));
    EXPECT_EQ(pairs.cells[1].together, clopper_pearson(4, 10, 1 - 0.05 / 6));
    EXPECT_EQ(pairs.cells[3].reach, 0);  // after the five hours
    EXPECT_EQ(pairs.reach, 43.0 / 60);
    EXPECT_EQ(pairs.interval, hoeffding(43.0 / 60, 10));
    EXPECT_EQ(run.callers.cases[0].cells[1].reach, 9.0 / 20);
    EXPECT_EQ(run.callees.cases[0].cells[2].reach, 4.0 / 20);
    EXPECT_EQ(run.callees.cases[0].cells[2].together, hoeffding(4.0 / 20, 10, 1 - 0.05 / 3));
}

TEST(Pairs, differ_between_their_two_directions) {
    const Scenario scenario = three_parties();
    ClopperPearsons known;
    const auto asymmetries = summarise_pairs(scenario, 5h, 7, their_drills()).protocols[0].asymmetries;
    ASSERT_EQ(asymmetries.size(), 3U);
    EXPECT_EQ(asymmetries[0].caller, 2U);  // c→b always, b→c never
    EXPECT_EQ(asymmetries[0].callee, 1U);
    EXPECT_EQ(asymmetries[0].difference(), 1);
    EXPECT_EQ(asymmetries[0].together, difference_exact({0, 0, 10, 0}, known, 1 - 0.05 / 3));
    EXPECT_TRUE(asymmetries[0].beyond_luck());
    EXPECT_EQ(asymmetries[1].reach, 1);
    EXPECT_EQ(asymmetries[1].back, 0.4);
    EXPECT_EQ(asymmetries[1].together, difference_exact({4, 0, 6, 0}, known, 1 - 0.05 / 3));
    EXPECT_FALSE(asymmetries[1].beyond_luck());
    EXPECT_EQ(asymmetries[2].caller, 0U);
    EXPECT_NEAR(asymmetries[2].difference(), 0.1, 1e-12);
}

TEST(Pairs, have_a_mean_wait_for_each_callee) {
    const Scenario scenario = three_parties();
    const auto waits = summarise_pairs(scenario, 5h, 7, their_drills()).protocols[0].waits;
    ASSERT_EQ(waits.size(), 3U);
    EXPECT_EQ(waits[0].callee, 2U);
    EXPECT_NEAR(waits[0].mean, 3600 * (4 * 2 + 16 * 5) / 20.0, 1e-6);
    EXPECT_NEAR(waits[1].mean, 3600 * (9 * 1 + 1 * 5 + 10 * 5) / 20.0, 1e-6);
    EXPECT_NEAR(waits[2].mean, 3600, 1e-6);
    const Interval together = hoeffding(0.2, 10, 1 - 0.05 / 3);
    EXPECT_NEAR(waits[2].together.low, 5 * 3600 * together.low, 1e-6);
    EXPECT_NEAR(waits[2].together.high, 5 * 3600 * together.high, 1e-6);
}

TEST(Pairs, are_summed_up_by_groups) {
    const Scenario scenario = three_parties();
    const auto groups = summarise_pairs(scenario, 5h, 7, their_drills()).protocols[0].groups;
    ASSERT_EQ(groups.size(), 2U);
    EXPECT_NEAR(*groups[0][0], 0.95, 1e-12);
    EXPECT_NEAR(*groups[0][1], 0.2, 1e-12);
    EXPECT_EQ(groups[1][0], 1);
    EXPECT_EQ(groups[1][1], std::nullopt);
}

TEST(Pairs, that_are_played_one_way_alone_are_not_compared) {
    const Scenario scenario = three_parties();
    const PairsRun run = summarise_pairs(scenario, 5h, 7, {drills_of(0, 10, 1h), drills_of(1, 4, 2h)});
    EXPECT_TRUE(run.protocols[0].asymmetries.empty());
    EXPECT_EQ(run.callers.cases[0].cells.size(), 1U);
}

TEST(Pairs, of_one_pair_are_counted_as_one) {
    std::ostringstream out;
    const Scenario scenario = three_parties();
    write_text(out, summarise_pairs(scenario, 5h, 7, {drills_of(0, 10, 1h)}));
    EXPECT_NE(out.str().find("mean of 1 pair.\n"), std::string::npos) << out.str();
}

TEST(Pairs, are_told_in_text) {
    const Scenario scenario = three_parties();
    std::ostringstream out;
    write_text(out, summarise_pairs(scenario, 5h, 7, their_drills()));
    EXPECT_EQ(out.str(), R"TEXT(Three
Drills of each case and protocol: 10; seed 7; horizon 10 h

lists
  72 of 100 emergencies (29–97) reach somebody with authority within 5 h: the
  mean of 6 pairs.

  % from, to            a       b       c
  a                     -     100      40
  b                    90       -       0
  c                   100     100       -

  By caller:                                         reach      half by
    The United Provinces of Celand …  100.0 % (61.9–100.0)          1 h
    Aland                               70.0 % (23.6–97.2)          1 h
    Beland                               45.0 % (8.3–86.6)          6 h
    Any of them may be the worst; reach of the worst: 8.3–86.6 %.

  By callee:                                         reach      half by
    Beland                            100.0 % (61.9–100.0)          1 h
    Aland                              95.0 % (50.8–100.0)          5 h
    The United Provinces of Celand …     20.0 % (0.7–67.6)  not reached
    Any of them may be the worst; reach of the worst: 0.7–67.6 %.

  Time to contact, by callee:          on average
    The United Provinces of Celand …   4 h 24 min      (2 h 03 min–5 h)
    Aland                              3 h 12 min   (57 min–4 h 46 min)
    Beland                                    1 h (2 min 18 s–3 h 23 min)

  Worst pairs:                                                   reach
    Beland → The United Province…                     0.0 % (0.0–42.2)
    Aland → The United Province…                     40.0 % (7.3–81.6)
    Beland → Aland                                 90.0 % (44.5–99.96)
    Aland → Beland                                100.0 % (57.8–100.0)
    The United Province… → Aland                  100.0 % (57.8–100.0)
    1 more may be the worst; reach of the worst: 0.0–42.2 %.

  Differences between directions:                    →     ←             points
    The United Province… → Beland                  100     0    100 (15 to 100)
    The United Province… → Aland                   100    40     60 (-24 to 93)
    Aland → Beland                                 100    90     10 (-43 to 56)
    Different beyond chance: 1 of 3 pairs played in both directions.

Intervals in brackets hold with 95 % confidence together with all others of
their kind, under all protocols, so they stay valid for a party or pair that is
picked because it comes first or last. The interval of a pair of one case is
Clopper and Pearson's. Several cases share the luck of their drills, so theirs
is Hoeffding's on the means of replications. The interval of a difference of two
cases is Clopper and Pearson's on the drills in which only one direction made
contact; of more cases it is Hoeffding's. The interval of the mean of all pairs
holds by itself.
Every pair: --by pair --format csv or json.
)TEXT");
}

TEST(Pairs, are_lines_of_a_table) {
    const Scenario scenario = three_parties();
    std::ostringstream out;
    write_csv(out, summarise_pairs(scenario, 5h, 7, {drills_of(0, 10, 1h), drills_of(1, 4, 2h)}));
    EXPECT_EQ(out.str(),
              "protocol,caller,callee,weight,cases,drills,reach,low,high,low_together,high_together,median,"
              "median_low,median_high,may_be_worst,no_median,no_median_low,no_median_high\n"
              "lists,a,b,0.5,1,10,1,0.6915028921812393,1,0.6451950121482161,1,3600,3600,3600,1,,,\n"
              "lists,a,c,0.5,1,10,0.4,0.12155225811982723,0.7376219233930549,0.09933355876467867,0.7718404062460016,,"
              "7200,,1,not reached,,not reached\n");
}

TEST(Pairs, are_the_same_on_any_number_of_threads) {
    const Scenario scenario = three_parties();
    const auto json = [&](unsigned jobs) {
        std::ostringstream out;
        write_json(out, summarise_pairs(scenario, 5h, 7, their_drills(), jobs));
        return out.str();
    };
    for (const unsigned jobs : {2U, 3U, 100U}) EXPECT_EQ(json(jobs), json(1));
}

TEST(Pairs, are_a_matrix_in_json) {
    const Scenario scenario = three_parties();
    std::ostringstream out;
    write_json(out, summarise_pairs(scenario, 5h, 7, their_drills()));
    const Json json = Json::parse(out.str());
    EXPECT_EQ(json["by"], "pair");
    EXPECT_EQ(json["within"], 18000);
    const Json& lists = json["protocols"][0];
    ClopperPearsons known;
    std::vector<std::string> keys;
    for (const auto& [key, value] : lists.items()) keys.push_back(key);
    EXPECT_THAT(keys,
                ElementsAre("protocol", "overall", "matrix", "groups", "callers", "callees", "waits", "asymmetries"));
    EXPECT_EQ(lists["matrix"]["parties"], Json::parse(R"(["a", "b", "c"])"));
    EXPECT_EQ(lists["matrix"]["reach"], Json::parse("[[null, 1.0, 0.4], [0.9, null, 0.0], [1.0, 1.0, null]]"));
    EXPECT_EQ(lists["matrix"]["median"],
              Json::parse("[[null, 3600, null], [3600, null, null], [18000, 3600, null]]"));
    EXPECT_EQ(lists["matrix"]["low"][0][2], clopper_pearson(4, 10).low);
    EXPECT_EQ(lists["matrix"]["high"][0][2], clopper_pearson(4, 10).high);
    EXPECT_EQ(lists["groups"]["names"], Json::parse(R"(["near", "far"])"));
    EXPECT_EQ(lists["groups"]["reach"], Json::parse("[[0.95, 0.2], [1.0, null]]"));
    EXPECT_EQ(lists["callers"][1]["party"], "b");
    EXPECT_EQ(lists["callers"][1]["pairs"], 2);
    EXPECT_EQ(lists["callers"][1]["reach"], 0.45);
    EXPECT_EQ(lists["waits"][0]["callee"], "c");
    EXPECT_EQ(lists["asymmetries"][1]["caller"], "c");
    EXPECT_EQ(lists["asymmetries"][1]["back"], 0.4);
    EXPECT_EQ(lists["asymmetries"][1]["difference_interval_together"][1],
              difference_exact({4, 0, 6, 0}, known, 1 - 0.05 / 3).high);
}

// The interval covers the truth with 95 % or more, over every result of a dozen pairs of drills.
TEST(DifferenceExact, covers_what_it_says) {
    constexpr std::uint64_t kDrills = 12;
    ClopperPearsons known;
    for (const auto& [first, second] : {std::pair{0.3, 0.1}, {0.05, 0.9}, {0.5, 0.5}, {0.0, 0.2}, {0.01, 0.02}}) {
        double covered = 0;
        for (std::uint64_t one = 0; one <= kDrills; ++one) {
            for (std::uint64_t other = 0; one + other <= kDrills; ++other) {
                const std::uint64_t rest = kDrills - one - other;
                const auto count = [](std::uint64_t n) { return std::lgamma(static_cast<double>(n) + 1); };
                const auto power = [](double p, std::uint64_t n) { return std::pow(p, static_cast<double>(n)); };
                const double ways = std::exp(count(kDrills) - count(one) - count(other) - count(rest));
                const double chance =
                    ways * power(first, one) * power(second, other) * power(std::max(1 - first - second, 0.0), rest);
                const Interval interval = difference_exact({rest, one, other, 0}, known);
                if (interval.low <= second - first && second - first <= interval.high) covered += chance;
            }
        }
        EXPECT_GE(covered, 0.95) << first << " " << second;
    }
}

}  // namespace
}  // namespace hotline
