#include "analysis/check_report.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "analysis/version.hpp"
#include "tests/unit/analysis/small_run.hpp"

namespace hotline {
namespace {

/// A scenario of which one expectation holds, one does not and one is open, and which has changed since; and one that
/// is as it was.
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
        CheckedScenario calm{"calm", "calm/scenario.toml", &scenario, 7, {}, DriftReport{}};
        calm.expectations = {crisis.expectations[0]};

        for (Row& row : scenario.rows) row.identity = static_cast<Identity>(&row - scenario.rows.data() + 1);
        Baseline before = baseline_of(scenario, 7, "luck", small_run_outcomes());
        auto outcomes = small_run_outcomes();
        for (Ticks& contact : outcomes[1].contact) contact *= 2;
        outcomes[0].made_by[0] = 3;
        crisis.drift = compare(before, baseline_of(scenario, 7, "luck", outcomes));
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
           fail: mean(attempts) <= 6 (lists, United Kingdom → China)
             9.25 (between 6.50 and 12.00) after 80 drills
           undecided: rmst(contact, 24h) <= 1h (lists, United Kingdom → China)
             1 h (between 58 min and 1 h 02 min) after 200000 drills
           uk → cn, lists: who made contact or what attempts ended in has changed
             nothing moved beyond chance; with 90 % probability would have been found changes of
               first answer by 24 h: none, of so few drills
               contact by 24 h: none, of so few drills
               response by 24 h: none, of so few drills
           uk → cn, hotline: 10 of 10 drills differ, from drill 0 on
             mean time to contact: 10 min was 5 min (p < 0.0001)
pass       calm: 1 of 1 expectations hold; drill by drill as in the baseline
2 scenarios: 1 pass, 1 fail
)TEXT");
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
# fail: uk → cn, lists: who made contact or what attempts ended in has changed
#   nothing moved beyond chance; with 90 % probability would have been found changes of
#     first answer by 24 h: none, of so few drills
#     contact by 24 h: none, of so few drills
#     response by 24 h: none, of so few drills
# uk → cn, hotline: 10 of 10 drills differ, from drill 0 on
#   mean time to contact: 10 min was 5 min (p < 0.0001)
ok 5 - calm: P(contact <= 1h) >= 0.9 (hotline, United Kingdom → China)
# pass: 97.5 % (95.0–99.0) after 300 drills
ok 6 - calm: baseline
# pass: the same drill by drill
)TAP");
}

TEST_F(CheckReport, is_junit) {
    EXPECT_EQ(written([&](std::ostream& out) { write_junit(out, all); }), R"XML(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="hotline check">
  <testsuite name="a|crisis, 50%" tests="4" failures="2" errors="1">
    <testcase classname="a|crisis, 50%" name="P(contact &lt;= 1h) >= 0.9 (hotline, United Kingdom → China)" file="crisis/scenario.toml" line="10">
      <system-out>97.5 % (95.0–99.0) after 300 drills</system-out>
    </testcase>
    <testcase classname="a|crisis, 50%" name="mean(attempts) &lt;= 6 (lists, United Kingdom → China)" file="crisis/scenario.toml" line="11">
      <failure type="fail" message="9.25 (between 6.50 and 12.00) after 80 drills">9.25 (between 6.50 and 12.00) after 80 drills</failure>
    </testcase>
    <testcase classname="a|crisis, 50%" name="rmst(contact, 24h) &lt;= 1h (lists, United Kingdom → China)" file="crisis/scenario.toml" line="12">
      <error type="undecided" message="1 h (between 58 min and 1 h 02 min) after 200000 drills">1 h (between 58 min and 1 h 02 min) after 200000 drills</error>
    </testcase>
    <testcase classname="a|crisis, 50%" name="baseline" file="crisis/scenario.toml">
      <failure type="fail" message="uk → cn, lists: who made contact or what attempts ended in has changed">uk → cn, lists: who made contact or what attempts ended in has changed
  nothing moved beyond chance; with 90 % probability would have been found changes of
    first answer by 24 h: none, of so few drills
    contact by 24 h: none, of so few drills
    response by 24 h: none, of so few drills
uk → cn, hotline: 10 of 10 drills differ, from drill 0 on
  mean time to contact: 10 min was 5 min (p &lt; 0.0001)</failure>
    </testcase>
  </testsuite>
  <testsuite name="calm" tests="2" failures="0" errors="0">
    <testcase classname="calm" name="P(contact &lt;= 1h) >= 0.9 (hotline, United Kingdom → China)" file="calm/scenario.toml" line="10">
      <system-out>97.5 % (95.0–99.0) after 300 drills</system-out>
    </testcase>
    <testcase classname="calm" name="baseline" file="calm/scenario.toml">
      <system-out>the same drill by drill</system-out>
    </testcase>
  </testsuite>
</testsuites>
)XML");
}

