#include "analysis/estimates/comparison.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "analysis/write/results.hpp"
#include "tests/unit/analysis/small_run.hpp"

namespace hotline {
namespace {

using namespace std::chrono_literals;

class SmallComparison : public testing::Test {
protected:
    SmallComparison() {
        comparison.plan = {{1h, 24h}, {{0, 1}}};
        comparison.cases = {
            compare({{"lists", &scenario, &outcomes[0]}, {"hotline", &scenario, &outcomes[1]}}, comparison.plan)};
    }

    const Scenario scenario = small_run_scenario();
    const std::vector<Outcomes> outcomes = small_run_outcomes();
    Comparison comparison{scenario, 42, 10, {}, {}, {}, Ticks(24h), {}, false};
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

TEST_F(SmallComparison, corrects_for_the_number_of_intervals) {
    const PairComparison& pair = comparison.cases[0].pairs[0];
    EXPECT_EQ(pair.reach[0].p_value, 0.0078125);
    EXPECT_EQ(pair.reach[0].p_together, 5 * 0.0078125);
    EXPECT_EQ(pair.reach[1].p_together, 1);
    EXPECT_EQ(pair.mean.p_together, std::min(1.0, 5 * pair.mean.mean.p_value));
}

/// Drills in which both contenders, one alone or neither makes contact, as many as `counts` says.
CaseComparison of_counts(const Scenario& scenario, const PairedCounts& counts, Ticks deadline) {
    Outcomes first(scenario, 0, 0);
    Outcomes second(scenario, 0, 1);
    const auto add = [&](std::uint64_t drills, Ticks of_first, Ticks of_second) {
        for (std::uint64_t drill = 0; drill < drills; ++drill) {
            Outcome outcome;
            first.resize(first.size() + 1);
            second.resize(second.size() + 1);
            outcome.contact = of_first;
            first.set(first.size() - 1, outcome);
            outcome.contact = of_second;
            second.set(second.size() - 1, outcome);
        }
    };
    add(counts.both, 1min, 1min);
    add(counts.first_only, 1min, kNever);
    add(counts.second_only, kNever, 1min);
    add(counts.neither, kNever, kNever);
    return compare({{"first", &scenario, &first}, {"second", &scenario, &second}}, {{deadline}, {{0, 1}}});
}

// Newcombe's interval and McNemar's test do not agree by themselves.
TEST_F(SmallComparison, has_a_p_value_above_its_level_exactly_where_the_interval_holds_0) {
    int interval_gives_way = 0;
    for (const std::uint64_t others : {0U, 5U, 50U, 300U}) {
        for (const std::uint64_t most : {1U, 3U, 6U, 8U, 9U, 10U, 12U, 20U, 30U, 50U}) {
            for (std::uint64_t few = 0; few < most; ++few) {
                const PairedCounts counts{others / 3, few, most, others - others / 3};
                const CaseComparison compared = of_counts(scenario, counts, 24h);
                const ReachDifference& reach = compared.pairs[0].reach[0];
                const double level = 0.05 / 4;
                const bool holds_0 = reach.interval.low <= 0 && 0 <= reach.interval.high;
                EXPECT_EQ(holds_0, reach.p_value >= level);
                EXPECT_EQ(holds_0, reach.p_together >= 0.05 - 1e-12);
                EXPECT_EQ(compared.best_by_deadline[0].contender, 1U);
                EXPECT_LE(compared.best_by_deadline[0].confidence, 1 - reach.p_second_better + 1e-12);
                EXPECT_TRUE(!holds_0 || compared.best_by_deadline[0].confidence <= 1 - level / 2 + 1e-12);
                const Interval alone = newcombe(counts, 1 - level);
                interval_gives_way += mcnemar(counts) >= level && alone.low > 0;
            }
        }
    }
    EXPECT_GT(interval_gives_way, 0);
}

// "luck" is about the printed intervals, also where an interval has given way to its test.
TEST_F(SmallComparison, tells_how_much_the_common_luck_has_narrowed_the_intervals_that_it_tells) {
    const PairComparison& pair = comparison.cases[0].pairs[0];
    const auto width = [](const Interval& interval) { return interval.high - interval.low; };
    const double confidence = comparison.plan.confidence_of_each();
    for (const ReachDifference& reach : pair.reach)
        EXPECT_EQ(reach.narrowed, width(reach.interval) / width(newcombe_of_independent(reach.counts, confidence)));
    const std::vector<Ticks>& first = outcomes[0].contact;
    const std::vector<Ticks>& second = outcomes[1].contact;
    EXPECT_EQ(pair.mean.narrowed,
              width(pair.mean.mean.interval) / width(mean_interval_of_independent(first, second, 24h, confidence)));
}

TEST_F(SmallComparison, takes_times_beyond_a_shorter_horizon_as_not_reached) {
    const CaseComparison shorter =
        compare({{"lists", &scenario, &outcomes[0]}, {"hotline", &scenario, &outcomes[1]}}, {{1h}, {{0, 1}}});
    EXPECT_EQ(shorter.standings[0].contact.reached, 2U);
    EXPECT_EQ(shorter.standings[0].contact.mean_within_horizon, (30 * 60 + 9 * 3600) / 10.0);
}

// Of three equal contenders none is the best. One that always wins is the best, with an error of 2 · 0.5⁸: eight
// drills differ, and the choice is among two.
TEST_F(SmallComparison, names_the_best_only_where_it_is) {
    const Contender lists{"lists", &scenario, &outcomes[0]};
    const Contender again{"again", &scenario, &outcomes[0]};
    const Contender fast{"hotline", &scenario, &outcomes[1]};
    const ComparisonPlan plan{{1h}, {{0, 1}, {0, 2}, {1, 2}}};
    EXPECT_EQ(compare({lists, again, lists}, plan).best_by_deadline[0].confidence, 0);
    const Best best = compare({lists, again, fast}, plan).best_by_deadline[0];
    EXPECT_EQ(best.contender, 2U);
    EXPECT_DOUBLE_EQ(best.confidence, 1 - 2 * std::pow(0.5, 8));
}

TEST_F(SmallComparison, begins_with_a_sentence_and_a_table) {
    std::ostringstream out;
    write_text(out, comparison);
    EXPECT_EQ(out.str(), R"TEXT(Small
Drills of each case and contender: 10, on the same luck; seed 42; horizon 24 h

United Kingdom → China
“hotline” is better than “lists”: by 80 of 100 emergencies within 1 h (23–99).
These drills do not tell which is better within 24 h or on average*.

  contact          lists      hotline   difference
  by 1 h          20.0 %      100.0 %   +80.0 points (+23.5 to +99.0)
  by 24 h         70.0 %      100.0 %   +30.0 points (-17.8 to +68.0)
  half by     2 h 30 min        5 min   -2 h 25 min (too few drills)
  90 % by    not reached        5 min   not reached (too few drills)
  mean*       8 h 36 min        5 min   -8 h 31 min (-18 h 18 min to +6 h 23 min)

* Restricted mean: a drill without contact counts as the horizon.
Brackets hold intervals of differences; those of a case hold together with 95 %
confidence. --detail shows every difference, how likely chance makes it, who is
sooner, and when.
Intervals measure the precision of the simulation, not the truth of its
assumptions. Whatever the scenario leaves out takes its default value
(scenarios/format.md).
)TEXT");
}

TEST_F(SmallComparison, of_several_cases_has_the_worst_first) {
    std::vector<Outcomes> worse = outcomes;
    worse[0].contact[3] = kNever;
    comparison.cases.push_back(
        compare({{"lists", &scenario, &worse[0]}, {"hotline", &scenario, &worse[1]}}, comparison.plan));
    std::ostringstream out;
    write_text(out, comparison);
    EXPECT_EQ(out.str(), R"TEXT(Small
Drills of each case and contender: 10, on the same luck; seed 42; horizon 24 h

Within 24 h, “hotline” is better than “lists” in 0 of 2 cases; in 2 these drills
do not tell.

  contact by 24 h                    lists   hotline   difference, in points
  United Kingdom → China            60.0 %   100.0 %   +40.0 (-11.4 to +75.2)
  United Kingdom → China            70.0 %   100.0 %   +30.0 (-17.8 to +68.0)

Brackets hold intervals of differences; those of a case hold together with 95 %
confidence. --detail shows every difference, how likely chance makes it, who is
sooner, and when.
Intervals measure the precision of the simulation, not the truth of its
assumptions. Whatever the scenario leaves out takes its default value
(scenarios/format.md).
)TEXT");
}

TEST_F(SmallComparison, says_which_is_better_and_where_the_drills_do_not_tell) {
    PairComparison& pair = comparison.cases[0].pairs[0];
    const auto sentence = [&](const Interval& soon, const Interval& late, const Interval& mean) {
        pair.reach[0].interval = soon;
        pair.reach[1].interval = late;
        pair.mean.mean.interval = mean;
        return comparison_sentence(comparison.plan, pair, "lists", "hotline");
    };
    const Interval more{0.2, 0.9};
    const Interval less{-0.9, -0.2};
    const Interval neither{-0.1, 0.9};
    EXPECT_EQ(sentence(more, more, {-40'000, -20'000}),
              "“hotline” is better than “lists”: by 80 of 100 emergencies within 1 h (20–90), by 30 of 100 "
              "emergencies within 24 h (20–90), and by 8 h 31 min on average* (5 h 33 min–11 h 07 min).");
    EXPECT_EQ(sentence(more, less, {-20'000, 30'000}),
              "“hotline” is better than “lists”: by 80 of 100 emergencies within 1\u00a0h (20–90). “lists” is better "
              "than “hotline”: by 30 of 100 emergencies within 24\u00a0h (20–90). These drills do not tell which is "
              "better on average*.");
    EXPECT_EQ(sentence(neither, more, {20'000, 40'000}),
              "“hotline” is better than “lists”: by 30 of 100 emergencies within 24 h (20–90). “lists” is better "
              "than “hotline”: by 8 h 31 min on average* (5 h 33 min–11 h 07 min). These drills do not tell which is "
              "better within 1 h.");
    EXPECT_EQ(
        sentence(neither, neither, {-20'000, 30'000}),
        "These drills do not tell whether “lists” or “hotline” is better within 1\u00a0h, within 24\u00a0h, or on "
        "average*.");
}

TEST_F(SmallComparison, tells_the_details_to_those_who_ask) {
    comparison.detail = true;
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
“hotline” is better than “lists”: by 80 of 100 emergencies within 1 h (23–99).
These drills do not tell which is better within 24 h or on average*.

  contact                 lists         hotline
  by 1 h                 20.0 %         100.0 %
  by 24 h                70.0 %         100.0 %
  half by            2 h 30 min           5 min
  90 % by           not reached           5 min
  mean*              8 h 36 min           5 min

  hotline minus lists
                   difference      at least       at most         p   luck
  by 1 h                +80.0         +23.5         +99.0    0.0391   1.00
  by 24 h               +30.0         -17.8         +68.0    1.0000   1.00
  half by         -2 h 25 min       too few       too few
  90 % by         not reached       too few       too few
  mean*           -8 h 31 min  -18 h 18 min   +6 h 23 min    0.9095   1.00
  sooner: hotline in 100.0 % (69.1–100.0),
          lists in 0.0 % (0.0–30.9), neither in 0.0 %
  curves: neither is ahead at any time with 95 % confidence
  contact by 24 h with hotline only: 3 drills
    replay them: 7 8 9
    the last attempt of lists ended in
      66.7 %  no answer
      33.3 %  no attempt at all
  contact by 24 h with lists only: 0 drills

* Restricted mean: a drill without contact counts as the horizon.
Differences are in percentage points and in time. Each interval has 99.0 %
confidence, so that all 5 of a case hold together with 95 % (Bonferroni).
Methods: Newcombe's for pairs for probabilities; betting for the mean, which is
valid however rare and large differences are (Waudby-Smith and Ramdas); order
statistics and sign tests for half and 90 %.
p tests for no difference, by McNemar's exact test and by the same bets, times
5; it is below 0.05 exactly where the interval excludes 0. luck is the width of
the interval relative to drills without common luck, by the same method. Shares
of drills have Clopper and Pearson's intervals, and leads of curves intervals by
sign tests, each with 95 % confidence.
Intervals measure the precision of the simulation, not the truth of its
assumptions. Whatever the scenario leaves out takes its default value
(scenarios/format.md).
)TEXT");
}

TEST_F(SmallComparison, says_where_what_was_not_seen_decides) {
    PairedMean& mean = comparison.cases[0].pairs[0].mean.mean;
    mean.unseen = Unseen{0.66, 1.0 / 17'281};
    comparison.detail = true;
    std::ostringstream out;
    write_text(out, comparison);
    EXPECT_NE(out.str().find(R"TEXT(
  unseen: the drills do not exclude a difference of up to 24 h the other way in
          fewer than 6.61 of 10 drills; in one of 17 281 drills it would
          outweigh the observed mean
  sooner:)TEXT"),
              std::string::npos)
        << out.str();
    std::ostringstream json;
    write_json(json, comparison);
    const auto parsed = nlohmann::json::parse(json.str());
    EXPECT_EQ(parsed["cases"][0]["pairs"][0]["mean_within_horizon"]["unseen"]["not_excluded"], 0.66);
}

TEST_F(SmallComparison, says_what_luck_is_common_and_with_what_seed_its_drills_are_replayed) {
    Scenario other = scenario;
    Scenario third = scenario;
    for (Index row = 0; row < 4; ++row) other.rows[row].identity = third.rows[row].identity = row + 1;
    third.rows[3].identity = 9;
    EXPECT_TRUE(common_luck({&other}).is_all());
    EXPECT_TRUE(common_luck({&other, &other}).is_all());
    comparison.luck = common_luck({&other, &third});
    EXPECT_EQ(comparison.luck.entries, 5U);
    EXPECT_EQ(comparison.luck.common, 3U);
    comparison.other_seed = true;
    comparison.flips = {{{{{3}, {}}, {}}}};
    std::ostringstream out;
    write_text(out, comparison);
    EXPECT_NE(out.str().find("Drills of each case and contender: 10; seed 42; horizon 24 h\n"
                             "Only 3 of 5 list entries are in all files; only these share the same luck.\n"),
              std::string::npos);
    EXPECT_NE(out.str().find("    replay them with --seed 42: 3\n"), std::string::npos);
}

TEST_F(SmallComparison, says_where_drills_are_too_few_for_an_interval) {
    QuantileDifference& half = comparison.cases[0].pairs[0].quantiles[0];
    half = {.difference = half.difference, .low = {}, .high = {}, .enough = false};
    comparison.detail = true;
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
    EXPECT_EQ(csv.str(),
              R"CSV(caller,callee,after,first,second,measure,difference,low,high,p,p_together,luck,no_interval
uk,cn,0,lists,hotline,reach within 3600 s,0.8,0.23570371187403905,0.9891494906202596,0.0078125,0.0390625,1,
uk,cn,0,lists,hotline,reach within 86400 s,0.3,-0.17775494712415746,0.6799753207988974,0.25,1,1,
uk,cn,0,lists,hotline,p50,-8700,,,,,,too few drills
uk,cn,0,lists,hotline,p90,,,,,,,too few drills
uk,cn,0,lists,hotline,mean within horizon,-30660,-65825.46802983036,22946.51198029636,0.1818991135524567,0.9094955677622835,1,
)CSV");
}

}  // namespace
}  // namespace hotline
