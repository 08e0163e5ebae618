#include "analysis/write/cells.hpp"
#include "analysis/write/json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "analysis/write/version.hpp"
#include "models/base/utf8.hpp"
#include "tests/unit/analysis/small_run.hpp"

namespace hotline {
namespace {

using namespace std::chrono_literals;

template <class Write>
std::string written(const CellsRun& run, const Write& write) {
    std::ostringstream out;
    write(out, run);
    return out.str();
}
std::string text_of(const CellsRun& run) {
    return written(run, [](auto& out, const auto& of) { write_text(out, of); });
}
std::string json_of(const CellsRun& run) {
    return written(run, [](auto& out, const auto& of) { write_json(out, of); });
}
std::string csv_of(const CellsRun& run) {
    return written(run, [](auto& out, const auto& of) { write_csv(out, of); });
}

Scenario scenario_by_clocks() {
    Scenario scenario = small_run_scenario();
    scenario.parties[1].capital = "Beijing";
    scenario.parties[1].time_zone = "Asia/Shanghai";
    return scenario;
}

/// That many drills of each cell. `reach` gives the share of a cell's drills that make contact, after five minutes.
template <class Reach>
Outcomes outcomes_of(std::size_t cells, std::size_t drills, const Reach& reach) {
    Outcomes outcomes;
    outcomes.case_index = 0;
    outcomes.protocol = 0;
    outcomes.resize(cells * drills);
    for (std::size_t drill = 0; drill < cells * drills; ++drill) {
        const double share = static_cast<double>(drill / cells) / static_cast<double>(drills);
        if (share < reach(drill % cells)) outcomes.contact[drill] = 5min;
    }
    return outcomes;
}

/// All hours of the week: nearly everybody is reached by day, few at night, nobody at the weekend.
CellsRun hours_run(const Scenario& scenario) {
    CellsOfTime laid;
    const auto kind_at = [](std::size_t cell) {
        if (cell >= 120) return KindOfTime::weekend;
        return cell % 24 >= 8 && cell % 24 < 18 ? KindOfTime::working_hours : KindOfTime::night;
    };
    for (Index cell = 0; cell < kHoursOfWeek; ++cell) {
        auto& of_cell = laid.cells.emplace_back();
        of_cell.cell = cell;
        of_cell.weight = 1.0 / kHoursOfWeek;
        of_cell.kinds[static_cast<std::size_t>(kind_at(cell))] = of_cell.weight;
    }
    for (std::size_t drill = 0; drill < 50 * kHoursOfWeek; ++drill) {
        laid.kinds.push_back(kind_at(drill % kHoursOfWeek));
    }
    const Outcomes outcomes = outcomes_of(kHoursOfWeek, 50, [&](std::size_t cell) {
        if (kind_at(cell) == KindOfTime::weekend) return 0.0;
        return kind_at(cell) == KindOfTime::night ? 0.5 : cell == 12 ? 1.0 : 0.98;
    });
    return summarise_by_time(scenario, By::hour_of_week, 30min, 42, {outcomes},
                             [&](Index) -> const CellsOfTime& { return laid; });
}

CellsRun months_run(const Scenario& scenario) {
    CellsOfTime laid;
    laid.cells = {{0, 0.5, {0.5, 0, 0, 0}}, {1, 0.25, {0.25, 0, 0, 0}}, {10, 0.25, {0.25, 0, 0, 0}}};
    laid.kinds.resize(300);
    const Outcomes outcomes = outcomes_of(3, 100, [](std::size_t cell) { return std::array{0.9, 0.3, 0.25}[cell]; });
    return summarise_by_time(scenario, By::month, 24h, 42, {outcomes},
                             [&](Index) -> const CellsOfTime& { return laid; });
}

/// The same: leave makes most of what is worse in November.
CellsRun explained_months_run(const Scenario& scenario) {
    CellsRun run = months_run(scenario);
    run.causes = {CalendarCause::leave, CalendarCause::ages};
    std::vector<ReachedWithout> reached(1, ReachedWithout(4));
    const auto shares = std::array<std::array<double, 3>, 4>{
        {{0.9, 0.3, 0.25}, {0.9, 0.9, 0.8}, {0.95, 0.4, 0.3}, {0.95, 0.95, 0.95}}};
    for (std::size_t set = 0; set < 4; ++set) {
        for (const Ticks contact : outcomes_of(3, 100, [&](std::size_t cell) { return shares[set][cell]; }).contact)
            reached[0][set].push_back(contact != kNever);
    }
    add_causes(run, reached);
    return run;
}

/// Three cases of the lists. The second calls the other party, and fails less often than the others.
CellsRun callees_run(Scenario& scenario) {
    scenario.cases.push_back(scenario.cases.front());
    scenario.cases.back().callee = 0;
    scenario.cases.back().caller = 1;
    scenario.cases.push_back(scenario.cases.front());
    std::vector<Outcomes> outcomes;
    for (Index index = 0; index < 3; ++index) {
        outcomes.push_back(outcomes_of(1, 200, [&](std::size_t) { return index == 1 ? 0.9 : 0.4; }));
        outcomes.back().case_index = index;
    }
    return summarise_by_party(scenario, By::callee, 1h, 42, outcomes);
}

void expect_at_most_80_columns(const std::string& text) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        std::size_t width = 0;
        for (std::size_t at = 0; at < line.size(); at += letter_at(line, at).length) {
            width += letter_at(line, at).width();
        }
        EXPECT_LE(width, 80U) << line;
    }
}