TEST_F(CheckReport, is_read_by_github) {
    EXPECT_EQ(
        written([&](std::ostream& out) { write_github_annotations(out, all); }),
        R"GH(::error file=crisis/scenario.toml,line=11,title=a|crisis%2C 50%25%3A mean(attempts) <= 6 (lists%2C United Kingdom → China)::fail: 9.25 (between 6.50 and 12.00) after 80 drills
::warning file=crisis/scenario.toml,line=12,title=a|crisis%2C 50%25%3A rmst(contact%2C 24h) <= 1h (lists%2C United Kingdom → China)::undecided: 1 h (between 58 min and 1 h 02 min) after 200000 drills
::error file=crisis/scenario.toml,line=1,title=a|crisis%2C 50%25%3A baseline::fail: uk → cn, lists: who made contact or what attempts ended in has changed%0A  nothing moved beyond chance; with 90 %25 probability would have been found changes of%0A    first answer by 24 h: none, of so few drills%0A    contact by 24 h: none, of so few drills%0A    response by 24 h: none, of so few drills%0Auk → cn, hotline: 10 of 10 drills differ, from drill 0 on%0A  mean time to contact: 10 min was 5 min (p < 0.0001)
)GH");
    EXPECT_EQ(written([&](std::ostream& out) { write_github_summary(out, all); }), R"MD(### hotline check: fail

| scenario | expectation | verdict | seen |
|---|---|---|---|
| a\|crisis, 50% | P(contact &lt;= 1h) &gt;= 0.9 (hotline, United Kingdom → China) | pass | 97.5 % (95.0–99.0) after 300 drills |
| a\|crisis, 50% | mean(attempts) &lt;= 6 (lists, United Kingdom → China) | **fail** | 9.25 (between 6.50 and 12.00) after 80 drills |
| a\|crisis, 50% | rmst(contact, 24h) &lt;= 1h (lists, United Kingdom → China) | **undecided** | 1 h (between 58 min and 1 h 02 min) after 200000 drills |
| a\|crisis, 50% | baseline | **fail** | uk → cn, lists: who made contact or what attempts ended in has changed<br>  nothing moved beyond chance; with 90 % probability would have been found changes of<br>    first answer by 24 h: none, of so few drills<br>    contact by 24 h: none, of so few drills<br>    response by 24 h: none, of so few drills<br>uk → cn, hotline: 10 of 10 drills differ, from drill 0 on<br>  mean time to contact: 10 min was 5 min (p &lt; 0.0001) |
| calm | P(contact &lt;= 1h) &gt;= 0.9 (hotline, United Kingdom → China) | pass | 97.5 % (95.0–99.0) after 300 drills |
| calm | baseline | pass | the same drill by drill |
)MD");
}

TEST_F(CheckReport, is_json) {
    const auto json = nlohmann::json::parse(written([&](std::ostream& out) { write_json(out, all); }));
    EXPECT_EQ(json["verdict"], "fail");
    EXPECT_EQ(json["scenarios"][0]["expectations"][1]["verdict"], "fail");
    EXPECT_EQ(json["scenarios"][0]["expectations"][1]["interval"], (nlohmann::json::array({6.5, 12.0})));
    EXPECT_TRUE(json["scenarios"][0]["expectations"][1]["indifference"].is_null());
    EXPECT_EQ(json["scenarios"][0]["expectations"][1]["after"], 0);
    EXPECT_EQ(json["scenarios"][0]["baseline"]["changed"][1]["differing"], 10);
    EXPECT_EQ(json["scenarios"][1]["baseline"]["same"], true);
}

}  // namespace
}  // namespace hotline
