#include "analysis/write/check.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "analysis/write/version.hpp"
#include "tests/unit/analysis/small_run.hpp"

namespace hotline {
namespace {

/// Two scenarios. The first has drifted; of its expectations one holds, one fails and one is undecided. The second
/// has not changed.
class CheckReport : public testing::Test {
protected:
    CheckReport() {
        const char* claims[] = {"P(contact <= 1h) >= 0.9", "mean(attempts) <= 6", "rmst(contact, 24h) <= 1h"};
        for (const char* that : claims) {
            Expectation expectation;
            ClaimError error;
            expectation.that = that;
            expectation.claim = parse_claim(that, {}, error).value();
            expectation.place.line = static_cast<std::uint32_t>(10 + scenario.expectations.size());
            scenario.expectations.push_back(expectation);
        }
        CheckedScenario crisis{"a|crisis, 50%", "crisis/scenario.toml", &scenario, 7, {}, {}};
        crisis.expectations = {
            {&scenario.expectations[0], 0, 1, Verdict::pass, 300, 0.975, {0.95, 0.99}, 0.005},
            {&scenario.expectations[1], 0, 0, Verdict::fail, 80, 9.25, {6.5, 12}, std::nullopt},
            {&scenario.expectations[2], 0, 0, Verdict::undecided, 200000, 3599.5, {3500, 3700}, std::nullopt}};
        CheckedScenario calm{"calm", "calm/scenario.toml", &scenario, 7, {}, DriftFindings{}};
        calm.expectations = {crisis.expectations[0]};

        for (Row& row : scenario.rows) row.identity = static_cast<Identity>(&row - scenario.rows.data() + 1);
        // Twice as many drills: with ten no change could be found.
        auto outcomes = small_run_outcomes();
        for (Outcomes& of_protocol : outcomes) {
            of_protocol.resize(20);
            for (std::size_t drill = 10; drill < 20; ++drill) of_protocol.set(drill, of_protocol.at(drill - 10));
        }
        const Baseline before = baseline_of(scenario, 7, "luck", outcomes, Keeping::each);
        for (Ticks& contact : outcomes[1].contact) contact *= 2;
        outcomes[0].made_by[0] = 3;
        crisis.drift = compare(before, baseline_of(scenario, 7, "luck", outcomes, Keeping::each));
        all = {crisis, calm};
    }

    template <class Write>
    static std::string written(Write write) {
        std::ostringstream out;
        write(out);
        return out.str();
    }

