#include "analysis/comparison.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "analysis/report.hpp"
#include "tests/unit/analysis/small_run.hpp"

namespace hotline {
namespace {

using namespace std::chrono_literals;

class SmallComparison : public testing::Test {
protected:
    SmallComparison() {
        comparison.plan = {{1h, 24h}, 42, {{0, 1}}};
        comparison.cases = {
            compare({{"lists", &scenario, &outcomes[0]}, {"hotline", &scenario, &outcomes[1]}}, comparison.plan)};
    }

    const Scenario scenario = small_run_scenario();
    const std::vector<Outcomes> outcomes = small_run_outcomes();
    Comparison comparison{scenario, 42, 10, {}, {}, {}, Ticks(24h)};
};

TEST_F(SmallComparison, counts_pairs) {
    const PairComparison& pair = comparison.cases[0].pairs[0];
    EXPECT_EQ(pair.reach[0].counts.both, 2U);
    EXPECT_EQ(pair.reach[0].counts.second_only, 8U);
    EXPECT_EQ(pair.reach[1].counts.both, 7U);
    EXPECT_EQ(pair.reach[1].counts.second_only, 3U);
    EXPECT_EQ(pair.wins.second, 10U);
    EXPECT_EQ(comparison.plan.family(), 5U);
    EXPECT_DOUBLE_EQ(comparison.plan.confidence_of_each(), 0.99);
    EXPECT_EQ(pair.reach[0].interval, newcombe(pair.reach[0].counts, 0.99));
    EXPECT_EQ(comparison.cases[0].best_by_mean.contender, 1U);
}

TEST_F(SmallComparison, corrects_for_the_number_of_tests) {
    const PairComparison& pair = comparison.cases[0].pairs[0];
    const auto corrected = holm({pair.reach[0].p_value, pair.reach[1].p_value, pair.mean.mean.p_value()});
    EXPECT_EQ(pair.reach[0].p_holm, corrected[0]);
    EXPECT_EQ(pair.reach[1].p_holm, corrected[1]);
    EXPECT_EQ(pair.mean.p_holm, corrected[2]);
}

TEST_F(SmallComparison, takes_what_lies_behind_a_shorter_horizon_as_not_reached) {
    const CaseComparison shorter =
        compare({{"lists", &scenario, &outcomes[0]}, {"hotline", &scenario, &outcomes[1]}}, {{1h}, 42, {{0, 1}}});
    EXPECT_EQ(shorter.standings[0].contact.reached, 2U);
    EXPECT_EQ(shorter.standings[0].contact.mean_within_horizon, (30 * 60 + 9 * 3600) / 10.0);
}

// Of three that are equally good, none is the best; one that always wins is, but for the chance of a pick among two.
TEST_F(SmallComparison, names_the_best_only_where_it_is) {
    const Contender lists{"lists", &scenario, &outcomes[0]};
    const Contender again{"again", &scenario, &outcomes[0]};
    const Contender fast{"hotline", &scenario, &outcomes[1]};
    const ComparisonPlan plan{{1h}, 42, {{0, 1}, {0, 2}, {1, 2}}};
    EXPECT_EQ(compare({lists, again, lists}, plan).best_by_deadline[0].confidence, 0);
    const Best best = compare({lists, again, fast}, plan).best_by_deadline[0];
    EXPECT_EQ(best.contender, 2U);
    EXPECT_DOUBLE_EQ(best.confidence, 1 - 2 * std::pow(0.5, 8));
}

TEST_F(SmallComparison, is_read_by_people) {
    comparison.flips.resize(1);
    PairFlips flips;
    flips.second_only.drills = {7, 8, 9};
    flips.second_only.last_results[static_cast<std::size_t>(Result::no_answer)] = 2;
    flips.second_only.last_results[kResults] = 1;
    comparison.flips[0].push_back(flips);
    std::ostringstream out;
    write_text(out, comparison);
    EXPECT_EQ(out.str(), R"TEXT(Small
Drills of each case and contender: 10, on the same luck; seed 42; horizon 24 h

United Kingdom → China

  contact                 lists         hotline
  by 1 h                 20.0 %         100.0 %
  by 24 h                70.0 %         100.0 %
  half by            2 h 30 min           5 min
  90 % by           not reached           5 min
  mean*              8 h 36 min           5 min

  hotline minus lists
                   difference      at least       at most         p   luck
  by 1 h                +80.0         +23.6         +98.9    0.0234   1.00
  by 24 h               +30.0         -17.8         +68.0    0.2500   1.00
  half by         -2 h 25 min   not reached       -25 min
  90 % by         not reached   not reached   not reached
  mean*           -8 h 31 min  -19 h 29 min   +2 h 27 min    0.0649   1.00
  sooner: hotline in 100.0 % (69.2–100.0),
          lists in 0.0 % (0.0–30.8), neither in 0.0 %
  curves: ahead is hotline by up to 100.0 points (at 5 min),
          at no time behind
  by 24 h only hotline: 3 drills
    replay them: 7 8 9
    the last attempt of lists ended in
      66.7 %  no answer
      33.3 %  no attempt at all
  by 24 h only lists: 0 drills

* The mean counts the horizon where contact was not made by then.
Differences are of percentage points and of times. Their intervals are each of
99 %, so that all 5 of a case hold together with 95 % (Bonferroni): of
probabilities by Newcombe's method for pairs, of the mean by Student's t (where
fewer than 10 drills differ, by Hoeffding's inequality), of half and 90 % by a
bootstrap over drills, of fewer than 1000 between order statistics. p: that there
is no difference, by McNemar's exact test and Student's t, corrected by Holm for
all tests of the case. luck: the width of the interval over that of drills
without common luck. Shares of drills are with Clopper and Pearson's intervals,
leads of curves with the band of Dvoretzky, Kiefer and Wolfowitz, each of 95 %.
They say how exact the simulation is, not how true its assumptions are: what the
scenario does not say is a default (scenarios/README.md).
)TEXT");
}

TEST_F(SmallComparison, says_where_drills_are_too_few_for_an_interval) {
    QuantileDifference& half = comparison.cases[0].pairs[0].quantiles[0];
    half = {.difference = half.difference, .low = {}, .high = {}, .enough = false};
    std::ostringstream out;
    write_text(out, comparison);
    EXPECT_NE(out.str().find("  half by         -2 h 25 min       too few       too few\n"), std::string::npos);
}

TEST_F(SmallComparison, is_read_by_programs) {
    std::ostringstream json;
    write_json(json, comparison);
    const auto parsed = nlohmann::json::parse(json.str());
    const auto& pair = parsed["cases"][0]["pairs"][0];
    EXPECT_EQ(pair["first"], "lists");
    EXPECT_EQ(pair["reach"][1]["difference"], 0.3);
    EXPECT_EQ(pair["reach"][1]["interval"][0], comparison.cases[0].pairs[0].reach[1].interval.low);
    EXPECT_TRUE(pair["p90"]["difference"].is_null());
    EXPECT_FALSE(pair.contains("flips"));
    std::ostringstream csv;
    write_csv(csv, comparison);
    EXPECT_EQ(csv.str(), R"CSV(caller,callee,after,first,second,measure,difference,low,high,p,p_holm,luck
uk,cn,0,lists,hotline,reach within 3600 s,0.8,0.23570371187403905,0.9891494906202596,0.0078125,0.0234375,1
uk,cn,0,lists,hotline,reach within 86400 s,0.3,-0.17775494712415746,0.6799753207988974,0.25,0.25,1
uk,cn,0,lists,hotline,p50,-8700,,-1500,,,
uk,cn,0,lists,hotline,p90,,,,,,
uk,cn,0,lists,hotline,mean within horizon,-30660,-70111.66496970995,8791.66496970995,0.032467811341691064,0.06493562268338213,1
)CSV");
}

}  // namespace
}  // namespace hotline