TEST(ReportCellsText, shows_the_week_as_a_grid) {
    const Scenario scenario = scenario_by_clocks();
    const std::string text = text_of(hours_run(scenario));
    expect_at_most_80_columns(text);
    EXPECT_EQ(text, R"TEXT(Small
Drills of each case and protocol: 8400; seed 42; horizon 24 h
Contact within 30 min, by the hour of the week in which the case starts

United Kingdom → China
by the clocks of Beijing (Asia/Shanghai)

lists: The existing lists
  overall  50.0 % (48.5–51.5)
  worst    Sat 00:00: 0.0 % (0.0–16.2), half not reached
           the true worst may be any of Sat 00:00 to Mon 00:00; reach of the
           worst: 0.0–16.2 %
  kinds    worst: weekend
           working hours   29.8 % of the time   98.0 % (94.9–100.0)
           night           41.7 % of the time    50.0 % (47.3–52.7)
           weekend         28.6 % of the time       0.0 % (0.0–3.2)

          00    01    02    03    04    05    06    07    08    09    10    11
  Mon     50    50    50    50    50    50    50    50    98    98    98    98
  Tue     50    50    50    50    50    50    50    50    98    98    98    98
  Wed     50    50    50    50    50    50    50    50    98    98    98    98
  Thu     50    50    50    50    50    50    50    50    98    98    98    98
  Fri     50    50    50    50    50    50    50    50    98    98    98    98
  Sat      0*    0*    0*    0*    0*    0*    0*    0*    0*    0*    0*    0*
  Sun      0*    0*    0*    0*    0*    0*    0*    0*    0*    0*    0*    0*

          12    13    14    15    16    17    18    19    20    21    22    23
  Mon    100    98    98    98    98    98    50    50    50    50    50    50
  Tue     98    98    98    98    98    98    50    50    50    50    50    50
  Wed     98    98    98    98    98    98    50    50    50    50    50    50
  Thu     98    98    98    98    98    98    50    50    50    50    50    50
  Fri     98    98    98    98    98    98    50    50    50    50    50    50
  Sat      0*    0*    0*    0*    0*    0*    0*    0*    0*    0*    0*    0*
  Sun      0*    0*    0*    0*    0*    0*    0*    0*    0*    0*    0*    0*

* With 95 % confidence the true worst cell is one of these. The intervals hold
together, so luck alone does not mark a cell. Without any mark, every cell may
be the worst.
Starts are spread evenly over the cells; a cell is weighted by its share of the
time. Intervals in brackets are Clopper and Pearson's for a cell, Hoeffding's
for the overall reach and for kinds of time. The intervals of all 168 cells hold
together with 95 % confidence, as do those of all kinds of time; the overall
interval holds by itself. Working hours are 08:00 to 18:00 on working days, and
night is the rest of a working day; holidays are the callee's.
Some cells have only 50 drills: -n 16800 gives each of them 100.
)TEXT");
}

