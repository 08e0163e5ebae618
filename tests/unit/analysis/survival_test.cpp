#include "analysis/estimates/survival.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>

#include "analysis/estimates/log_rank.hpp"
#include "analysis/estimates/survival_band.hpp"
#include "analysis/write/survival.hpp"
#include "analysis/write/version.hpp"
#include "models/base/duration.hpp"

namespace hotline {
namespace {

/// Eight entries by hand, in no order. One of the two that end at 3 is censored.
std::vector<Observation> eight() {
    return {{3, true}, {1, true}, {3, false}, {5, true}, {8, false}, {2, false}, {5, true}, {9, true}};
}

void expect_near(const Interval& interval, const Interval& expected) {
    EXPECT_NEAR(interval.low, expected.low, 1e-12);
    EXPECT_NEAR(interval.high, expected.high, 1e-12);
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
}

// One contact with Y at risk is Beta(Y, 1). Here Y is 8, then 6. The last factor has one contact still to come among
// 6 at risk, or, after the step, among 4.
TEST(SurvivalCurve, intervals_are_those_of_products_of_beta_variables) {
    const SurvivalCurve curve(eight());
    EXPECT_NEAR(curve.steps()[0].interval().high, 1 - std::pow(0.025, 1. / 8), 1e-12);
    EXPECT_NEAR(curve.steps()[1].interval().low, clopper_pearson(1, 8).low, 1e-12);
    EXPECT_NEAR(curve.steps()[1].interval().high, clopper_pearson(1, 8).high, 1e-12);
    const CurveStep& step = curve.steps()[3];
    const double mean = 8. / 9 * 6. / 7, square = 8. / 10 * 6. / 8;
    const auto shape = [](double first, double second) {
        const double sum = (first - second) / (second - first * first);
        return std::pair(first * sum, (1 - first) * sum);
    };
    const auto [left, gone] = shape(mean, square);
    EXPECT_NEAR(step.interval().low, boost::math::ibeta_inv(gone, left, 0.025), 1e-12);
    const auto [left_at, gone_at] = shape(mean * 5 / 6, square * 5 / 7);
    EXPECT_NEAR(step.interval().high, boost::math::ibeta_inv(gone_at, left_at, 0.975), 1e-12);
    const auto [left_behind, gone_behind] = shape(mean * 4 / 5, square * 4 / 6);
    EXPECT_NEAR(step.interval_behind().high, boost::math::ibeta_inv(gone_behind, left_behind, 0.975), 1e-12);
    EXPECT_EQ(curve.at(4).interval, step.interval_behind());
}

// With a single rate r of each sign: (1 + r / Y) S^r ≤ 1 / δ. The rates for one entry are 1, 2 and 4, and -1.
TEST(SurvivalBand, is_that_of_the_martingale) {
    SurvivalBand one(1);
    EXPECT_NEAR(one.reach(1).high, 1 - 0.025, 1e-9);
    EXPECT_EQ(one.reach(1).low, 0);
    one.add(1, 1);
    EXPECT_EQ(one.reach(0).high, 1);
    const double survival = 1 - one.reach(0).low;
    EXPECT_NEAR((2 * survival + 3 * std::pow(survival, 2) + 5 * std::pow(survival, 4)) / 3, std::min(40.0, 10. / 3),
                1e-6);
}

TEST(SurvivalCurve, bands_are_nowhere_narrower_than_the_interval_at_one_time) {
    std::mt19937_64 random(1);
    for (int log = 0; log < 200; ++log) {
        std::vector<Observation> observations;
        for (std::uint64_t entry = random() % 40; entry < 40; ++entry)
            observations.push_back(
                {static_cast<double>(random() % 20), random() % 10 < static_cast<unsigned>(log % 11)});
        const SurvivalCurve curve(observations);
        for (double time = 0; time < 21; time += 0.5) {
            const ReachEstimate estimate = curve.at(time);
            EXPECT_LE(estimate.band.low, estimate.interval.low);
            EXPECT_GE(estimate.band.high, estimate.interval.high);
            if (!estimate.reach) continue;
            EXPECT_LE(estimate.interval.low, *estimate.reach + 1e-12);
            EXPECT_GE(estimate.interval.high, *estimate.reach - 1e-12);
        }
        // The limits of a quantile agree with the intervals at single times.
        const auto behind = [&](double time) { return curve.at(time + 1e-6).interval; };
        for (const double share : {0.5, 0.9}) {
            const TimeEstimate time = curve.time_of(share);
            if (time.low) {
                EXPECT_GE(behind(*time.low).high, share - 1e-9);
            }
            if (time.high) {
                EXPECT_GE(curve.at(*time.high).interval.low, share - 1e-9);
            }
            for (const CurveStep& step : curve.steps()) {
                if (step.seconds < time.low.value_or(100)) {
                    EXPECT_LT(behind(step.seconds).high, share);
                }
                if (step.seconds < time.high.value_or(100)) {
                    EXPECT_LT(step.interval().low, share + 1e-9);
                }
            }
        }
    }
}

/// Thirty tests without contact. 29 were given up at 1 s, and one at 100 s.
TEST(SurvivalCurve, says_no_more_than_the_few_entries_at_risk_allow) {
    std::vector<Observation> observations(29, {1, false});
    observations.push_back({100, false});
    const SurvivalCurve curve(observations);
    EXPECT_NEAR(curve.at(1).interval.high, clopper_pearson(0, 30).high, 1e-12);
    EXPECT_NEAR(curve.at(2).interval.high, 0.975, 1e-12);
    EXPECT_GE(curve.at(2).band.high, 0.975);
    EXPECT_EQ(curve.time_of(0.5).low, 1);
    EXPECT_FALSE(curve.time_of(0.5).high);
    const RestrictedMean mean = curve.restricted_mean(100);
    EXPECT_LT(mean.interval.low, 2);
    EXPECT_EQ(mean.interval.high, 100);
}

// All tenths of a second up to 10 s, as times in the log and as deadlines.
TEST(SurvivalSummary, counts_contact_at_the_deadline_as_in_time) {
    for (int tenth = 1; tenth <= 100; ++tenth) {
        const std::string text = fmt::format("{}.{}", tenth / 10, tenth % 10);
        const double at = parse_seconds(text).value();
        TestLog log;
        log.groups = {{"", {{at, true}, {at, true}}}};
        const double deadline = seconds_of(parse_duration(text + "s").value());
        const SurvivalSummary report = summarise_survival("log.csv", log, deadline, {deadline});
        EXPECT_EQ(report.groups[0].curve.at(report.times[0]).reach, 1) << text;
        EXPECT_EQ(report.groups[0].curve.at(std::nextafter(deadline, 0)).reach, 0) << text;
    }
}

TEST(SurvivalCurve, has_a_mean_of_some_width_where_all_entries_are_alike) {
    const SurvivalCurve curve({{60, true}, {60, true}});
    const RestrictedMean mean = curve.restricted_mean(100);
    EXPECT_EQ(mean.value, 60);
    // The band of two entries extends 96 points to each side: down from the first entry, and up to the horizon.
    const double reach = std::sqrt(std::log(40) / 4);
    EXPECT_NEAR(mean.interval.low, 60 * (1 - reach), 1e-6);
    EXPECT_NEAR(mean.interval.high, 60 + 40 * reach, 1e-6);
}

// Without censoring the estimate is the plain share, and both bands are that of Dvoretzky, Kiefer and Wolfowitz.
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
        for (const Interval& band : {step.simultaneous, step.band(), step.hall_wellner}) {
            EXPECT_NEAR(band.low, std::max(0.0, share - distance), 1e-12);
            EXPECT_NEAR(band.high, std::min(1.0, share + distance), 1e-12);
        }
        const Interval exact = clopper_pearson(static_cast<std::uint64_t>(reached), 40);
        EXPECT_NEAR(step.interval().low, exact.low, 1e-9);
        EXPECT_NEAR(step.interval().high, exact.high, 1e-9);
    }
    // The limits of the median are order statistics, too.
    const Ranks ranks = quantile_ranks(40, 0.5);
    EXPECT_EQ(curve.time_of(0.5).low, observations[*ranks.low - 1].seconds);
    EXPECT_EQ(curve.time_of(0.5).high, observations[*ranks.high - 1].seconds);
    // A share that is hit exactly counts as reached: 21 of 40 end by 10.
    EXPECT_EQ(curve.time_of(0.525).value, 10);
    EXPECT_EQ(curve.time_of(0.526).value, 11);
    EXPECT_NEAR(curve.restricted_mean(100).value, 10, 1e-12);
}

