// Quorums: when enough cases have made contact, and what outputs say of it. Worked out by hand for three cases and
// ten drills.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "analysis/drills/quorum_drills.hpp"
#include "analysis/pictures/text_plot.hpp"
#include "analysis/write/expectation_text.hpp"
#include "analysis/write/json.hpp"
#include "analysis/write/quorums.hpp"
#include "analysis/write/results.hpp"
#include "tests/unit/analysis/small_run.hpp"

namespace hotline {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

Ticks enough(std::vector<Ticks> times, std::size_t needed) {
    return time_of_enough(times, needed);
}

TEST(TimeOfEnough, is_that_of_the_last_that_is_needed) {
    const std::vector<Ticks> times{kNever, Ticks{7}, Ticks{0}, Ticks{7}, kNever};
    EXPECT_EQ(enough(times, 1), Ticks{0});
    EXPECT_EQ(enough(times, 2), Ticks{7});
    EXPECT_EQ(enough(times, 3), Ticks{7});
    EXPECT_EQ(enough(times, 4), kNever);
    EXPECT_EQ(enough(times, 5), kNever);
    EXPECT_EQ(enough({kNever}, 1), kNever);
}

/// The small run in three cases. In the second every contact comes an hour later. In the third no contact comes with
/// the lists, and with the hotline all of them come, after ten minutes. Two are enough.
struct ThreeCases {
    explicit ThreeCases(std::size_t cases = 3) : scenario(small_run_scenario()) {
        const std::vector<Outcomes> of_one = small_run_outcomes();
        scenario.cases.resize(cases, scenario.cases.front());
        for (Index index = 0; index < cases; ++index) {
            scenario.cases[index].after = std::chrono::minutes(index);
            for (Outcomes outcomes : of_one) {
                outcomes.case_index = index;
                for (Ticks& contact : outcomes.contact) {
                    if (index == 1 && outcomes.protocol == 0 && contact != kNever) contact += Ticks(1h);
                    if (index == 2) contact = outcomes.protocol == 0 ? kNever : Ticks(10min);
                }
                if (index == 2 && outcomes.protocol == 0)
                    std::fill(outcomes.made_by.begin(), outcomes.made_by.end(), kNone);
                all.push_back(std::move(outcomes));
            }
        }
        Quorum quorum;
        quorum.id = "two";
        quorum.title = "Two of three";
        quorum.at_least = {2, 0};
        quorum.cases = {0, 1, 2};
        scenario.quorums = {quorum};
    }

