#include "analysis/survival.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <sstream>

#include "analysis/log_rank.hpp"
#include "analysis/survival_report.hpp"
#include "analysis/version.hpp"

namespace hotline {
namespace {

/// Eight entries by hand, in any order: of two that end at 3, one is censored.
std::vector<Observation> eight() {
    return {{3, true}, {1, true}, {3, false}, {5, true}, {8, false}, {2, false}, {5, true}, {9, true}};
}

TEST(SurvivalCurve, steps_where_entries_end_and_contacts_come_before_censorings) {
    const SurvivalCurve curve(eight());
    EXPECT_EQ(curve.entries(), 8U);
    EXPECT_EQ(curve.reached(), 5U);
    EXPECT_EQ(curve.censored(), 3U);
    const double survival[] = {1, 7. / 8, 7. / 8, 7. / 8 * 5 / 6, 7. / 8 * 5 / 6 / 2, 7. / 8 * 5 / 6 / 2, 0};
    const double greenwood[] = {0, 1. / 56, 1. / 56, 1. / 56 + 1. / 30, 1. / 56 + 1. / 30 + 1. / 4};
    const double seconds[] = {0, 1, 2, 3, 5, 8, 9};
    const std::uint64_t at_risk[] = {8, 8, 7, 6, 4, 2, 1};
    ASSERT_EQ(curve.steps().size(), 7U);
    for (std::size_t index = 0; index < 7; ++index) {
        const CurveStep& step = curve.steps()[index];
        EXPECT_EQ(step.seconds, seconds[index]);
        EXPECT_EQ(step.at_risk, at_risk[index]);
        EXPECT_NEAR(step.survival, survival[index], 1e-15);
    }
    for (std::size_t index = 0; index < 5; ++index) {
        EXPECT_NEAR(curve.steps()[index].greenwood, greenwood[index], 1e-15);
    }
}

TEST(SurvivalCurve, intervals_are_those_of_the_formulas) {
    const SurvivalCurve curve(eight());
    const CurveStep& step = curve.steps()[3];
    const double s = 35. / 48, v = 1. / 56 + 1. / 30, z = 1.959963984540054;
    EXPECT_NEAR(step.standard_error(), s * std::sqrt(v), 1e-15);
    const double exponent = std::exp(z * std::sqrt(v) / std::log(s));
    EXPECT_NEAR(step.log_log.low, 1 - std::pow(s, exponent), 1e-12);
    EXPECT_NEAR(step.log_log.high, 1 - std::pow(s, 1 / exponent), 1e-12);
    EXPECT_NEAR(step.plain.high, 1 - s + z * s * std::sqrt(v), 1e-12);
    const double constant = std::sqrt(std::log(40) / 2 / 8);
    EXPECT_EQ(step.hall_wellner.low, 0);
    EXPECT_NEAR(curve.steps()[1].hall_wellner.high, 1. / 8 + constant * 7. / 8 * (1 + 8. / 56), 1e-12);
    EXPECT_NEAR(curve.steps()[2].band.high, 1. / 8 + constant * 7. / 8 * (1 + 8 * 1. / 8 / 6), 1e-12);
}

// Where nothing is censored the estimate is a share of all, and both bands that of Dvoretzky, Kiefer and Wolfowitz.
TEST(SurvivalCurve, of_whole_entries_is_their_share_and_its_band_that_of_the_empirical_distribution) {
    std::vector<Observation> observations;
    for (int entry = 1; entry <= 40; ++entry) observations.push_back({static_cast<double>(entry / 2), true});
    const SurvivalCurve curve(observations);
    const double distance = std::sqrt(std::log(40) / 80);
    double reached = 0;
    for (const CurveStep& step : curve.steps()) {
        reached += static_cast<double>(step.reached);
        const double share = reached / 40;
        EXPECT_NEAR(step.reach(), share, 1e-14);
        EXPECT_NEAR(step.standard_error(), std::sqrt(share * (1 - share) / 40), 1e-12);
        for (const Interval& band : {step.band, step.hall_wellner}) {
            EXPECT_NEAR(band.low, std::max(0.0, share - distance), 1e-12);
            EXPECT_NEAR(band.high, std::min(1.0, share + distance), 1e-12);
        }
    }
    // A share that is hit exactly counts as reached; there are 20 of 40 by 10.
    EXPECT_EQ(curve.time_of(0.525).value, 10);
    EXPECT_EQ(curve.time_of(0.526).value, 11);
    EXPECT_NEAR(curve.restricted_mean(100).value, 10, 1e-12);
    // Of the mean, Student's interval with the variance of n - 1.
    double squares = 0;
    for (const Observation& seen : observations) squares += (seen.seconds - 10) * (seen.seconds - 10);
    EXPECT_NEAR(curve.restricted_mean(100).interval.high, 10 + student_reach(40) * std::sqrt(squares / 39 / 40),
                1e-9);
}

TEST(SurvivalCurve, says_no_more_than_is_known_at_its_ends) {
    const SurvivalCurve none({{4, false}, {4, false}, {2, false}});
    EXPECT_EQ(none.at(4).reach, 0);
    EXPECT_EQ(none.at(4).log_log, clopper_pearson(0, 2));
    EXPECT_EQ(none.at(3).log_log, clopper_pearson(0, 2));
    EXPECT_EQ(none.at(1).log_log, clopper_pearson(0, 3));
    EXPECT_FALSE(none.at(5).reach);
    EXPECT_EQ(none.at(5).log_log, (Interval{0, 1}));
    EXPECT_EQ(none.restricted_mean(10).within, 4);
    EXPECT_EQ(none.restricted_mean(10).value, 4);
    EXPECT_EQ(none.restricted_mean(10).interval, (Interval{0, 4}));
    EXPECT_FALSE(none.time_of(0.5).value);
    EXPECT_EQ(none.time_of(0.5).low, 0);
    EXPECT_FALSE(none.time_of(0.5).high);

    const SurvivalCurve one({{0, true}});
    EXPECT_EQ(one.steps().size(), 1U);
    EXPECT_EQ(one.at(7).reach, 1);
    EXPECT_EQ(one.at(7).log_log, (Interval{clopper_pearson(1, 1).low, 1}));
    EXPECT_EQ(one.time_of(0.5).value, 0);
    EXPECT_FALSE(one.time_of(0.5).high);
    EXPECT_EQ(one.restricted_mean(7).value, 0);

    const SurvivalCurve all({{1, true}, {2, true}});
    EXPECT_EQ(all.at(2).log_log, (Interval{all.at(1).log_log.low, 1}));
    EXPECT_EQ(all.restricted_mean(3).within, 3);
}

// Freireich's trial of 6-MP (1963), as in Kalbfleisch and Prentice: 16.79 on one degree of freedom.
TEST(LogRank, is_that_of_the_textbook) {
    TestLog::Group treated{"6-MP", {}}, placebo{"placebo", {}};
    for (const double week : {6, 6, 6, 7, 10, 13, 16, 22, 23}) treated.observations.push_back({week, true});
    for (const double week : {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35}) {
        treated.observations.push_back({week, false});
    }
    for (const double week : {1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23}) {
        placebo.observations.push_back({week, true});
    }
    const auto test = log_rank({treated, placebo});
    ASSERT_TRUE(test);
    EXPECT_NEAR(test->chi_squared, 16.79, 0.005);
    EXPECT_EQ(test->degrees_of_freedom, 1U);
    EXPECT_NEAR(test->p_value, 4.17e-5, 1e-7);
}

TEST(LogRank, counts_no_group_that_could_not_be_compared) {
    const TestLog::Group a{"a", {{2, true}, {3, true}, {5, false}}}, b{"b", {{1, true}, {4, true}, {6, true}}};
    const TestLog::Group gone{"gone", {{0.5, false}}};
    const auto two = log_rank({a, b});
    const auto three = log_rank({gone, a, b});
    ASSERT_TRUE(two && three);
    EXPECT_EQ(three->degrees_of_freedom, 1U);
    EXPECT_NEAR(three->chi_squared, two->chi_squared, 1e-12);
    EXPECT_FALSE(log_rank({gone, {"late", {{2, true}}}}));
    EXPECT_FALSE(log_rank({{"a", {{2, false}}}, {"b", {{3, false}}}}));
}

TestLog small_log() {
    TestLog log;
    log.has_events = log.has_groups = true;
    log.groups = {
        {"embassy", {{720, true}, {2700, true}, {28800, false}, {5400, true}, {1200, true}, {10800, true}}},
        {"cert, \"new\"", {{90, true}, {240, true}, {240, true}, {1500, true}, {7200, false}, {660, true}}}};
    return log;
}

std::string text_of(const SurvivalReport& report) {
    std::ostringstream out;
    write_text(out, report);
    return out.str();
}

TEST(SurvivalText, is_read_by_people) {
    EXPECT_EQ(text_of(survival_report("tests.csv", small_log(), {}, {})),
              R"TEXT(tests.csv: entries 12, events 10, censored 2
Horizon of the means: 8 h, the largest duration

embassy: entries 6, events 5, censored 1
  reached by                                   at that time at all times at once
           5 min                    0.0 %        (0.0–45.9)           (0.0–55.4)
          15 min                   16.7 %        (2.5–72.7)           (0.0–72.1)
          30 min                   33.3 %        (9.6–80.5)           (0.0–88.8)
             1 h                   50.0 %       (19.6–88.9)          (0.0–100.0)
             2 h                   66.7 %       (32.4–95.4)         (11.2–100.0)
             4 h                   83.3 %       (48.3–99.2)         (27.9–100.0)
             8 h                   83.3 %       (48.3–99.2)         (27.9–100.0)
                                                   at least              at most
  half by                          45 min            12 min          not reached
  90 % by                     not reached        1 h 30 min          not reached
  mean within 8 h              2 h 18 min             0.0 s           5 h 44 min

cert, "new": entries 6, events 5, censored 1
  reached by                                   at that time at all times at once
           5 min                   50.0 %       (19.6–88.9)          (0.0–100.0)
          15 min                   66.7 %       (32.4–95.4)         (11.2–100.0)
          30 min                   83.3 %       (48.3–99.2)         (27.9–100.0)
             1 h                   83.3 %       (48.3–99.2)         (27.9–100.0)
             2 h                   83.3 %       (48.3–99.2)         (27.9–100.0)
             4 h                  unknown      (48.3–100.0)         (27.9–100.0)
             8 h                  unknown      (48.3–100.0)         (27.9–100.0)
                                                   at least              at most
  half by                           4 min        1 min 30 s          not reached
  90 % by                     not reached            11 min          not reached
  mean within 2 h                  28 min             0.0 s           1 h 21 min

Log-rank test: chi-squared 2.00, degrees of freedom 1, p 0.1574
For independent groups only, never for drills on common luck.

Kaplan and Meier's estimate. Intervals of 95 %: at that time, log-log; at all
times at once, Hall and Wellner's band with Peto's variance, which is the DKW
band where nothing is censored; of times, Brookmeyer and Crowley's from the
log-log ones; of means, Student's t, approximate. The mean counts no more than
the time within which it is, the horizon or the end of a group's log.
Censored: not reached until then, and nothing is known of later.
)TEXT");
}

TEST(SurvivalText, of_one_group_and_of_drills_on_common_luck) {
    TestLog log = small_log();
    log.of_one_run = true;
    log.has_events = false;
    EXPECT_EQ(text_of(survival_report("drills.csv", log, 3600, {60, 1800})),
              R"TEXT(drills.csv: entries 12, events 10, censored 2
No column of events: where a duration is given contact was made.
Horizon of the means: 1 h

embassy: entries 6, events 5, censored 1
  reached by                                   at that time at all times at once
           1 min                    0.0 %        (0.0–45.9)           (0.0–55.4)
          30 min                   33.3 %        (9.6–80.5)           (0.0–88.8)
                                                   at least              at most
  half by                          45 min            12 min          not reached
  90 % by                     not reached        1 h 30 min          not reached
  mean within 1 h                  43 min             9.6 s                  1 h

cert, "new": entries 6, events 5, censored 1
  reached by                                   at that time at all times at once
           1 min                    0.0 %        (0.0–45.9)           (0.0–55.4)
          30 min                   83.3 %       (48.3–99.2)         (27.9–100.0)
                                                   at least              at most
  half by                           4 min        1 min 30 s          not reached
  90 % by                     not reached            11 min          not reached
  mean within 1 h                  18 min             0.0 s               44 min

No log-rank test: the log has a column "replication", so the groups are drills
on common luck and not independent; hotline compare is for them.

Kaplan and Meier's estimate. Intervals of 95 %: at that time, log-log; at all
times at once, Hall and Wellner's band with Peto's variance, which is the DKW
band where nothing is censored; of times, Brookmeyer and Crowley's from the
log-log ones; of means, Student's t, approximate. The mean counts no more than
the time within which it is, the horizon or the end of a group's log.
Censored: not reached until then, and nothing is known of later.
)TEXT");
    log.groups.resize(1);
    log.groups[0].name.clear();
    EXPECT_EQ(text_of(survival_report("one.csv", log, 3600, {60})),
              R"TEXT(one.csv: entries 6, events 5, censored 1
No column of events: where a duration is given contact was made.
Horizon of the means: 1 h

  reached by                                   at that time at all times at once
           1 min                    0.0 %        (0.0–45.9)           (0.0–55.4)
                                                   at least              at most
  half by                          45 min            12 min          not reached
  90 % by                     not reached        1 h 30 min          not reached
  mean within 1 h                  43 min             9.6 s                  1 h

Kaplan and Meier's estimate. Intervals of 95 %: at that time, log-log; at all
times at once, Hall and Wellner's band with Peto's variance, which is the DKW
band where nothing is censored; of times, Brookmeyer and Crowley's from the
log-log ones; of means, Student's t, approximate. The mean counts no more than
the time within which it is, the horizon or the end of a group's log.
Censored: not reached until then, and nothing is known of later.
)TEXT");
}

TEST(SurvivalText, tells_twenty_groups_and_fits_eighty_columns) {
    TestLog log;
    for (int group = 0; group < 31; ++group) {
        log.groups.push_back(
            {std::string(200, 'x') + "\x1b[2J" + std::to_string(group), {{3e11, group % 2 == 0}, {1, true}}});
    }
    const std::string text = text_of(survival_report(std::string(300, 'y'), log, {}, {}));
    EXPECT_NE(text.find("\nAnd 11 more groups: --format json.\n\nNo log-rank test: there are more than 30 groups.\n"),
              text.npos);
    EXPECT_EQ(text.find('\x1b'), text.npos);
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        const auto columns = std::count_if(line.begin(), line.end(), [](char byte) { return (byte & 0xc0) != 0x80; });
        EXPECT_LE(columns, 80) << line;
    }
}

TEST(SurvivalJson, has_the_whole_curve) {
    TestLog log = small_log();
    log.groups.push_back({"\xff", {{5, true}}});
    std::ostringstream out;
    write_json(out, survival_report("tests.csv", log, 7200, {600}));
    const auto json = nlohmann::ordered_json::parse(out.str());
    std::vector<std::string> keys;
    for (const auto& [key, value] : json.items()) keys.push_back(key);
    EXPECT_EQ(keys, (std::vector<std::string>{"hotline", "log", "confidence", "horizon", "interval", "band",
                                              "quantile_interval", "restricted_mean_interval", "log_rank",
                                              "no_log_rank", "groups"}));
    EXPECT_EQ(json["hotline"], version());
    EXPECT_EQ(json["log_rank"]["degrees_of_freedom"], 2);
    EXPECT_EQ(json["log_rank"]["valid_for"], "independent groups only, never drills on common luck");
    ASSERT_EQ(json["groups"].size(), 3U);
    const SurvivalCurve curve(log.groups[1].observations);
    const auto& group = json["groups"][1];
    EXPECT_EQ(group["group"], "cert, \"new\"");
    EXPECT_EQ(group["events"], 5);
    EXPECT_EQ(group["quantiles"]["p50"]["value"], 240);
    EXPECT_EQ(group["quantiles"]["p95"]["value"], nullptr);
    EXPECT_EQ(group["restricted_mean"]["standard_error"], curve.restricted_mean(7200).standard_error);
    EXPECT_EQ(group["reached_by"][0]["reach"], 0.5);
    ASSERT_EQ(group["curve"].size(), curve.steps().size());
    EXPECT_EQ(
        group["curve"][2].dump(),
        R"JSON({"time":240.0,"at_risk":5,"events":2,"censored":0,"reach":0.5,"standard_error":0.2041241452319315,"interval":[0.19629076314994326,0.889051739648562],"band":[0.0,1.0],"greenwood_interval":[0.09992402697039082,0.9000759730296092],"hall_wellner_band":[0.0,1.0]})JSON");
}

TEST(SurvivalCsv, has_a_line_a_step) {
    std::ostringstream out;
    TestLog log = small_log();
    log.groups.erase(log.groups.begin());
    log.groups[0].observations = {{1, true}, {2, false}, {2, true}, {4.5, true}};
    write_csv(out, survival_report("tests.csv", log, {}, {}));
    EXPECT_EQ(out.str(), R"CSV(group,time,at_risk,events,censored,reach,standard_error,low,high,band_low,band_high
"cert, ""new""",0,4,0,0,0,0,0,0.6023646356164746,0,0.6790507578703097
"cert, ""new""",1,4,1,0,0.25,0.21650635094610965,0.039451357714921566,0.8720530824048542,0,0.9290507578703097
"cert, ""new""",2,3,1,1,0.5,0.25,0.155138718809626,0.9421529170048555,0,1
"cert, ""new""",4.5,1,1,0,1,0,0.155138718809626,1,0,1
)CSV");
}

}  // namespace
}  // namespace hotline