TEST(SurvivalCurve, says_no_more_than_is_known_at_its_ends) {
    const SurvivalCurve none({{4, false}, {4, false}, {2, false}});
    EXPECT_EQ(none.at(4).reach, 0);
    expect_near(none.at(4).interval, clopper_pearson(0, 2));
    expect_near(none.at(3).interval, clopper_pearson(0, 2));
    expect_near(none.at(1).interval, clopper_pearson(0, 3));
    EXPECT_FALSE(none.at(5).reach);
    EXPECT_EQ(none.at(5).interval, (Interval{0, 1}));
    EXPECT_EQ(none.restricted_mean(10).within, 4);
    EXPECT_EQ(none.restricted_mean(10).value, 4);
    EXPECT_LT(none.restricted_mean(10).interval.low, 1);
    EXPECT_EQ(none.restricted_mean(10).interval.high, 4);
    EXPECT_FALSE(none.time_of(0.5).value);
    EXPECT_EQ(none.time_of(0.5).low, 0);
    EXPECT_FALSE(none.time_of(0.5).high);

    const SurvivalCurve one({{0, true}});
    EXPECT_EQ(one.steps().size(), 1U);
    EXPECT_EQ(one.at(7).reach, 1);
    expect_near(one.at(7).interval, clopper_pearson(1, 1));
    EXPECT_EQ(one.time_of(0.5).value, 0);
    EXPECT_FALSE(one.time_of(0.5).high);
    EXPECT_EQ(one.restricted_mean(7).value, 0);

    const SurvivalCurve all({{1, true}, {2, true}});
    expect_near(all.at(2).interval, clopper_pearson(2, 2));
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

std::string text_of(const SurvivalSummary& report) {
    std::ostringstream out;
    write_text(out, report);
    return out.str();
}

TEST(SurvivalText, is_read_by_people) {
    EXPECT_EQ(text_of(summarise_survival("tests.csv", small_log(), {}, {})),
              R"TEXT(tests.csv: entries 12, events 10, censored 2
Horizon of the means: 8 h, the largest duration

embassy: entries 6, events 5, censored 1
  reached by                                   at that time at all times at once
           5 min                    0.0 %        (0.0–46.0)           (0.0–55.5)
          15 min                   16.7 %        (0.4–64.2)           (0.0–72.2)
          30 min                   33.3 %        (4.3–77.8)           (0.0–88.8)
             1 h                   50.0 %       (11.8–88.2)          (0.0–100.0)
             2 h                   66.7 %       (22.2–95.7)         (11.2–100.0)
             4 h                   83.3 %       (35.8–99.6)         (27.8–100.0)
             8 h                   83.3 %       (35.8–99.6)         (27.8–100.0)
                                                   at least              at most
  half by                          45 min            12 min          not reached
  90 % by                     not reached        1 h 30 min              too few
  mean within 8 h              2 h 18 min            10 min           6 h 27 min

cert, "new": entries 6, events 5, censored 1
  reached by                                   at that time at all times at once
           5 min                   50.0 %       (11.8–88.2)          (0.0–100.0)
          15 min                   66.7 %       (22.2–95.7)         (11.2–100.0)
          30 min                   83.3 %       (35.8–99.6)         (27.8–100.0)
             1 h                   83.3 %       (35.8–99.6)         (27.8–100.0)
             2 h                   83.3 %       (35.8–99.6)         (27.8–100.0)
             4 h                  unknown      (35.8–100.0)         (27.8–100.0)
             8 h                  unknown      (35.8–100.0)         (27.8–100.0)
                                                   at least              at most
  half by                           4 min        1 min 30 s          not reached
  90 % by                     not reached            11 min              too few
  mean within 2 h                  28 min        1 min 21 s           1 h 32 min

No log-rank test: did all groups take equally long, fewer than 5 contacts would
be expected in one of them, too few for the test.

Kaplan and Meier's estimate. Intervals have 95 % confidence. At that time: Fay,
Brittain and Proschan's beta product, which is Clopper and Pearson's where
nothing is censored. At all times at once: the DKW band where nothing is
censored before the end, otherwise a martingale band. Times: from the intervals
at one time. Means: the area under the band. A mean is restricted to the time
that it names, the horizon or the end of a group's log.
Censored: observed up to that time without contact.
)TEXT");
}

TEST(SurvivalText, of_one_group_and_of_drills_on_common_luck) {
    TestLog log = small_log();
    log.of_one_run = true;
    log.has_events = false;
    EXPECT_EQ(text_of(summarise_survival("drills.csv", log, 3600, {60, 1800})),
              R"TEXT(drills.csv: entries 12, events 10, censored 2
No event column: every entry with a duration counts as contact.
Horizon of the means: 1 h

embassy: entries 6, events 5, censored 1
  reached by                                   at that time at all times at once
           1 min                    0.0 %        (0.0–46.0)           (0.0–55.5)
          30 min                   33.3 %        (4.3–77.8)           (0.0–88.8)
                                                   at least              at most
  half by                          45 min            12 min          not reached
  90 % by                     not reached        1 h 30 min              too few
  mean within 1 h                  43 min            10 min                  1 h

cert, "new": entries 6, events 5, censored 1
  reached by                                   at that time at all times at once
           1 min                    0.0 %        (0.0–46.0)           (0.0–55.5)
          30 min                   83.3 %       (35.8–99.6)         (27.8–100.0)
                                                   at least              at most
  half by                           4 min        1 min 30 s          not reached
  90 % by                     not reached            11 min              too few
  mean within 1 h                  18 min        1 min 21 s               49 min

No log-rank test: the log has a column "replication", so the groups are drills
on common luck and not independent; hotline compare is for them.

Kaplan and Meier's estimate. Intervals have 95 % confidence. At that time: Fay,
Brittain and Proschan's beta product, which is Clopper and Pearson's where
nothing is censored. At all times at once: the DKW band where nothing is
censored before the end, otherwise a martingale band. Times: from the intervals
at one time. Means: the area under the band. A mean is restricted to the time
that it names, the horizon or the end of a group's log.
Censored: observed up to that time without contact.
)TEXT");
    log.groups.resize(1);
    log.groups[0].name.clear();
    EXPECT_EQ(text_of(summarise_survival("one.csv", log, 3600, {60})),
              R"TEXT(one.csv: entries 6, events 5, censored 1
No event column: every entry with a duration counts as contact.
Horizon of the means: 1 h

  reached by                                   at that time at all times at once
           1 min                    0.0 %        (0.0–46.0)           (0.0–55.5)
                                                   at least              at most
  half by                          45 min            12 min          not reached
  90 % by                     not reached        1 h 30 min              too few
  mean within 1 h                  43 min            10 min                  1 h

Kaplan and Meier's estimate. Intervals have 95 % confidence. At that time: Fay,
Brittain and Proschan's beta product, which is Clopper and Pearson's where
nothing is censored. At all times at once: the DKW band where nothing is
censored before the end, otherwise a martingale band. Times: from the intervals
at one time. Means: the area under the band. A mean is restricted to the time
that it names, the horizon or the end of a group's log.
Censored: observed up to that time without contact.
)TEXT");
}

TEST(SurvivalText, of_long_names_fits_eighty_columns) {
    TestLog log;
    for (int group = 0; group < 31; ++group) {
        log.groups.push_back(
            {std::string(200, 'x') + "\x1b[2J" + std::to_string(group), {{3e11, group % 2 == 0}, {1, true}}});
    }
    const std::string text = text_of(summarise_survival(std::string(300, 'y'), log, {}, {}));
    EXPECT_NE(text.find("\nNo log-rank test: there are more than 30 groups.\n"), text.npos);
    EXPECT_EQ(text.find('\x1b'), text.npos);
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        const auto columns = std::count_if(line.begin(), line.end(), [](char byte) { return (byte & 0xc0) != 0x80; });
        EXPECT_LE(columns, 80) << line;
    }
}