    Scenario scenario = small_run_scenario();
    std::vector<CheckedScenario> all;
};

TEST_F(CheckReport, is_as_bad_as_the_worst) {
    EXPECT_EQ(outlook_of(all), Outlook::fail);
    all[0].expectations.erase(all[0].expectations.begin() + 1);
    EXPECT_EQ(outlook_of(all), Outlook::drift);
    all[0].drift.reset();
    EXPECT_EQ(outlook_of(all), Outlook::undecided);
    EXPECT_EQ(outlook_of(all[1]), Outlook::pass);
}

TEST_F(CheckReport, is_read_by_people) {
    EXPECT_EQ(written([&](std::ostream& out) {
                  for (const CheckedScenario& checked : all) write_text(out, checked);
                  write_text(out, all);
              }),
              R"TEXT(fail       a|crisis, 50%: 1 of 3 expectations hold; drifted from the baseline
           pass: P(contact <= 1h) >= 0.9 (hotline, United Kingdom → China): 97.5 % (95.0–99.0) after 300 drills
           fail: mean(attempts) <= 6 (lists, United Kingdom → China)
             9.25 (between 6.50 and 12.00) after 80 drills
           undecided: rmst(contact, 24h) <= 1h (lists, United Kingdom → China)
             1 h (between 58 min and 1 h 02 min) after 200000 drills
           uk → cn, lists: who made contact or the results of attempts have changed
             nothing moved by more than chance. Had more drills differed one way, by as much, these changes would have been found with 90 % probability:
               first answer by 24 h: 90.1 points
               time to first answer: 90.1 points between the shares of shorter and longer
               contact by 24 h: 90.1 points
               time to contact: 90.1 points between the shares of shorter and longer
               response by 24 h: 90.1 points
               time to response: 90.1 points between the shares of shorter and longer
               attempts: 90.1 points between the shares of fewer and more
           uk → cn, hotline: 20 of 20 drills differ; the first is drill 0
             time to contact: shorter in 0.0 % of drills, longer in 100.0 % (p < 0.0001)
pass       calm: 1 of 1 expectations hold; every drill is as in the baseline
           pass: P(contact <= 1h) >= 0.9 (hotline, United Kingdom → China): 97.5 % (95.0–99.0) after 300 drills
2 scenarios: 1 pass, 1 fail
)TEXT");
}

TEST_F(CheckReport, of_many_tests_that_pass_tells_the_longest) {
    CheckedScenario& calm = all[1];
    calm.drift.reset();
    for (std::uint64_t drills = 301; drills < 310; ++drills) {
        calm.expectations.push_back(calm.expectations.front());
        calm.expectations.back().drills = drills;
    }
    const std::string ten = written([&](std::ostream& out) { write_text(out, calm); });
    EXPECT_EQ(std::count(ten.begin(), ten.end(), '\n'), 11);
    calm.expectations.push_back(calm.expectations.back());
    calm.expectations.push_back(calm.expectations.front());
    calm.expectations.back().verdict = Verdict::fail;
    EXPECT_EQ(written([&](std::ostream& out) { write_text(out, calm); }),
              R"TEXT(fail       calm: 11 of 12 expectations hold
           pass: P(contact <= 1h) >= 0.9 (hotline, United Kingdom → China): 97.5 % (95.0–99.0) after 309 drills; its 10 other tests that pass took no more
           fail: P(contact <= 1h) >= 0.9 (hotline, United Kingdom → China)
             97.5 % (95.0–99.0) after 300 drills
)TEXT");
}

/// A scenario with neither expectations nor a baseline passes, and every output says that nothing was checked.
TEST_F(CheckReport, says_where_nothing_was_checked) {
    all = {{"calm", "calm/scenario.toml", &scenario, 7, {}, {}}};
    EXPECT_EQ(outlook_of(all), Outlook::pass);
    EXPECT_EQ(written([&](std::ostream& out) { write_text(out, all[0]); }),
              "pass       calm: no expectations and no baseline, so nothing was checked\n");
    EXPECT_EQ(
        written([&](std::ostream& out) { write_tap(out, all); }),
        "TAP version 13\n1..1\nok 1 - calm: expectations # SKIP no expectations and no baseline, so nothing was "
        "checked\n");
    EXPECT_EQ(written([&](std::ostream& out) { write_junit(out, all); }), R"XML(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="hotline check">
  <testsuite name="calm" tests="1" failures="0" errors="0" skipped="1" time="0.000">
    <testcase classname="calm" name="expectations" time="0.000">
      <skipped message="no expectations and no baseline, so nothing was checked" />
    </testcase>
  </testsuite>
</testsuites>
)XML");
    EXPECT_EQ(written([&](std::ostream& out) { write_github_annotations(out, all); }),
              "::notice file=calm/scenario.toml,line=1,title=calm%3A expectations::skipped: no expectations and no "
              "baseline, so nothing was checked\n");
    EXPECT_EQ(written([&](std::ostream& out) { write_github_summary(out, all); }), R"MD(### hotline check: pass

| scenario | expectation | verdict | seen |
|---|---|---|---|
| calm | expectations | **skipped** | no expectations and no baseline, so nothing was checked |
)MD");
    const auto json = nlohmann::json::parse(written([&](std::ostream& out) { write_json(out, all); }));
    EXPECT_EQ(json["scenarios"][0]["note"], "no expectations and no baseline, so nothing was checked");
}

TEST_F(CheckReport, is_tap) {
    EXPECT_EQ(written([&](std::ostream& out) { write_tap(out, all); }), R"TAP(TAP version 13
1..6
ok 1 - a|crisis, 50%: P(contact <= 1h) >= 0.9 (hotline, United Kingdom → China)
# pass: 97.5 % (95.0–99.0) after 300 drills
not ok 2 - a|crisis, 50%: mean(attempts) <= 6 (lists, United Kingdom → China)
# fail: 9.25 (between 6.50 and 12.00) after 80 drills
not ok 3 - a|crisis, 50%: rmst(contact, 24h) <= 1h (lists, United Kingdom → China)
# undecided: 1 h (between 58 min and 1 h 02 min) after 200000 drills
not ok 4 - a|crisis, 50%: baseline
# fail: uk → cn, lists: who made contact or the results of attempts have changed
#   nothing moved by more than chance. Had more drills differed one way, by as much, these changes would have been found with 90 % probability:
#     first answer by 24 h: 90.1 points
#     time to first answer: 90.1 points between the shares of shorter and longer
#     contact by 24 h: 90.1 points
#     time to contact: 90.1 points between the shares of shorter and longer
#     response by 24 h: 90.1 points
#     time to response: 90.1 points between the shares of shorter and longer
#     attempts: 90.1 points between the shares of fewer and more
# uk → cn, hotline: 20 of 20 drills differ; the first is drill 0
#   time to contact: shorter in 0.0 % of drills, longer in 100.0 % (p < 0.0001)
ok 5 - calm: P(contact <= 1h) >= 0.9 (hotline, United Kingdom → China)
# pass: 97.5 % (95.0–99.0) after 300 drills
ok 6 - calm: baseline
# pass: every drill is as in the baseline
)TAP");
}

TEST_F(CheckReport, is_junit) {
    EXPECT_EQ(written([&](std::ostream& out) { write_junit(out, all); }), R"XML(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="hotline check">
  <testsuite name="a|crisis, 50%" tests="4" failures="2" errors="1" time="0.000">
    <testcase classname="a|crisis, 50%" name="P(contact &lt;= 1h) >= 0.9 (hotline, United Kingdom → China)" time="0.000">
      <system-out>97.5 % (95.0–99.0) after 300 drills</system-out>
    </testcase>
    <testcase classname="a|crisis, 50%" name="mean(attempts) &lt;= 6 (lists, United Kingdom → China)" time="0.000">
      <failure type="fail" message="9.25 (between 6.50 and 12.00) after 80 drills">crisis/scenario.toml:11
9.25 (between 6.50 and 12.00) after 80 drills</failure>
    </testcase>
    <testcase classname="a|crisis, 50%" name="rmst(contact, 24h) &lt;= 1h (lists, United Kingdom → China)" time="0.000">
      <error type="undecided" message="1 h (between 58 min and 1 h 02 min) after 200000 drills">crisis/scenario.toml:12
1 h (between 58 min and 1 h 02 min) after 200000 drills</error>
    </testcase>
    <testcase classname="a|crisis, 50%" name="baseline" time="0.000">
      <failure type="fail" message="uk → cn, lists: who made contact or the results of attempts have changed">crisis/scenario.toml
uk → cn, lists: who made contact or the results of attempts have changed
  nothing moved by more than chance. Had more drills differed one way, by as much, these changes would have been found with 90 % probability:
    first answer by 24 h: 90.1 points
    time to first answer: 90.1 points between the shares of shorter and longer
    contact by 24 h: 90.1 points
    time to contact: 90.1 points between the shares of shorter and longer
    response by 24 h: 90.1 points
    time to response: 90.1 points between the shares of shorter and longer
    attempts: 90.1 points between the shares of fewer and more
uk → cn, hotline: 20 of 20 drills differ; the first is drill 0
  time to contact: shorter in 0.0 % of drills, longer in 100.0 % (p &lt; 0.0001)</failure>
    </testcase>
  </testsuite>
  <testsuite name="calm" tests="2" failures="0" errors="0" time="0.000">
    <testcase classname="calm" name="P(contact &lt;= 1h) >= 0.9 (hotline, United Kingdom → China)" time="0.000">
      <system-out>97.5 % (95.0–99.0) after 300 drills</system-out>
    </testcase>
    <testcase classname="calm" name="baseline" time="0.000">
      <system-out>every drill is as in the baseline</system-out>
    </testcase>
  </testsuite>
</testsuites>
)XML");
}

TEST_F(CheckReport, is_read_by_github) {
    EXPECT_EQ(
        written([&](std::ostream& out) { write_github_annotations(out, all); }),
        R"GH(::error file=crisis/scenario.toml,line=1,title=a|crisis%2C 50%25%3A baseline::fail: uk → cn, lists: who made contact or the results of attempts have changed%0A  nothing moved by more than chance. Had more drills differed one way, by as much, these changes would have been found with 90 %25 probability:%0A    first answer by 24 h: 90.1 points%0A    time to first answer: 90.1 points between the shares of shorter and longer%0A    contact by 24 h: 90.1 points%0A    time to contact: 90.1 points between the shares of shorter and longer%0A    response by 24 h: 90.1 points%0A    time to response: 90.1 points between the shares of shorter and longer%0A    attempts: 90.1 points between the shares of fewer and more%0Auk → cn, hotline: 20 of 20 drills differ; the first is drill 0%0A  time to contact: shorter in 0.0 %25 of drills, longer in 100.0 %25 (p < 0.0001)
::error file=crisis/scenario.toml,line=11,title=a|crisis%2C 50%25%3A mean(attempts) <= 6 (lists%2C United Kingdom → China)::fail: 9.25 (between 6.50 and 12.00) after 80 drills
::warning file=crisis/scenario.toml,line=12,title=a|crisis%2C 50%25%3A rmst(contact%2C 24h) <= 1h (lists%2C United Kingdom → China)::undecided: 1 h (between 58 min and 1 h 02 min) after 200000 drills
)GH");
    EXPECT_EQ(written([&](std::ostream& out) { write_github_summary(out, all); }), R"MD(### hotline check: fail

| scenario | expectation | verdict | seen |
|---|---|---|---|
| a&#124;crisis, 50% | baseline | **fail** | uk → cn, lists: who made contact or the results of attempts have changed<br>  nothing moved by more than chance. Had more drills differed one way, by as much, these changes would have been found with 90 % probability:<br>    first answer by 24 h: 90.1 points<br>    time to first answer: 90.1 points between the shares of shorter and longer<br>    contact by 24 h: 90.1 points<br>    time to contact: 90.1 points between the shares of shorter and longer<br>    response by 24 h: 90.1 points<br>    time to response: 90.1 points between the shares of shorter and longer<br>    attempts: 90.1 points between the shares of fewer and more<br>uk → cn, hotline: 20 of 20 drills differ; the first is drill 0<br>  time to contact: shorter in 0.0 % of drills, longer in 100.0 % (p &#60; 0.0001) |
| a&#124;crisis, 50% | mean(attempts) &#60;= 6 (lists, United Kingdom → China) | **fail** | 9.25 (between 6.50 and 12.00) after 80 drills |
| a&#124;crisis, 50% | rmst(contact, 24h) &#60;= 1h (lists, United Kingdom → China) | **undecided** | 1 h (between 58 min and 1 h 02 min) after 200000 drills |
| a&#124;crisis, 50% | P(contact &#60;= 1h) &#62;= 0.9 (hotline, United Kingdom → China) | pass | 97.5 % (95.0–99.0) after 300 drills |
| calm | baseline | pass | every drill is as in the baseline |
| calm | P(contact &#60;= 1h) &#62;= 0.9 (hotline, United Kingdom → China) | pass | 97.5 % (95.0–99.0) after 300 drills |
)MD");
}

TEST_F(CheckReport, is_json) {
    const auto json = nlohmann::json::parse(written([&](std::ostream& out) { write_json(out, all); }));
    EXPECT_EQ(json["verdict"], "fail");
    EXPECT_EQ(json["scenarios"][0]["expectations"][1]["verdict"], "fail");
    EXPECT_EQ(json["scenarios"][0]["expectations"][1]["interval"], (nlohmann::json::array({6.5, 12.0})));
    EXPECT_TRUE(json["scenarios"][0]["expectations"][1]["indifference"].is_null());
    EXPECT_EQ(json["scenarios"][0]["expectations"][1]["after"], 0);
    EXPECT_EQ(json["scenarios"][0]["baseline"]["changed"][1]["differing"], 20);
    EXPECT_EQ(json["scenarios"][1]["baseline"]["same"], true);
    EXPECT_TRUE(json["scenarios"][1]["note"].is_null());
}

/// Many tests of one expectation: one annotation, the worst first, and a summary that GitHub takes.
TEST_F(CheckReport, of_very_many_tests_is_not_dropped_by_github) {
    CheckedScenario& crisis = all[0];
    crisis.drift.reset();
    const CheckedExpectation failed{&scenario.expectations[0], 0, 1, Verdict::fail, 300, 0.5, {0.4, 0.6}, 0.005};
    for (int test = 0; test < 9900; ++test) {
        crisis.expectations.push_back(failed);
        crisis.expectations.back().estimate = test == 4000 ? 0.01 : 0.5;
    }
    const std::string annotations = written([&](std::ostream& out) { write_github_annotations(out, all); });
    EXPECT_EQ(
        annotations.substr(0, annotations.find('\n')),
        "::error file=crisis/scenario.toml,line=10,title=a|crisis%2C 50%25%3A P(contact <= 1h) >= 0.9 (hotline%2C "
        "United Kingdom → China) and 9899 more of this expectation::fail: 1.0 %25 (40.0–60.0) after 300 drills");
    EXPECT_EQ(std::count(annotations.begin(), annotations.end(), '\n'), 3);
    const std::string summary = written([&](std::ostream& out) { write_github_summary(out, all); });
    EXPECT_LT(summary.size(), 1U << 20);
    EXPECT_NE(summary.find("| **fail** | 1.0 % (40.0–60.0)"), std::string::npos);
    const auto rows = std::count(summary.begin(), summary.end(), '\n') - 6;
    EXPECT_EQ(summary.substr(summary.rfind("\nand ")), fmt::format("\nand {} more\n", 9905 - rows));
}

/// Names of a folder and of a protocol that could make a failure look like a success.
class HostileNames : public testing::Test {
protected:
    HostileNames() {
        expectation.that = "P(contact <= 1h) of x\\#y >= 0.9";
        ClaimError error;
        expectation.claim = parse_claim("P(contact <= 1h) >= 0.9", {}, error).value();
        scenario.protocols[1].id = "p\\# SKIP | _x_";
        scenario.parties[0].name = "A <b> & C # TODO";
        CheckedScenario checked{"worm # TODO list\nok 2 - x\r::error::\\",
                                "worm\n::error::,x:y%/scenario.toml",
                                &scenario,
                                7,
                                {{&expectation, 0, 1, Verdict::fail, 300, 0.5, {0.4, 0.6}, 0.005}},
                                {}};
        all = {checked};
    }

    template <class Write>
    std::string written(Write write) {
        std::ostringstream out;
        write(out);
        return out.str();
    }

    Scenario scenario = small_run_scenario();
    Expectation expectation;
    std::vector<CheckedScenario> all;
};

TEST_F(HostileNames, forge_no_verdict) {
    EXPECT_EQ(written([&](std::ostream& out) { write_tap(out, all); }),
              R"TAP(TAP version 13
1..1
not ok 1 - worm \# TODO list?ok 2 - x?::error::\\: P(contact <= 1h) of x\\\#y >= 0.9 (p\\\# SKIP | _x_, A <b> & C \# TODO → China)
# fail: 50.0 % (40.0–60.0) after 300 drills
)TAP");
    EXPECT_EQ(written([&](std::ostream& out) { write_text(out, all[0]); }),
              R"TEXT(fail       worm # TODO list?ok 2 - x?::error::\: 0 of 1 expectations hold
           fail: P(contact <= 1h) of x\#y >= 0.9 (p\# SKIP | _x_, A <b> & C # TODO → China)
             50.0 % (40.0–60.0) after 300 drills
)TEXT");
    EXPECT_EQ(written([&](std::ostream& out) { write_github_annotations(out, all); }),
              "::error file=worm%0A%3A%3Aerror%3A%3A%2Cx%3Ay%25/scenario.toml,line=1,title=worm # TODO list?ok 2 - "
              "x?%3A%3Aerror%3A%3A\\%3A P(contact <= 1h) of x\\#y >= 0.9 (p\\# SKIP | _x_%2C A <b> & C # TODO → "
              "China)::fail: "
              "50.0 %25 (40.0–60.0) after 300 drills\n");
    EXPECT_EQ(written([&](std::ostream& out) { write_github_summary(out, all); }), R"MD(### hotline check: fail

| scenario | expectation | verdict | seen |
|---|---|---|---|
| worm &#35; TODO list?ok 2 - x?::error::&#92; | P(contact &#60;= 1h) of x&#92;&#35;y &#62;= 0.9 (p&#92;&#35; SKIP &#124; &#95;x&#95;, A &#60;b&#62; &#38; C &#35; TODO → China) | **fail** | 50.0 % (40.0–60.0) after 300 drills |
)MD");
    EXPECT_EQ(written([&](std::ostream& out) { write_junit(out, all); }), R"XML(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="hotline check">
  <testsuite name="worm # TODO list?ok 2 - x?::error::\" tests="1" failures="1" errors="0" time="0.000">
    <testcase classname="worm # TODO list?ok 2 - x?::error::\" name="P(contact &lt;= 1h) of x\#y >= 0.9 (p\# SKIP | _x_, A &lt;b> &amp; C # TODO → China)" time="0.000">
      <failure type="fail" message="50.0 % (40.0–60.0) after 300 drills">worm?::error::,x:y%/scenario.toml
50.0 % (40.0–60.0) after 300 drills</failure>
    </testcase>
  </testsuite>
</testsuites>
)XML");
}

}  // namespace
}  // namespace hotline