    Scenario scenario;
    std::vector<Outcomes> all;
};

TEST(QuorumDrills, are_those_of_each_line_up) {
    const ThreeCases three;
    const auto drills = quorum_drills(three.scenario, three.all);
    ASSERT_EQ(drills.size(), 2U);
    EXPECT_THAT(drills[0].protocols, ElementsAre(0));
    EXPECT_THAT(drills[0].times, ElementsAre(Ticks(270min), Ticks(240min), Ticks(210min), Ticks(180min),
                                             Ticks(150min), Ticks(120min), Ticks(90min), kNever, kNever, kNever));
    EXPECT_THAT(drills[1].protocols, ElementsAre(1));
    EXPECT_THAT(drills[1].times, testing::Each(Ticks(5min)));
    EXPECT_THAT(contacts_by(drills[0].cases, Ticks(90min)), ElementsAre(0, 0, 0, 0, 1, 1, 2, 0, 0, 0));
}

// A run of some of the cases, such as a test of sums, does not have every quorum.
TEST(QuorumDrills, are_left_out_where_a_case_was_not_played) {
    ThreeCases three;
    three.all.pop_back();
    const auto drills = quorum_drills(three.scenario, three.all);
    ASSERT_EQ(drills.size(), 1U);
    EXPECT_THAT(drills[0].protocols, ElementsAre(0));
}

std::string part_from(const std::string& text, const std::string& begins) {
    return text.substr(std::min(text.find(begins), text.size()));
}

TEST(Quorums, are_read_by_people) {
    const ThreeCases three;
    std::ostringstream out;
    write_text(out, summarise(three.scenario, 42, {}, three.all));
    EXPECT_EQ(part_from(out.str(), "Quorum"),
              R"TEXT(Quorum: Two of three, 2 of 3 cases. With “The existing lists” (lists), 70 of 100
emergencies (34–94) reach that many within 24 h.
With “hotline”, 100 of 100 emergencies (69–100) reach that many within 24 h.

With “The existing lists” (lists), 70 of 100 emergencies reach somebody with
authority within 24 h in the median case, 0 to 47 in the worst and 22 to 98 in
the best of 3 cases. With “hotline”, 100 of 100 emergencies reach somebody with
authority within 24 h in the median case, 53 to 100 in the worst and 53 to 100
in the best of 3 cases. “hotline” is the best in 1 case. In 2 cases these drills
do not tell which is the best.

  contact                             by 30 min              by 24 h     half by
  United Kingdom → China, 2 min later
    lists                      0.0 % (0.0–30.9)     0.0 % (0.0–30.9) not reached
    hotline                100.0 % (69.1–100.0) 100.0 % (69.1–100.0)      10 min
  United Kingdom → China
    lists                     10.0 % (0.2–44.6)   70.0 % (34.7–93.4)  2 h 30 min
    hotline                100.0 % (69.1–100.0) 100.0 % (69.1–100.0)       5 min
  United Kingdom → China, 1 min later
    lists                      0.0 % (0.0–30.9)   70.0 % (34.7–93.4)  3 h 30 min
    hotline                100.0 % (69.1–100.0) 100.0 % (69.1–100.0)       5 min

Quorum: Two of three, 2 of 3 cases

lists: The existing lists
                  by 24 h      half by      90 % by      95 % by        mean*
  quorum           70.0 %   3 h 30 min  not reached  not reached   9 h 18 min
    at least       34.7 %          2 h   4 h 30 min  not reached   3 h 27 min
    at most        93.4 %  not reached      too few      too few  12 h 16 min
                              quorum          of the cases         half      90 %
  by 15 min         0.0 % (0.0–30.9)      0.0 % (0.0–33.0)      0 (0–0)   0 (0–0)
  by 30 min         0.0 % (0.0–30.9)      3.3 % (0.0–35.7)      0 (0–0)   0 (0–0)
  by 1 h            0.0 % (0.0–30.9)      6.7 % (0.2–38.4)      0 (0–1)   0 (0–0)
  by 4 h          60.0 % (26.2–87.9)    43.3 % (29.8–67.3)      2 (0–2)   0 (0–1)
  by 24 h         70.0 % (34.7–93.4)    46.7 % (35.5–68.6)      2 (0–2)   0 (0–2)

hotline
                  by 24 h      half by      90 % by      95 % by        mean*
  quorum          100.0 %        5 min        5 min        5 min        5 min
    at least       69.1 %        5 min        5 min        5 min        2.7 s
    at most       100.0 %        5 min      too few      too few   7 h 58 min
                              quorum          of the cases         half      90 %
  by 15 min     100.0 % (69.1–100.0)  100.0 % (67.0–100.0)      3 (3–3)   3 (0–3)
  by 30 min     100.0 % (69.1–100.0)  100.0 % (67.0–100.0)      3 (3–3)   3 (0–3)
  by 1 h        100.0 % (69.1–100.0)  100.0 % (67.0–100.0)      3 (3–3)   3 (0–3)
  by 4 h        100.0 % (69.1–100.0)  100.0 % (67.0–100.0)      3 (3–3)   3 (0–3)
  by 24 h       100.0 % (69.1–100.0)  100.0 % (67.0–100.0)      3 (3–3)   3 (0–3)

Half, 90 %: so many cases, or more, had contact in that share of the drills.

* Restricted mean: a drill that missed the milestone counts as the horizon.

Each interval (in brackets, or from at least to at most) has 95 % confidence.
Methods: order statistics for times and numbers of cases; betting (Waudby-Smith
and Ramdas) between 0 and the largest possible value of a drill for means;
Clopper and Pearson's for probabilities. Shares of attempts and of contacts are
rounded one by one, so they may not add up to 100 %.
Intervals measure the precision of the simulation, not the truth of its
assumptions. Whatever the scenario leaves out takes its default value
(scenarios/format.md).
)TEXT");
}

TEST(Quorums, of_many_cases_say_how_sure_they_are) {
    ThreeCases many(12);
    std::ostringstream out;
    write_text(out, summarise(many.scenario, 42, 0.2, many.all));
    EXPECT_EQ(part_from(out.str(), "Quorum"),
              R"TEXT(Quorum: Two of three, 2 of 3 cases. With “The existing lists” (lists), 70 of 100
emergencies (33–94) reach that many within 24 h.
With “hotline”, 100 of 100 emergencies (67–100) reach that many within 24 h.

With “The existing lists” (lists), 70 of 100 emergencies reach somebody with
authority within 24 h in the median case, 0 to 61 in the worst and 14 to 100 in
the best of 12 cases. With “hotline”, 100 of 100 emergencies reach somebody with
authority within 24 h in the median case, 39 to 100 in the worst and 39 to 100
in the best of 12 cases. In 12 cases these drills do not tell which is the best.

lists: The existing lists
  Worst cases:                                           contact      half by
    United Kingdom → China, 2 min later         0.0 % (0.0–60.1)  not reached
    United Kingdom → China                    70.0 % (14.4–99.1)   2 h 30 min
    United Kingdom → China, 1 min later       70.0 % (14.4–99.1)   3 h 30 min
    United Kingdom → China, 3 min later       70.0 % (14.4–99.1)   2 h 30 min
    United Kingdom → China, 4 min later       70.0 % (14.4–99.1)   2 h 30 min
    United Kingdom → China, 5 min later       70.0 % (14.4–99.1)   2 h 30 min
    United Kingdom → China, 6 min later       70.0 % (14.4–99.1)   2 h 30 min
    United Kingdom → China, 7 min later       70.0 % (14.4–99.1)   2 h 30 min
    United Kingdom → China, 8 min later       70.0 % (14.4–99.1)   2 h 30 min
    United Kingdom → China, 9 min later       70.0 % (14.4–99.1)   2 h 30 min
  Any of them may be the worst.

hotline
  Worst cases:                                           contact      half by
    United Kingdom → China                  100.0 % (39.9–100.0)        5 min
    United Kingdom → China, 1 min later     100.0 % (39.9–100.0)        5 min
    United Kingdom → China, 2 min later     100.0 % (39.9–100.0)       10 min
    United Kingdom → China, 3 min later     100.0 % (39.9–100.0)        5 min
    United Kingdom → China, 4 min later     100.0 % (39.9–100.0)        5 min
    United Kingdom → China, 5 min later     100.0 % (39.9–100.0)        5 min
    United Kingdom → China, 6 min later     100.0 % (39.9–100.0)        5 min
    United Kingdom → China, 7 min later     100.0 % (39.9–100.0)        5 min
    United Kingdom → China, 8 min later     100.0 % (39.9–100.0)        5 min
    United Kingdom → China, 9 min later     100.0 % (39.9–100.0)        5 min
  Any of them may be the worst.

Every case: --format json. Every drill: --format csv.

Quorum: Two of three, 2 of 3 cases

lists: The existing lists
                  by 24 h      half by      90 % by      95 % by        mean*
  quorum           70.0 %   3 h 30 min  not reached  not reached   9 h 18 min
    at least       33.4 %   1 h 30 min          4 h   4 h 30 min   2 h 38 min
    at most        93.9 %  not reached      too few      too few  14 h 48 min
                              quorum          of the cases         half      90 %
  by 15 min         0.0 % (0.0–41.2)      0.0 % (0.0–43.2)      0 (0–0)   0 (0–0)
  by 30 min         0.0 % (0.0–41.2)      3.3 % (0.0–45.6)      0 (0–1)   0 (0–0)
  by 1 h            0.0 % (0.0–41.2)     6.7 % (0.06–47.8)      0 (0–1)   0 (0–0)
  by 4 h          60.0 % (19.0–92.4)    43.3 % (20.2–72.5)      2 (0–2)   0 (0–2)
  by 24 h         70.0 % (26.4–96.3)    46.7 % (26.6–73.8)      2 (0–2)   0 (0–2)

hotline
                  by 24 h      half by      90 % by      95 % by        mean*
  quorum          100.0 %        5 min        5 min        5 min        5 min
    at least       67.6 %        5 min        5 min        5 min        1.6 s
    at most       100.0 %        5 min      too few      too few  10 h 25 min
                              quorum          of the cases         half      90 %
  by 15 min     100.0 % (58.8–100.0)  100.0 % (56.8–100.0)      3 (3–3)   3 (0–3)
  by 30 min     100.0 % (58.8–100.0)  100.0 % (56.8–100.0)      3 (3–3)   3 (0–3)
  by 1 h        100.0 % (58.8–100.0)  100.0 % (56.8–100.0)      3 (3–3)   3 (0–3)
  by 4 h        100.0 % (58.8–100.0)  100.0 % (56.8–100.0)      3 (3–3)   3 (0–3)
  by 24 h       100.0 % (58.8–100.0)  100.0 % (56.8–100.0)      3 (3–3)   3 (0–3)

Half, 90 %: so many cases, or more, had contact in that share of the drills.

* Restricted mean: a drill that missed the milestone counts as the horizon.

Each interval of a quorum by itself has 95 % confidence. Methods: order
statistics for times and numbers of cases; betting for means; Clopper and
Pearson's for probabilities. All allow for drills that ended once enough was
known.

Intervals in brackets, and those of the worst and the best case, are Clopper and
Pearson's. The intervals of all 24 cases and protocols hold together with 95 %
confidence, so they stay valid for a case that is picked because it comes last.
All allow for drills that ended once enough was known.
Intervals measure the precision of the simulation, not the truth of its
assumptions. Whatever the scenario leaves out takes its default value
(scenarios/format.md).
)TEXT");
}

TEST(Quorums, of_very_many_cases_keep_their_columns) {
    QuorumSummary quorum;
    for (const Ticks within : {Ticks(15min), Ticks(24h)})
        quorum.by.push_back({within, 0, 0, {0, 0.3}, 0.22, {0.13, 0.5}, {}});
    quorum.by[0].cases = {CasesReached{8, 7, 9}, CasesReached{6, 0, 7}};
    quorum.by[1].cases = {CasesReached{33775, 23667, 34522}, CasesReached{23667, 0, 33043}};
    std::ostringstream out;
    write_deadlines(out, quorum);
    EXPECT_EQ(out.str(),
              R"TEXT(                              quorum          of the cases                half            90 %
  by 15 min         0.0 % (0.0–30.0)    22.0 % (13.0–50.0)             8 (7–9)         6 (0–7)
  by 24 h           0.0 % (0.0–30.0)    22.0 % (13.0–50.0) 33775 (23667–34522) 23667 (0–33043)
)TEXT");
}

TEST(Quorums, are_in_the_json_with_all_their_figures) {
    const ThreeCases three;
    std::ostringstream out;
    write_json(out, summarise(three.scenario, 42, {}, three.all));
    const Json told = Json::parse(out.str());
    ASSERT_EQ(told["quorums"].size(), 2U);
    Json lists = told["quorums"][0];
    EXPECT_EQ(lists["time"]["reached"], 7);
    EXPECT_EQ(lists["time"]["quantiles"]["p50"]["value"], 210 * 60);
    ASSERT_EQ(lists["by"].size(), 5U);
    EXPECT_EQ(
        lists["by"][3].dump(),
        R"({"within":14400.0,"reached":6,"probability":0.6,"interval":[0.2623780766069451,0.8784477418801728],"mean_share":0.4333333333333333,"mean_share_interval":[0.29843958968684525,0.672529380149138],"cases_reached":{"p50":{"value":2,"low":0,"high":2},"p90":{"value":0,"low":0,"high":1}}})");
    lists.erase("time");
    lists.erase("by");
    EXPECT_EQ(lists.dump(),
              R"({"id":"two","title":"Two of three","protocols":["lists"],"cases":3,"needed":2,"drills":10})");
    EXPECT_FALSE(Json::parse([] {
                     std::ostringstream plain;
                     write_json(plain, summarise(small_run_scenario(), 42, {}, small_run_outcomes()));
                     return plain.str();
                 }())
                     .contains("quorums"));
}

TEST(Quorums, have_a_column_in_the_lines_of_their_cases) {
    ThreeCases three;
    three.scenario.quorums[0].cases = {0, 2};
    three.scenario.quorums[0].at_least = {1, 0};
    std::ostringstream out;
    write_csv(out, three.scenario, three.all, {{9, "signal 9"}});
    std::vector<std::string> lines;
    std::istringstream in(out.str());
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    ASSERT_EQ(lines.size(), 61U);
    const auto last_of = [&](std::size_t line) { return lines[line].substr(lines[line].rfind(',') + 1); };
    EXPECT_EQ(last_of(0), "quorum_two");
    EXPECT_EQ(last_of(1), "12600");  // case 0, drill 0
    EXPECT_EQ(last_of(8), "");       // drill 7: not met
    EXPECT_EQ(last_of(10), "missing");
    EXPECT_EQ(last_of(21), "");  // case 1 does not belong to it
    EXPECT_EQ(last_of(30), "");
    EXPECT_EQ(last_of(41), "12600");  // case 2
    EXPECT_EQ(last_of(51), "300");    // with the hotline
    for (const std::string& line : lines)
        EXPECT_EQ(std::count(line.begin(), line.end(), ','), std::count(lines[0].begin(), lines[0].end(), ','));
}

TEST(Quorums, have_curves) {
    const ThreeCases three;
    const auto drills = quorum_drills(three.scenario, three.all);
    const auto groups = groups_of(drills);
    ASSERT_EQ(groups.size(), 1U);
    std::ostringstream out;
    plot_reach(out, curve_chart(three.scenario, drills, groups[0], {}), 64);
    EXPECT_EQ(out.str(), R"TEXT(  quorum by the time since the emergency
   100 % ┤ooooooooooooooooooooooooooooooooooooooooooooooooooooo
         │
         │
    75 % ┤
         │                                     ****************
         │                                    *
    50 % ┤                                   *
         │                                 **
         │                                *
    25 % ┤
         │                              **
         │                           ***
     0 % ┤***************************
             10 min    30 min         2 h       6 h        24 h
       * The existing lists
       o hotline
)TEXT");
}

TEST(Quorums, are_claimed_together) {
    const ThreeCases three;
    Expectation expectation;
    expectation.that = "P(quorum \"two\" <= 4h) >= 0.9";
    ClaimError error;
    expectation.claim = parse_claim(expectation.that, {}, error).value();
    EXPECT_EQ(expectation.claim.measure.quorum, "two");
    CheckedExpectation checked{&expectation, kNone, 0, Verdict::fail, 10, 0.6, {0.26, 0.88}, 0.005, 3, 1, 2, {0, 1}};
    EXPECT_EQ(claim_text(three.scenario, checked),
              R"(P(quorum "two" <= 4h) >= 0.9 (lists and hotline, 2 of 3 cases))");
    const Claim share =
        parse_claim("P(share(first_answer, 48h) >= 0.8) of lists - of hotline >= -0.95", {}, error).value();
    EXPECT_EQ(share.measure.of_cases, 0.8);
    EXPECT_EQ(share.measure.milestone, Milestone::first_answer);
    EXPECT_EQ(share.measure.within, Ticks(48h));
    EXPECT_EQ(parse_claim("p90(quorum \"two\") <= 4h", {}, error)->measure.kind, Measure::Kind::quantile);
    EXPECT_EQ(parse_claim("rmst( quorum \"a b\" , 4h) <= 2h", {}, error)->measure.quorum, "a b");
}

}  // namespace
}  // namespace hotline