TEST(SurvivalText, ranks_many_groups_in_a_table_the_worst_first) {
    TestLog log;
    for (int group = 0; group < 45; ++group) {
        std::vector<Observation> seen;
        for (int entry = 0; entry < 10; ++entry) seen.push_back({60.0 * (entry + 1), entry < 1 + group % 9});
        log.groups.push_back({"office " + std::to_string(group), seen});
    }
    log.groups[40].observations = {{60, false}, {120, true}, {900, false}};
    log.unit = {*unit_of_sign("min"), "minutes", false, true};
    const std::string text = text_of(summarise_survival("tests.csv", log, {}, {300, 600}));
    EXPECT_EQ(text.substr(0, text.find("   3  ")), R"TEXT(tests.csv: entries 443, events 221, censored 222
No event column: every entry with a duration counts as contact.
Horizon of the means: 15 min, the largest duration
Plain numbers are minutes, as the column "minutes" says.

rank  group                    entries  events       by 10 min                 
   1  office 0                      10       1          10.0 %       (0.2–97.2)
   2  office 9                      10       1          10.0 %       (0.2–97.2)
)TEXT");
    EXPECT_NE(text.find("\nAnd 5 more groups: --format json.\n\nThe worst group comes first. Groups whose intervals "
                        "overlap may well be in\nanother order.\n\nNo log-rank test"),
              text.npos);
    EXPECT_EQ(text.find("half by"), text.npos);
    EXPECT_FALSE(summarise_survival("tests.csv", log, {}, {300, 3600}).is_beyond_log());
    EXPECT_TRUE(summarise_survival("tests.csv", log, {}, {901, 3600}).is_beyond_log());
}