TEST(ReportCellsText, shows_months_as_a_table) {
    const Scenario scenario = scenario_by_clocks();
    const std::string text = text_of(months_run(scenario));
    expect_at_most_80_columns(text);
    EXPECT_EQ(text, R"TEXT(Small
Drills of each case and protocol: 300; seed 42; horizon 24 h
Contact within 24 h, by the month in which the case starts

United Kingdom → China
by the clocks of Beijing (Asia/Shanghai)

lists: The existing lists
  overall  58.8 % (50.4–67.1)
  worst    November: 25.0 % (15.3–36.8), half not reached
           the true worst may be any of February, November; reach of the worst:
           15.3–36.8 %

                               weight                 reach       half by
    January                    50.0 %    90.0 % (80.5–95.9)         5 min
  * February                   25.0 %    30.0 % (19.5–42.2)   not reached
  * November                   25.0 %    25.0 % (15.3–36.8)   not reached

* With 95 % confidence the true worst cell is one of these. The intervals hold
together, so luck alone does not mark a cell. Without any mark, every cell may
be the worst.
Starts are spread evenly over the cells; a cell is weighted by its share of the
time. Intervals in brackets are Clopper and Pearson's for a cell, Hoeffding's
for the overall reach and for kinds of time. The intervals of all 3 cells hold
together with 95 % confidence, as do those of all kinds of time; the overall
interval holds by itself. Working hours are 08:00 to 18:00 on working days, and
night is the rest of a working day; holidays are the callee's.
)TEXT");
}

TEST(ReportCellsText, tells_why_the_worst_month_is_worse) {
    const Scenario scenario = scenario_by_clocks();
    const std::string text = text_of(explained_months_run(scenario));
    expect_at_most_80_columns(text);
    EXPECT_EQ(text.substr(0, text.find("\n\n*")), R"TEXT(Small
Drills of each case and protocol: 300; seed 42; horizon 24 h
Contact within 24 h, by the month in which the case starts

United Kingdom → China
by the clocks of Beijing (Asia/Shanghai)

lists: The existing lists
  overall  58.8 % (50.4–67.1)
  worst    November: 25.0 % (15.3–36.8), half not reached
           the true worst may be any of February, November; reach of the worst:
           15.3–36.8 %
  why      below the other months by              +45.0 points (+36.6 to +45.0)
             leave                                +40.8 points (+25.9 to +56.6)
             ages of entries                      +4.2 points (-9.1 to +18.0)
             all else                             +0.0 points (-6.6 to +6.6)

                               weight                 reach       half by
    January                    50.0 %    90.0 % (80.5–95.9)         5 min
  * February                   25.0 %    30.0 % (19.5–42.2)   not reached
  * November                   25.0 %    25.0 % (15.3–36.8)   not reached)TEXT");
    EXPECT_EQ(text.substr(text.find("Why:")),
              R"TEXT(Why: the same drills were played without each cause, alone and together with
others: nobody on leave; every dated entry verified at the start. A figure is
the mean over all orders in which the causes can go (Shapley), so that they add
up to the difference; duty hours, which hold in every month, go last. All these
intervals hold together with 95 % confidence, whichever month is the worst.
)TEXT");
}

TEST(ReportCellsText, shows_parties_as_a_table) {
    Scenario scenario = small_run_scenario();
    const std::string text = text_of(callees_run(scenario));
    expect_at_most_80_columns(text);
    EXPECT_EQ(text, R"TEXT(Small
Drills of each case and protocol: 200; seed 42; horizon 24 h
Contact within 1 h, by callee

lists: The existing lists
  overall  56.7 % (47.0–66.0)
  worst    China: 40.0 % (30.1–50.5), half not reached

                               weight                 reach       half by
    United Kingdom             33.3 %    90.0 % (84.2–94.3)         5 min
  * China                      66.7 %    40.0 % (30.1–50.5)   not reached

* With 95 % confidence the true worst cell is one of these. The intervals hold
together, so luck alone does not mark a cell. Without any mark, every cell may
be the worst.
A cell pools the cases of its party; their drills share the same luck. Intervals
in brackets are Clopper and Pearson's for one case, and Hoeffding's on the means
of replications for several; the median of several cases has no interval. The
intervals of all 2 cells hold together with 95 % confidence; the overall
interval holds by itself.
)TEXT");
}

