#include "analysis/write/json.hpp"
#include "analysis/write/results.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <sstream>

#include "analysis/write/version.hpp"
#include "tests/unit/analysis/small_run.hpp"

namespace hotline {
namespace {

std::string text_of(const RunSummary& run) {
    std::ostringstream out;
    write_text(out, run);
    return out.str();
}

RunSummary in_detail(RunSummary run) {
    run.detail = true;
    return run;
}

std::string json_of(const RunSummary& run) {
    std::ostringstream out;
    write_json(out, run);
    return out.str();
}

std::string csv_of(const Scenario& scenario, const std::vector<Outcomes>& outcomes,
                   const std::vector<MissingDrill>& missing = {}) {
    std::ostringstream out;
    write_csv(out, scenario, outcomes, missing);
    return out.str();
}

TEST(ReportText, begins_with_sentences_and_a_table) {
    const Scenario scenario = small_run_scenario();
    EXPECT_EQ(text_of(summarise(scenario, 42, {}, small_run_outcomes())), R"TEXT(Small
Drills of each case and protocol: 10; seed 42; horizon 24 h

United Kingdom → China
With “The existing lists” (lists), 70 of 100 emergencies reach somebody with
authority within 24 h, and 10 within 30 min. With “hotline”, 100 do, and 100
within 30 min. Within 30 min “hotline” is better than “lists” by 90 of 100
emergencies (7–100); within 24 h these drills do not tell which is better. All
of this holds with 95 % confidence, each figure to within 44 of 100, if the
scenario's values are right.

  contact                             by 30 min              by 24 h     half by
  lists                       10.0 % (0.2–44.6)   70.0 % (34.7–93.4)  2 h 30 min
  hotline                  100.0 % (69.1–100.0) 100.0 % (69.1–100.0)       5 min

In brackets, of each share: an interval of 95 % (Clopper and Pearson's).
--detail shows when, how and by whom contact is made.
Intervals measure the precision of the simulation, not the truth of its
assumptions. Whatever the scenario leaves out takes its default value
(scenarios/format.md).
)TEXT");
}

std::vector<EvenStart> one_block() {
    std::vector<EvenStart> starts;
    for (Index drill = 0; drill < 10; ++drill) starts.push_back({0, 5 * drill});
    return starts;
}

TEST(ReportText, says_what_even_starts_bring) {
    const Scenario scenario = small_run_scenario();
    EXPECT_EQ(text_of(summarise(scenario, 42, {}, small_run_outcomes(), {}, one_block())), R"TEXT(Small
Drills of each case and protocol: 10; seed 42; horizon 24 h

United Kingdom → China
With “The existing lists” (lists), 70 of 100 emergencies reach somebody with
authority within 24 h, and 10 within 30 min. With “hotline”, 100 do, and 100
within 30 min. These drills do not tell which is better within 30 min, or within
24 h. All of this holds with 95 % confidence, each figure to within 74 of 100,
if the scenario's values are right.

  contact                             by 30 min              by 24 h     half by
  lists                       10.0 % (0.0–61.6)  70.0 % (14.9–100.0)  2 h 30 min
  hotline                  100.0 % (53.0–100.0) 100.0 % (53.0–100.0)       5 min

Starts are even over the hours of the week. The intervals of contact by 24 h are
1.45 to 1.52 times as wide as those of as many independent starts with the same
results, and the intervals of its mean time 1.43 to 2.36 times.

In brackets, of each share: an interval of 95 % (betting). --detail shows when,
how and by whom contact is made.
Intervals measure the precision of the simulation, not the truth of its
assumptions. Whatever the scenario leaves out takes its default value
(scenarios/format.md).
)TEXT");
}

TEST(ReportJson, says_what_even_starts_bring) {
    const Scenario scenario = small_run_scenario();
    const auto told =
        nlohmann::json::parse(json_of(summarise(scenario, 42, {}, small_run_outcomes(), {}, one_block())));
    EXPECT_EQ(told["contact_interval"], "betting, even starts");
    for (const auto& of_case : told["cases"]) {
        for (const char* figure : {"contact", "mean"}) {
            const double width = of_case["relative_width"][figure].get<double>();
            EXPECT_GT(width, 1) << figure;
            EXPECT_LT(width, 2.5) << figure;
        }
    }
}

// The drills that are left keep their strata.
TEST(ReportJson, of_even_starts_may_have_missing_drills) {
    const Scenario scenario = small_run_scenario();
    const RunSummary all = summarise(scenario, 42, {}, small_run_outcomes(), {}, one_block());
    const RunSummary some =
        summarise(scenario, 42, {}, small_run_outcomes(), {{2, "signal 9"}, {7, "signal 9"}}, one_block());
    EXPECT_EQ(some.cases[1].drills, 8U);
    EXPECT_LT(some.cases[1].contact().interval.low, all.cases[1].contact().interval.low);
    EXPECT_TRUE(some.even_starts());
}

TEST(ReportText, tells_the_details_to_those_who_ask) {
    const Scenario scenario = small_run_scenario();
    EXPECT_EQ(text_of(in_detail(summarise(scenario, 42, {}, small_run_outcomes()))), R"TEXT(Small
Drills of each case and protocol: 10; seed 42; horizon 24 h

United Kingdom → China
With “The existing lists” (lists), 70 of 100 emergencies reach somebody with
authority within 24 h, and 10 within 30 min. With “hotline”, 100 do, and 100
within 30 min. Within 30 min “hotline” is better than “lists” by 90 of 100
emergencies (7–100); within 24 h these drills do not tell which is better. All
of this holds with 95 % confidence, each figure to within 44 of 100, if the
scenario's values are right.

  contact                             by 30 min              by 24 h     half by
  lists                       10.0 % (0.2–44.6)   70.0 % (34.7–93.4)  2 h 30 min
  hotline                  100.0 % (69.1–100.0) 100.0 % (69.1–100.0)       5 min

lists: The existing lists
                  by 24 h      half by      90 % by      95 % by        mean*
  first answer     80.0 %   1 h 54 min  not reached  not reached   6 h 08 min
    at least       44.3 %       24 min   2 h 54 min   3 h 24 min   1 h 28 min
    at most        97.5 %  not reached      too few      too few  10 h 30 min
  contact          70.0 %   2 h 30 min  not reached  not reached   8 h 36 min
    at least       34.7 %          1 h   3 h 30 min  not reached   2 h 32 min
    at most        93.4 %  not reached      too few      too few  11 h 40 min
  response         40.0 %  not reached  not reached  not reached  15 h 36 min
    at least       12.1 %   2 h 30 min  not reached  not reached   8 h 08 min
    at most        73.8 %  not reached      too few      too few  22 h 39 min
  attempts: 6.60 a drill (4.33–11.28), which ended in
      10.6 %  contact
      68.2 %  no answer
      21.2 %  handed over
  contact was made by
      57.1 %  deputy by mobile
      28.6 %  director by pstn  (head of section)
      14.3 %  director by mobile  (head of section)

hotline
                  by 24 h      half by      90 % by      95 % by        mean*
  first answer    100.0 %        5 min        5 min        5 min        5 min
    at least       69.1 %        5 min        5 min        5 min        2.7 s
    at most       100.0 %        5 min      too few      too few   7 h 58 min
  contact         100.0 %        5 min        5 min        5 min        5 min
    at least       69.1 %        5 min        5 min        5 min        2.7 s
    at most       100.0 %        5 min      too few      too few   7 h 58 min
  attempts: 1.00 a drill (0.42–7.27), which ended in
     100.0 %  contact
  contact was made by
     100.0 %  deputy by mobile

* Restricted mean: a drill that missed the milestone counts as the horizon.

Each interval (in brackets, or from at least to at most) has 95 % confidence.
Methods: order statistics for times; betting (Waudby-Smith and Ramdas) between 0
and the largest possible value of a drill for means; Clopper and Pearson's for
probabilities. Shares of attempts and of contacts are rounded one by one, so
they may not add up to 100 %.
Intervals measure the precision of the simulation, not the truth of its
assumptions. Whatever the scenario leaves out takes its default value
(scenarios/format.md).
)TEXT");
}

/// The two protocols in eleven cases, each a minute after the one before. The eighth makes one contact fewer.
struct ManyCases {
    ManyCases() : scenario(small_run_scenario()) {
        const std::vector<Outcomes> of_one = small_run_outcomes();
        for (Index index = 0; index < 11; ++index) {
            if (index > 0) scenario.cases.push_back(scenario.cases.front());
            scenario.cases[index].after = std::chrono::minutes(index);
            for (Outcomes outcomes : of_one) {
                outcomes.case_index = index;
                if (index == 7) outcomes.contact[3] = kNever;
                all.push_back(std::move(outcomes));
            }
        }
    }

    Scenario scenario;
    std::vector<Outcomes> all;
};

TEST(ReportText, of_several_cases_has_the_worst_first) {
    const ManyCases many;
    std::vector<Outcomes> three;
    for (const Outcomes& outcomes : many.all) {
        if (outcomes.case_index == 0 || outcomes.case_index == 1 || outcomes.case_index == 7)
            three.push_back(outcomes);
    }
    EXPECT_EQ(text_of(summarise(many.scenario, 42, {}, three)), R"TEXT(Small
Drills of each case and protocol: 10; seed 42; horizon 24 h

With “The existing lists” (lists), 70 of 100 emergencies reach somebody with
authority within 24 h in the median case, 16 to 94 in the worst and 22 to 98 in
the best of 3 cases. With “hotline”, 100 of 100 emergencies reach somebody with
authority within 24 h in the median case, 41 to 100 in the worst and 53 to 100
in the best of 3 cases. In 3 cases these drills do not tell which is the best.

  contact                             by 30 min              by 24 h     half by
  United Kingdom → China, 7 min later
    lists                     10.0 % (0.2–44.6)   60.0 % (26.2–87.9)         3 h
    hotline                  90.0 % (55.4–99.8)   90.0 % (55.4–99.8)       5 min
  United Kingdom → China
    lists                     10.0 % (0.2–44.6)   70.0 % (34.7–93.4)  2 h 30 min
    hotline                100.0 % (69.1–100.0) 100.0 % (69.1–100.0)       5 min
  United Kingdom → China, 1 min later
    lists                     10.0 % (0.2–44.6)   70.0 % (34.7–93.4)  2 h 30 min
    hotline                100.0 % (69.1–100.0) 100.0 % (69.1–100.0)       5 min

In brackets, of each share: an interval of 95 % (Clopper and Pearson's).
--detail shows when, how and by whom contact is made.
Intervals measure the precision of the simulation, not the truth of its
assumptions. Whatever the scenario leaves out takes its default value
(scenarios/format.md).
)TEXT");
}

TEST(ReportText, of_many_cases_tells_how_they_spread_and_which_are_worst) {
    const ManyCases many;
    EXPECT_EQ(text_of(summarise(many.scenario, 42, 0.005, many.all)), R"TEXT(Small
Drills of each case and protocol: 10; seed 42; horizon 24 h
Played until every probability of contact was known to ± 0.5 points; each case
has the drills until its own was

With “The existing lists” (lists), 70 of 100 emergencies reach somebody with
authority within 24 h in the median case, 6 to 99 in the worst and 11 to 100 in
the best of 11 cases. With “hotline”, 100 of 100 emergencies reach somebody with
authority within 24 h in the median case, 23 to 100 in the worst and 33 to 100
in the best of 11 cases. In 11 cases these drills do not tell which is the best.

lists: The existing lists
  Worst cases:                                           contact      half by
    United Kingdom → China, 7 min later        60.0 % (6.9–98.3)          3 h
    United Kingdom → China                    70.0 % (11.0–99.5)   2 h 30 min
    United Kingdom → China, 1 min later       70.0 % (11.0–99.5)   2 h 30 min
    United Kingdom → China, 2 min later       70.0 % (11.0–99.5)   2 h 30 min
    United Kingdom → China, 3 min later       70.0 % (11.0–99.5)   2 h 30 min
    United Kingdom → China, 4 min later       70.0 % (11.0–99.5)   2 h 30 min
    United Kingdom → China, 5 min later       70.0 % (11.0–99.5)   2 h 30 min
    United Kingdom → China, 6 min later       70.0 % (11.0–99.5)   2 h 30 min
    United Kingdom → China, 8 min later       70.0 % (11.0–99.5)   2 h 30 min
    United Kingdom → China, 9 min later       70.0 % (11.0–99.5)   2 h 30 min
  Any of them may be the worst.

hotline
  Worst cases:                                           contact      half by
    United Kingdom → China, 7 min later      90.0 % (23.6–100.0)        5 min
    United Kingdom → China                  100.0 % (33.5–100.0)        5 min
    United Kingdom → China, 1 min later     100.0 % (33.5–100.0)        5 min
    United Kingdom → China, 2 min later     100.0 % (33.5–100.0)        5 min
    United Kingdom → China, 3 min later     100.0 % (33.5–100.0)        5 min
    United Kingdom → China, 4 min later     100.0 % (33.5–100.0)        5 min
    United Kingdom → China, 5 min later     100.0 % (33.5–100.0)        5 min
    United Kingdom → China, 6 min later     100.0 % (33.5–100.0)        5 min
    United Kingdom → China, 8 min later     100.0 % (33.5–100.0)        5 min
    United Kingdom → China, 9 min later     100.0 % (33.5–100.0)        5 min
  Any of them may be the worst.

Every case: --format json. Every drill: --format csv.

Intervals in brackets, and those of the worst and the best case, are Clopper and
Pearson's. The intervals of all 22 cases and protocols hold together with 95 %
confidence, so they stay valid for a case that is picked because it comes last.
All allow for drills that ended once enough was known.
Intervals measure the precision of the simulation, not the truth of its
assumptions. Whatever the scenario leaves out takes its default value
(scenarios/format.md).
)TEXT");
}

TEST(ReportText, never_rounds_to_certainty) {
    const Scenario scenario = small_run_scenario();
    Outcomes outcomes = small_run_outcomes()[1];
    outcomes.resize(10'000);
    for (std::size_t drill = 1; drill < outcomes.size(); ++drill) outcomes.set(drill, outcomes.at(0));
    outcomes.set(17, Outcome{});
    EXPECT_NE(text_of(in_detail(summarise(scenario, 42, {}, {outcomes}))).find("  contact         99.99 %"),
              std::string::npos);
    for (std::size_t drill = 1; drill < outcomes.size(); ++drill) outcomes.set(drill, Outcome{});
    EXPECT_NE(text_of(in_detail(summarise(scenario, 42, {}, {outcomes}))).find("  contact          0.01 %"),
              std::string::npos);
}

/// Rounds numbers to eight decimals.
Json rounded(const Json& json) {
    if (json.is_number_float()) return std::round(json.get<double>() * 1e8) / 1e8;
    Json copy = json;
    if (json.is_structured()) {
        for (auto& part : copy) part = rounded(part);
    }
    return copy;
}

TEST(ReportJson, has_its_keys_in_their_order) {
    const Scenario scenario = small_run_scenario();
    const Json json = Json::parse(json_of(summarise(scenario, 42, {}, {small_run_outcomes()[0]})));
    Json expected = Json::parse(R"({
  "hotline": "",
  "scenario": "Small",
  "seed": 42,
  "replications": 10,
  "horizon": 86400.0,
  "confidence": 0.95,
  "contact_interval": "Clopper-Pearson",
  "cases": [
    {
      "caller": "uk",
      "callee": "cn",
      "after": 0.0,
      "protocol": "lists",
      "drills": 10,
      "first_answer": {
        "reached": 8,
        "probability": 0.8,
        "interval": [0.44390454, 0.97478927],
        "quantiles": {
          "p50": {"value": 6840.0, "low": 1440.0, "high": null, "no_high": "not reached"},
          "p90": {"value": null, "no_value": "not reached", "low": 10440.0, "high": null, "no_high": "too few drills"},
          "p95": {"value": null, "no_value": "not reached", "low": 12240.0, "high": null, "no_high": "too few drills"},
          "p99": {"value": null, "no_value": "not reached", "low": null, "no_low": "not reached", "high": null, "no_high": "too few drills"}
        },
        "mean_within_horizon": 22068.0125,
        "mean_within_horizon_interval": [5309.2800789, 37769.59428841]
      },
      "contact": {
        "reached": 7,
        "probability": 0.7,
        "interval": [0.34754715, 0.93326049],
        "quantiles": {
          "p50": {"value": 9000.0, "low": 3600.0, "high": null, "no_high": "not reached"},
          "p90": {"value": null, "no_value": "not reached", "low": 12600.0, "high": null, "no_high": "too few drills"},
          "p95": {"value": null, "no_value": "not reached", "low": null, "no_low": "not reached", "high": null, "no_high": "too few drills"},
          "p99": {"value": null, "no_value": "not reached", "low": null, "no_low": "not reached", "high": null, "no_high": "too few drills"}
        },
        "mean_within_horizon": 30960.0,
        "mean_within_horizon_interval": [9127.16619181, 41984.96763859],
        "interval_together": [0.3084982, 0.94845374],
        "soon": {"within": 1800.0, "probability": 0.1, "interval": [0.00252858, 0.44501612],
                 "interval_together": [0.00125709, 0.49063611]}
      },
      "response": {
        "reached": 4,
        "probability": 0.4,
        "interval": [0.12155226, 0.73762192],
        "quantiles": {
          "p50": {"value": null, "no_value": "not reached", "low": 9000.0, "high": null, "no_high": "not reached"},
          "p90": {"value": null, "no_value": "not reached", "low": null, "no_low": "not reached", "high": null, "no_high": "too few drills"},
          "p95": {"value": null, "no_value": "not reached", "low": null, "no_low": "not reached", "high": null, "no_high": "too few drills"},
          "p99": {"value": null, "no_value": "not reached", "low": null, "no_low": "not reached", "high": null, "no_high": "too few drills"}
        },
        "mean_within_horizon": 56160.0,
        "mean_within_horizon_interval": [29331.88950693, 81506.08515905]
      },
      "attempts": {
        "mean": 6.6,
        "interval": [4.3316446, 11.2779954],
        "by_result": {
          "contact": 7,
          "handed over": 14,
          "no authority": 0,
          "no answer": 45,
          "stale": 0,
          "busy": 0,
          "no line": 0,
          "channel down": 0,
          "no interpreter": 0,
          "not verified": 0,
          "cut off": 0,
          "dropped": 0,
          "voice mail": 0,
          "wrong person": 0,
          "declined": 0,
          "reached": 0
        }
      },
      "waited": null,
      "contact_made_by": [
        {"official": "deputy", "channel": "mobile", "count": 4},
        {"official": "director", "channel": "pstn", "count": 2},
        {"official": "director", "channel": "mobile", "count": 1}
      ]
    }
  ]
})");
    expected["hotline"] = version();
    EXPECT_EQ(rounded(json).dump(2), expected.dump(2));
}

TEST(ReportJson, is_laid_out_as_one_object) {
    const ManyCases many;
    const std::string text = json_of(summarise(many.scenario, 42, 0.005, many.all));
    EXPECT_EQ(text, Json::parse(text).dump(2) + "\n");
    const Json json = Json::parse(text);
    EXPECT_EQ(json["contact_interval"], "Clopper-Pearson, fixed width");
    EXPECT_EQ(json["cases"].size(), 22U);
    EXPECT_EQ(json["cases"][3]["after"], 60);
    EXPECT_EQ(json["cases"][3]["protocol"], "hotline");
    EXPECT_EQ(json["cases"][3]["response"], nullptr);
}

TEST(ReportJson, is_the_same_on_any_number_of_threads) {
    const ManyCases many;
    const std::string alone = json_of(summarise(many.scenario, 42, 0.005, many.all));
    for (const unsigned jobs : {2U, 5U, 100U})
        EXPECT_EQ(json_of(summarise(many.scenario, 42, 0.005, many.all, {}, {}, {MeanIntervals::all, jobs})), alone);
}

TEST(ReportJson, bears_a_title_that_is_no_utf_8) {
    Scenario scenario = small_run_scenario();
    scenario.title = "Small\nand \xff";
    const Json json = Json::parse(json_of(summarise(scenario, 42, {}, small_run_outcomes())));
    EXPECT_EQ(json["scenario"], "Small\nand \xef\xbf\xbd");
}

TEST(ReportCsv, has_a_line_for_every_drill) {
    EXPECT_EQ(
        csv_of(small_run_scenario(), small_run_outcomes()),
        R"(replication,caller,callee,after,protocol,first_answer,contact,response,official,channel,attempts,attempts_contact,attempts_handed_over,attempts_no_authority,attempts_no_answer,attempts_stale,attempts_busy,attempts_no_line,attempts_channel_down,attempts_no_interpreter,attempts_not_verified,attempts_cut_off,attempts_dropped,attempts_voice_mail,attempts_wrong_person,attempts_declined,attempts_reached,waited
0,uk,cn,0,lists,12240,12600,16200,director,pstn,3,1,2,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0
1,uk,cn,0,lists,10440,10800,,director,mobile,4,1,2,0,1,0,0,0,0,0,0,0,0,0,0,0,0,0
2,uk,cn,0,lists,8640,9000,12600,deputy,mobile,5,1,2,0,2,0,0,0,0,0,0,0,0,0,0,0,0,0
3,uk,cn,0,lists,6840,7200,,director,pstn,6,1,2,0,3,0,0,0,0,0,0,0,0,0,0,0,0,0
4,uk,cn,0,lists,5040,5400,9000,deputy,mobile,7,1,2,0,4,0,0,0,0,0,0,0,0,0,0,0,0,0
5,uk,cn,0,lists,3240,3600,,deputy,mobile,8,1,2,0,5,0,0,0,0,0,0,0,0,0,0,0,0,0
6,uk,cn,0,lists,1440,1800,5400,deputy,mobile,9,1,2,0,6,0,0,0,0,0,0,0,0,0,0,0,0,0
7,uk,cn,0,lists,0.125,,,,,7,0,0,0,7,0,0,0,0,0,0,0,0,0,0,0,0,0
8,uk,cn,0,lists,,,,,,8,0,0,0,8,0,0,0,0,0,0,0,0,0,0,0,0,0
9,uk,cn,0,lists,,,,,,9,0,0,0,9,0,0,0,0,0,0,0,0,0,0,0,0,0
0,uk,cn,0,hotline,300,300,,deputy,mobile,1,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0
1,uk,cn,0,hotline,300,300,,deputy,mobile,1,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0
2,uk,cn,0,hotline,300,300,,deputy,mobile,1,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0
3,uk,cn,0,hotline,300,300,,deputy,mobile,1,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0
4,uk,cn,0,hotline,300,300,,deputy,mobile,1,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0
5,uk,cn,0,hotline,300,300,,deputy,mobile,1,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0
6,uk,cn,0,hotline,300,300,,deputy,mobile,1,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0
7,uk,cn,0,hotline,300,300,,deputy,mobile,1,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0
8,uk,cn,0,hotline,300,300,,deputy,mobile,1,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0
9,uk,cn,0,hotline,300,300,,deputy,mobile,1,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0
)");
}

// A party may call another twice. Only `after` tells such cases apart.
TEST(ReportCsv, tells_cases_apart_that_begin_at_different_times) {
    const ManyCases many;
    const std::string csv = csv_of(many.scenario, many.all);
    for (const char* begins : {"\n0,uk,cn,0,lists,", "\n0,uk,cn,60,lists,", "\n0,uk,cn,600,lists,"})
        EXPECT_NE(csv.find(begins), std::string::npos) << begins;
}

// The results of drills that were played stay the same. Missing drills count as nothing.
TEST(Reports, say_which_drills_are_missing) {
    const Scenario scenario = small_run_scenario();
    const std::vector<MissingDrill> missing{{0, "exit code 3"}, {8, "signal 9 (Killed)"}};
    const RunSummary run = summarise(scenario, 42, {}, small_run_outcomes(), missing);
    const RunSummary of_others = summarise(scenario, 42, {}, without(small_run_outcomes(), missing));
    EXPECT_EQ(of_others.replications, 8U);

    std::string text = text_of(of_others);
    text.insert(text.find("\n\nUnited") + 1,
                "INCOMPLETE: drills are missing because the processes that played them died:\n"
                "  replication 0, with exit code 3\n"
                "  replication 8, with signal 9 (Killed)\n");
    EXPECT_EQ(text_of(run), text);

    const Json json = Json::parse(json_of(run));
    EXPECT_EQ(json["replications"], 8);
    EXPECT_EQ(json["missing"].dump(),
              R"JSON([{"replication":0,"why":"exit code 3"},{"replication":8,"why":"signal 9 (Killed)"}])JSON");
    EXPECT_EQ(json["cases"], Json::parse(json_of(of_others))["cases"]);

    std::istringstream lines(csv_of(scenario, small_run_outcomes(), missing));
    std::istringstream whole(csv_of(scenario, small_run_outcomes()));
    std::string line;
    std::string of_whole;
    while (std::getline(lines, line) && std::getline(whole, of_whole)) {
        const bool misses = of_whole.starts_with("0,") || of_whole.starts_with("8,");
        const std::string names = of_whole.substr(0, of_whole.find(',', of_whole.find("uk,cn,0,") + 8) + 1);
        EXPECT_EQ(line, misses ? names + "missing,missing,missing,,,,,,,,,,,,,,,,,,,," : of_whole);
    }
    EXPECT_FALSE(std::getline(whole, of_whole));
}

TEST(ReportText, of_many_missing_drills_names_ten) {
    const Scenario scenario = small_run_scenario();
    std::vector<MissingDrill> missing(12, {0, "exit code 3"});
    RunSummary run = summarise(scenario, 42, {}, small_run_outcomes());
    run.missing = missing;
    EXPECT_NE(text_of(run).find("  replication 0, with exit code 3\n  and 2 more\n"), std::string::npos);
}

TEST(ReportCsv, quotes_names_and_writes_every_tick) {
    Scenario scenario = small_run_scenario();
    scenario.parties[0].id = "u,k";
    scenario.parties[1].id = "c\nn";
    scenario.officials[1].id = "the \"deputy\"";
    Outcomes outcomes = small_run_outcomes()[1];
    outcomes.resize(1);
    outcomes.first_answer[0] = Ticks{1};
    outcomes.contact[0] = Ticks{1024 * 86399 + 1020};
    const std::string csv = csv_of(scenario, {outcomes});
    EXPECT_EQ(csv.substr(csv.find('\n') + 1),
              "0,\"u,k\",\"c\nn\",0,hotline,0.0009765625,86399.99609375,,\"the "
              "\"\"deputy\"\"\",mobile,1,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0\n");
}

TEST(ReportCsv, of_many_drills_is_all_there) {
    Outcomes outcomes = small_run_outcomes()[0];
    outcomes.resize(100'000);
    const std::string csv = csv_of(small_run_scenario(), {outcomes});
    EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 100'001);
    EXPECT_TRUE(csv.ends_with("\n99999,uk,cn,0,lists,,,,,,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0\n"));
}

}  // namespace
}  // namespace hotline