TEST(SurvivalJson, has_the_whole_curve) {
    TestLog log = small_log();
    log.groups.push_back({"\xff", {{5, true}}});
    std::ostringstream out;
    write_json(out, summarise_survival("tests.csv", log, 7200, {600}));
    const auto json = nlohmann::ordered_json::parse(out.str());
    std::vector<std::string> keys;
    for (const auto& [key, value] : json.items()) keys.push_back(key);
    EXPECT_EQ(keys, (std::vector<std::string>{"hotline", "log", "confidence", "horizon", "unit", "interval", "band",
                                              "quantile_interval", "restricted_mean_interval", "log_rank",
                                              "no_log_rank", "groups"}));
    EXPECT_EQ(json["hotline"], version());
    EXPECT_EQ(json["log_rank"], nullptr);
    EXPECT_EQ(json["no_log_rank"],
              "did all groups take equally long, fewer than 5 contacts would be expected in one of "
              "them, too few for the test");
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
        R"JSON({"time":240.0,"at_risk":5,"events":2,"censored":0,"reach":0.5,"standard_error":0.2041241452319315,"interval":[0.11811724875702531,0.8818827512429748],"interval_behind":[0.11811724875702531,0.8818827512429748],"band":[0.0,1.0],"band_behind":[0.0,1.0],"log_log_interval":[0.19629076314994326,0.889051739648562],"greenwood_interval":[0.09992402697039082,0.9000759730296092],"hall_wellner_band":[0.0,1.0]})JSON");
}