TEST(ReportCellsText, of_many_cases_names_the_worst) {
    const Scenario scenario = scenario_by_clocks();
    CellsRun run = months_run(scenario);
    const CellsSummary one = run.cases.front();
    for (int number = 0; number < 20; ++number) run.cases.push_back(one);
    run.cases[7].cells[1].reach = 0.2;
    run.cases[7].worst.index = 1;
    const std::string text = text_of(run);
    expect_at_most_80_columns(text);
    EXPECT_EQ(text.substr(0, text.find("\n\n*")), R"TEXT(Small
Drills of each case and protocol: 300; seed 42; horizon 24 h
Contact within 24 h, by the month in which the case starts

21 cases and protocols, ordered by their worst cell:
                                                   cell                 reach
  United Kingdom → China, lists                February    20.0 % (19.5–42.2)
  United Kingdom → China, lists                November    25.0 % (15.3–36.8)
  United Kingdom → China, lists                November    25.0 % (15.3–36.8)
  United Kingdom → China, lists                November    25.0 % (15.3–36.8)
  United Kingdom → China, lists                November    25.0 % (15.3–36.8)
  United Kingdom → China, lists                November    25.0 % (15.3–36.8)
  United Kingdom → China, lists                November    25.0 % (15.3–36.8)
  United Kingdom → China, lists                November    25.0 % (15.3–36.8)
  United Kingdom → China, lists                November    25.0 % (15.3–36.8)
  United Kingdom → China, lists                November    25.0 % (15.3–36.8)
  42 of all 63 cells may be the worst; reach of the worst: 15.3–36.8 %.

Every case: --format json or csv.)TEXT");
}

TEST(ReportCellsJson, is_read_by_programs) {
    const Scenario scenario = scenario_by_clocks();
    Json expected = Json::parse(R"JSON({
  "hotline": "0.1.0",
  "scenario": "Small",
  "seed": 42,
  "replications": 300,
  "horizon": 86400.0,
  "by": "month",
  "within": 86400.0,
  "confidence": 0.95,
  "confidence_of_each_together": 0.9833333333333333,
  "cell_interval": "Clopper-Pearson",
  "median_interval": "order statistics",
  "overall_interval": "Hoeffding",
  "cases": [
    {
      "caller": "uk",
      "callee": "cn",
      "after": 0.0,
      "time_zone": "Asia/Shanghai",
      "protocol": "lists",
      "overall": {"reach": 0.5875, "interval": [0.5043336066883767, 0.6706663933116234]},
      "worst": {
        "cell": "November",
        "cannot_be_told_from": ["February"],
        "reach_of_worst": [0.1537876695283629, 0.3678425767375108]
      },
      "worst_kind": {
        "kind": "working hours",
        "cannot_be_told_from": [],
        "reach_of_worst": [0.5043336066883767, 0.6706663933116235]
      },
      "kinds": [
        {
          "kind": "working hours",
          "weight": 1.0,
          "drills": 300,
          "reach": 0.5875,
          "interval_together": [0.5043336066883767, 0.6706663933116235]
        }
      ],
      "cells": [
        {
          "cell": "January",
          "weight": 0.5,
          "cases": 1,
          "drills": 100,
          "reach": 0.9,
          "interval": [0.8237774022599773, 0.9509953107785141],
          "interval_together": [0.8058162207935811, 0.9588041397490964],
          "median": {"value": 300.0, "low": 300.0, "high": 300.0}
        },
        {
          "cell": "February",
          "weight": 0.25,
          "cases": 1,
          "drills": 100,
          "reach": 0.3,
          "interval": [0.21240642048953662, 0.39981467617980415],
          "interval_together": [0.19577072408055982, 0.42148276524484174],
          "median": {"value": null, "no_value": "not reached", "low": null, "no_low": "not reached", "high": null, "no_high": "not reached"}
        },
        {
          "cell": "November",
          "weight": 0.25,
          "cases": 1,
          "drills": 100,
          "reach": 0.25,
          "interval": [0.16877973809934185, 0.3465524957588082],
          "interval_together": [0.1537876695283629, 0.3678425767375108],
          "median": {"value": null, "no_value": "not reached", "low": null, "no_low": "not reached", "high": null, "no_high": "not reached"}
        }
      ]
    }
  ]
})JSON");
    expected["hotline"] = version();
    EXPECT_EQ(Json::parse(json_of(months_run(scenario))).dump(2), expected.dump(2));
}

