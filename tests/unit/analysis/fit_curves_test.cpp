// What a log shows by itself, what is expected of a contact, which entries are the worst, and the page of all this.

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <pugixml.hpp>
#include <random>
#include <sstream>
#include <vector>

#include "analysis/estimates/survival.hpp"
#include "analysis/laws/observed_curve.hpp"
#include "analysis/laws/worst_entries.hpp"
#include "analysis/page/fit_page.hpp"
#include "models/base/normal_quantile.hpp"

namespace hotline {
namespace {

constexpr double kNoAnswer = std::numeric_limits<double>::infinity();

std::vector<TestsOfContact> each_by_itself(const std::vector<ObservedTime>& tests) {
    std::vector<TestsOfContact> contacts;
    for (const ObservedTime& test : tests) contacts.push_back({test});
    return contacts;
}

std::vector<std::pair<double, double>> shares_of(const ObservedCurve& curve) {
    std::vector<std::pair<double, double>> shares;
    for (const CurveAt& at : curve.steps()) shares.emplace_back(at.seconds, at.share);
    return shares;
}

void expect_shares(const std::vector<ObservedTime>& tests, const std::vector<std::pair<double, double>>& expected) {
    const auto shares = shares_of(ObservedCurve(each_by_itself(tests)));
    ASSERT_EQ(shares.size(), expected.size());
    for (std::size_t index = 0; index < shares.size(); ++index) {
        EXPECT_EQ(shares[index].first, expected[index].first);
        EXPECT_NEAR(shares[index].second, expected[index].second, 1e-6) << shares[index].first;
    }
}

TEST(ObservedCurve, is_Kaplan_and_Meiers) {
    std::vector<ObservedTime> tests;
    std::vector<Observation> entries;
    std::mt19937_64 random(4);
    for (int test = 0; test < 60; ++test) {
        const auto seconds = static_cast<double>(1 + random() % 25);
        const bool reached = random() % 3 > 0;
        tests.push_back({seconds, reached ? seconds : kNoAnswer, 0, 1});
        entries.push_back({seconds, reached});
    }
    const ObservedCurve curve(each_by_itself(tests));
    EXPECT_FALSE(curve.has_bounds());
    const SurvivalCurve survival(entries);
    ASSERT_EQ(curve.steps().size(), survival.steps().size());
    for (std::size_t index = 0; index < curve.steps().size(); ++index) {
        const CurveAt& at = curve.steps()[index];
        const CurveStep& step = survival.steps()[index];
        EXPECT_EQ(at.seconds, step.seconds);
        EXPECT_NEAR(at.share, step.reach(), 1e-12);
        // Sums over contacts may find more, and never less. At the end of the log nobody is left behind.
        const Interval interval = index + 1 < curve.steps().size() ? step.interval_behind() : step.interval();
        EXPECT_LE(at.interval.low, interval.low + 1e-12);
        EXPECT_GE(at.interval.high, interval.high - 1e-12);
        EXPECT_NEAR(at.interval.high, interval.high, 0.05);
    }
    EXPECT_EQ(curve.at(3.5).seconds, 3);
    EXPECT_EQ(curve.at(1e6).seconds, 25);
}

TEST(ObservedCurve, counts_whoever_came_late_from_then_on) {
    expect_shares({{1, 1, 0, 1}, {3, 3, 2, 1}, {4, 4, 0, 1}, {5, kNoAnswer, 0, 1}},
                  {{0, 0}, {1, 1. / 3}, {3, 5. / 9}, {4, 7. / 9}, {5, 7. / 9}});
}

TEST(ObservedCurve, is_Turnbulls_where_only_bounds_are_known) {
    expect_shares({{0, 1, 0, 2}, {1, 2, 0, 1}, {0, 2, 0, 3}}, {{0, 0}, {1, 2. / 3}, {2, 1}});
    expect_shares({{0, 1, 0, 2}, {1, kNoAnswer, 0, 2}, {1, 2, 0, 1}}, {{0, 0}, {1, 0.4}, {2, 1}});
    // An exact time is not behind itself, and what lies before an entry was never seen.
    expect_shares({{1, 1, 0, 1}, {0, 1, 0, 1}, {1, 3, 0, 2}}, {{0, 0}, {1, 0.5}, {3, 1}});
    expect_shares({{0, 1, 0, 1}, {2, 3, 1, 1}, {2, 3, 0, 1}}, {{0, 0}, {1, 0.5}, {2, 0.5}, {3, 1}});
    const ObservedCurve curve({{{10, 20, 0, 1}}, {{15, 30, 0, 1}}, {{12, 40, 0, 1}}});
    EXPECT_TRUE(curve.has_bounds());
    for (const CurveAt& at : curve.steps())
        EXPECT_TRUE(at.interval.low <= at.share && at.share <= at.interval.high) << at.seconds;
    EXPECT_LT(curve.at(25).interval.low, 0.1);
    EXPECT_GT(curve.at(16).interval.high, 0.9);
}

TEST(ObservedCurve, knows_that_tests_of_one_contact_resemble_each_other) {
    std::vector<TestsOfContact> alike, apart;
    for (int contact = 0; contact < 10; ++contact) {
        const double end = contact < 5 ? 10 : kNoAnswer;
        alike.push_back({{10, end, 0, 20}});
        for (int test = 0; test < 20; ++test) apart.push_back({{10, end, 0, 1}});
    }
    const Interval wide = ObservedCurve(alike).steps().back().interval;
    const Interval narrow = ObservedCurve(apart).steps().back().interval;
    EXPECT_LT(narrow.high - narrow.low, 0.15);
    EXPECT_GT(wide.high - wide.low, 0.5);
}

TEST(ObservedCurve, of_very_many_different_times_has_few_steps) {
    std::vector<TestsOfContact> contacts(7);
    std::mt19937_64 random(1);
    for (int test = 0; test < 5000; ++test) {
        const double time = 1 + static_cast<double>(random() % 1'000'000) / 1000;
        const double end = test % 3 == 0 ? kNoAnswer : test % 3 == 1 ? time : time * 1.3;
        contacts[static_cast<std::size_t>(test % 7)].push_back({time, end, 0, 1});
    }
    const ObservedCurve curve(contacts);
    EXPECT_LE(curve.steps().size(), 242U);
    for (std::size_t index = 1; index < curve.steps().size(); ++index)
        EXPECT_GE(curve.steps()[index].share, curve.steps()[index - 1].share);
}

/// Contacts that answer less and less, the last never.
ClassedLog falling() {
    ClassedLog classed;
    TestClass tests;
    tests.response = "phone";
    std::mt19937_64 random(8);
    for (Index contact = 0; contact < 20; ++contact) {
        TestsOfContact own;
        for (Index test = 0; test < 20; ++test) {
            const bool answers = contact < 19 && random() % 20 >= contact;
            const double time = 5 + static_cast<double>(random() % 400) / 10;
            own.push_back({answers ? time : 60, answers ? time : kNoAnswer, 0, 1});
            ++tests.results[static_cast<std::size_t>(answers ? TestResult::answered : TestResult::no_answer)];
        }
        tests.contacts.push_back(merged(std::move(own)));
        tests.entries.push_back(contact);
    }
    classed.classes.push_back(std::move(tests));
    classed.rows.assign(20, kNone);
    classed.last_proven.resize(20);
    classed.found_dead.assign(20, false);
    classed.found_dead[3] = true;
    return classed;
}

PingLog entries_of(const ClassedLog& classed) {
    PingLog log;
    for (std::size_t entry = 0; entry < classed.rows.size(); ++entry)
        log.entries.push_back({entry == 19 ? "<b>&\"nobody\"" : "office-" + std::to_string(entry), "", "phone", {}});
    log.tests.resize(400);
    log.columns = {"official: column \"who\""};
    return log;
}

TEST(ContactsFit, expects_the_mean_over_contacts) {
    const ClassedLog classed = falling();
    const LogFit fit = fit_log({"log"}, classed);
    ASSERT_TRUE(fit.classes.front().belief);
    const ContactsFit& belief = *fit.classes.front().belief;
    const ContactsAre& best = belief.best();
    for (const double seconds : {5., 20., 60., 600.}) {
        double sum = 0;
        constexpr int kParts = 2000;
        for (int part = 0; part < kParts; ++part)
            sum += best.answer *
                   best.law.shifted(best.factor_sigma * normal_quantile((part + 0.5) / kParts)).below(seconds) /
                   kParts;
        const AnswerBy by = belief.answers_by(seconds);
        EXPECT_NEAR(by.probability, sum, 2e-4) << seconds;
        EXPECT_TRUE(by.interval.low < by.probability && by.probability < by.interval.high);
    }
    EXPECT_EQ(belief.answers_by(0).probability, 0);
    // Long after all answers, what is left is the share that answers.
    const Interval late = belief.answers_by(1e5).interval;
    EXPECT_NEAR(late.low, fit.classes.front().answer.interval.low, 0.02);
    EXPECT_NEAR(late.high, fit.classes.front().answer.interval.high, 0.02);
    // Several deadlines at once are the same as one by one.
    const TestsOfContact& tests = classed.classes.front().contacts.front();
    const std::vector<ContactsFit::Belief> several = belief.beliefs(tests, {10, 60});
    for (const ContactsFit::Belief& one : several)
        EXPECT_TRUE(one.interval.low < one.mean && one.mean < one.interval.high);
    EXPECT_EQ(several[0].mean, belief.belief(tests, 10).mean);
    EXPECT_EQ(several[1].interval, belief.belief(tests, 60).interval);
    EXPECT_EQ(several[0].answer, several[1].answer);
}

TEST(FittedShares, of_half_of_the_tests_are_found_for_any_number_of_them) {
    for (Index each = 1; each < 40; ++each) {
        ClassedLog classed;
        TestClass tests;
        tests.entries = {0};
        tests.contacts = {{{9, kNoAnswer, 0, static_cast<double>(each)}, {5, 5, 0, static_cast<double>(each)}}};
        tests.results[static_cast<std::size_t>(TestResult::answered)] = each;
        tests.results[static_cast<std::size_t>(TestResult::declined)] = each;
        classed.classes.push_back(tests);
        const LogFit fit = fit_log({"log"}, classed);
        ASSERT_TRUE(fit.classes.front().declined);
        EXPECT_NEAR(fit.classes.front().declined->best, 0.5, 1e-9);
    }
}

TEST(WorstEntries, are_the_dead_ones_and_then_those_of_which_the_least_is_believed) {
    const ClassedLog classed = falling();
    const LogFit fit = fit_log({"log"}, classed);
    const std::vector<WorstEntry> worst = worst_entries(classed, fit, 5);
    ASSERT_EQ(worst.size(), 5U);
    EXPECT_EQ(worst[0].entry, 3U);
    EXPECT_TRUE(worst[0].dead);
    EXPECT_EQ(worst[1].entry, 19U);
    EXPECT_EQ(worst[1].answered, 0);
    EXPECT_EQ(worst[1].asked, 20);
    EXPECT_GT(worst[1].mean, 0);
    for (std::size_t index = 2; index < worst.size(); ++index) {
        EXPECT_LE(worst[index - 1].mean, worst[index].mean);
        EXPECT_TRUE(worst[index].interval.low < worst[index].mean && worst[index].mean < worst[index].interval.high);
    }
    EXPECT_EQ(worst_entries(classed, fit, 100).size(), 20U);
}

TEST(FitPage, has_curves_estimates_and_the_worst_entries_and_nothing_that_runs) {
    const ClassedLog classed = falling();
    const PingLog log = entries_of(classed);
    const LogFit fit = fit_log({"a log.csv"}, classed);
    const LogFitReport report{log, classed, fit};
    std::ostringstream out;
    write_page(out, {report, {"laws.toml"}, {"fit", "a log.csv", "--out", "it"}});
    const std::string page = out.str();
    EXPECT_EQ(page.find("{{"), page.npos);
    EXPECT_EQ(page.find("<script"), page.npos);
    EXPECT_NE(page.find("script-src 'none'; style-src 'sha256-"), page.npos);
    const std::size_t body = page.find("<body>");
    ASSERT_NE(body, page.npos);
    pugi::xml_document parsed;
    const std::string markup = page.substr(body, page.find("</body>") + 7 - body);
    ASSERT_TRUE(parsed.load_string(markup.c_str(), pugi::parse_full));
    std::vector<std::string> headings;
    for (const auto& found : parsed.select_nodes("//h2"))
        headings.emplace_back(found.node().child("bdi").text().get());
    EXPECT_EQ(headings, (std::vector<std::string>{"The estimates", "Data and laws", "The twelve worst entries",
                                                  "All laws that were tried", "How the log was read",
                                                  "What was written", "Reproduce this page"}));
    EXPECT_EQ(parsed.select_nodes("//section[.//h2/@id='curves']//svg").size(), 2U);
    EXPECT_EQ(parsed.select_nodes("//div[@class='entries']/figure/svg").size(), 12U);
    EXPECT_EQ(parsed.select_nodes("//div[@class='entries']//path[@class='curve s2']").size(), 12U);
    EXPECT_EQ(parsed.select_nodes("//details[summary/bdi='phone']//tbody/tr").size(), 10U);
    EXPECT_NE(page.find("&lt;b&gt;&amp;\"nobody\", phone"), page.npos);
    EXPECT_NE(page.find("<code>hotline fit 'a log.csv' --out it</code>"), page.npos);
    EXPECT_NE(page.find("Dead by the last test; before that, by 1 min "), page.npos);
    std::ostringstream again;
    write_page(again, {report, {"laws.toml"}, {"fit", "a log.csv", "--out", "it"}});
    EXPECT_EQ(again.str(), page);
}

TEST(FitPage, of_many_classes_draws_those_with_the_most_tests) {
    ClassedLog classed = falling();
    const TestClass first = classed.classes.front();
    for (Index number = 1; number < 22; ++number) {
        TestClass other = first;
        other.response = "channel-" + std::to_string(number);
        other.contacts.resize(1);
        other.entries.resize(1);
        other.contacts.front() = {{10, 10, 0, 3}};
        other.results = {};
        other.results.front() = number;
        classed.classes.push_back(other);
    }
    const PingLog log = entries_of(classed);
    const LogFit fit = fit_log({"log.csv"}, classed);
    const LogFitReport report{log, classed, fit};
    std::ostringstream out;
    write_page(out, {report, {}, {"fit"}});
    EXPECT_NE(out.str().find("Of 22 classes, the 20 with the most tests are drawn."), std::string::npos);
    EXPECT_EQ(out.str().find("<figcaption><bdi>channel-2</bdi>"), std::string::npos);
    EXPECT_NE(out.str().find("<figcaption><bdi>channel-3</bdi>"), std::string::npos);
}

TEST(FitPage, of_a_log_without_an_answer_shows_the_data_alone) {
    ClassedLog classed = falling();
    for (TestsOfContact& tests : classed.classes.front().contacts) tests = {{60, kNoAnswer, 0, 3}};
    const PingLog log = entries_of(classed);
    const LogFit fit = fit_log({"log.csv"}, classed);
    std::ostringstream out;
    const LogFitReport report{log, classed, fit};
    write_page(out, {report, {}, {"fit"}});
    EXPECT_NE(out.str().find("No law of the time to an answer: nobody answered."), std::string::npos);
    EXPECT_EQ(out.str().find("curve s2"), std::string::npos);
    EXPECT_NE(out.str().find("curve s1"), std::string::npos);
}

}  // namespace
}  // namespace hotline