TEST(SurvivalSummary, has_the_log_rank_test_of_groups_with_enough_contacts) {
    TestLog log = small_log();
    for (TestLog::Group& group : log.groups) {
        for (std::size_t copy = 0; copy < 6; ++copy) group.observations.push_back(group.observations[copy]);
    }
    const SurvivalSummary report = summarise_survival("tests.csv", log, {}, {});
    EXPECT_NE(text_of(report).find("\nLog-rank test: chi-squared 4.32, degrees of freedom 1, p 0.0378\n"
                                   "Valid for independent groups only, never for drills on common luck.\n"),
              std::string::npos)
        << text_of(report);
    std::ostringstream out;
    write_json(out, report);
    const auto json = nlohmann::ordered_json::parse(out.str());
    EXPECT_EQ(json["log_rank"]["degrees_of_freedom"], 1);
    EXPECT_EQ(json["log_rank"]["valid_for"], "independent groups only, never drills on common luck");
}

TEST(SurvivalCsv, has_a_line_a_step) {
    std::ostringstream out;
    TestLog log = small_log();
    log.groups.erase(log.groups.begin());
    log.groups[0].observations = {{1, true}, {2, false}, {2, true}, {4.5, true}};
    write_csv(out, summarise_survival("tests.csv", log, {}, {}));
    EXPECT_EQ(
        out.str(),
        R"CSV(group,time,at_risk,events,censored,reach,standard_error,low,high,band_low,band_high,high_behind,band_high_behind
"cert, ""new""",0,4,0,0,0,0,0,0.6023646356164746,0,0.6886894597584305,0.6023646356164746,0.6886894597584305
"cert, ""new""",1,4,1,0,0.25,0.21650635094610965,0.006309463209709865,0.8058795503167565,0,0.9322496776318522,0.8058795503167565,0.9322496776318522
"cert, ""new""",2,3,1,1,0.5,0.25,0.06758598648854296,0.932414013511457,0,0.9605906815323287,0.984052579903982,0.9958333333333333
"cert, ""new""",4.5,1,1,0,1,0,0.23373979514372442,1,0.08655344836536802,1,1,1
)CSV");
}

}  // namespace
}  // namespace hotline