TEST(ReportCellsJson, tells_why_the_worst_month_is_worse) {
    const Scenario scenario = scenario_by_clocks();
    const CellsRun run = explained_months_run(scenario);
    const WorstCauses& why = *run.cases[0].why;
    const auto told = [](const Estimate& estimate) {
        return Json{{"of_difference", estimate.value}, {"interval", {estimate.interval.low, estimate.interval.high}}};
    };
    Json expected{{"difference", why.difference.value},
                  {"interval", {why.difference.interval.low, why.difference.interval.high}},
                  {"causes", {told(why.causes[0]), told(why.causes[1])}},
                  {"rest", told(why.rest)}};
    expected["causes"][0]["cause"] = "leave";
    expected["causes"][1]["cause"] = "ages of entries";
    EXPECT_EQ(Json::parse(json_of(run))["cases"][0]["why_worst"].dump(), expected.dump());
}

TEST(ReportCellsJson, of_parties_has_no_case_and_no_kinds) {
    Scenario scenario = small_run_scenario();
    const Json json = Json::parse(json_of(callees_run(scenario)));
    EXPECT_EQ(json["by"], "callee");
    const Json& lists = json["cases"][0];
    EXPECT_FALSE(lists.contains("caller"));
    EXPECT_FALSE(lists.contains("kinds"));
    EXPECT_EQ(lists["worst"]["cell"], "cn");
    EXPECT_EQ(lists["worst"]["cannot_be_told_from"], Json::array());
    EXPECT_EQ(lists["worst"]["reach_of_worst"], lists["cells"][1]["interval_together"]);
    EXPECT_EQ(lists["cells"][1]["cases"], 2);
    EXPECT_EQ(lists["cells"][1]["median"]["low"], nullptr);
    EXPECT_EQ(lists["cells"][1]["median"]["no_value"], "not reached");
    for (const char* end : {"no_low", "no_high"})
        EXPECT_EQ(lists["cells"][1]["median"][end], "drills not independent");
}

TEST(ReportCellsCsv, has_a_line_for_every_cell) {
    const Scenario scenario = scenario_by_clocks();
    EXPECT_EQ(
        csv_of(months_run(scenario)),
        R"(caller,callee,after,protocol,cell,weight,cases,drills,reach,low,high,low_together,high_together,median,median_low,median_high,may_be_worst,no_median,no_median_low,no_median_high
uk,cn,0,lists,January,0.5,1,100,0.9,0.8237774022599773,0.9509953107785141,0.8058162207935811,0.9588041397490964,300,300,300,0,,,
uk,cn,0,lists,February,0.25,1,100,0.3,0.21240642048953662,0.39981467617980415,0.19577072408055982,0.42148276524484174,,,,1,not reached,not reached,not reached
uk,cn,0,lists,November,0.25,1,100,0.25,0.16877973809934185,0.3465524957588082,0.1537876695283629,0.3678425767375108,,,,1,not reached,not reached,not reached
)");
    Scenario parties = small_run_scenario();
    EXPECT_EQ(
        csv_of(callees_run(parties)),
        R"(protocol,callee,weight,cases,drills,reach,low,high,low_together,high_together,median,median_low,median_high,may_be_worst,no_median,no_median_low,no_median_high
lists,uk,0.3333333333333333,1,200,0.9,0.8497872121322442,0.9378406337459338,0.8422363583463948,0.9421784052237829,300,300,300,0,,,
lists,cn,0.6666666666666666,2,400,0.4,0.30918513502068523,0.49567895629811776,0.3014238458054067,0.5043421643806705,,,,1,not reached,drills not independent,drills not independent
)");
}

}  // namespace
}  // namespace hotline
