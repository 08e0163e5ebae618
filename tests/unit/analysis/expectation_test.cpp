#include "analysis/estimates/expectation.hpp"

#include <gtest/gtest.h>

#include "analysis/write/expectation_text.hpp"
#include "tests/unit/analysis/small_run.hpp"

namespace hotline {
namespace {

using namespace std::chrono_literals;

/// An expectation of the small run, held against its drills.
class Expectations : public testing::Test {
protected:
    CheckedExpectation check(const std::string& that) {
        ClaimError error;
        expectation.that = that;
        expectation.claim = parse_claim(that, {}, error).value();
        ExpectationTest test(expectation, 20);
        for (std::size_t drill = 0; drill < 10; ++drill) {
            const Outcome outcome = outcomes[0].at(drill);
            const Outcome other = outcomes[1].at(drill);
            test.add(test.value(outcome) - (expectation.claim.minus.empty() ? 0 : test.value(other)));
        }
        return {&expectation,       0, 0, test.verdict(), test.drills(), test.estimate(), test.interval(),
                test.indifference()};
    }

    const Scenario scenario = small_run_scenario();
    const std::vector<Outcomes> outcomes = small_run_outcomes();
    Expectation expectation;
};

TEST_F(Expectations, hold_in_a_share_of_worlds_if_its_interval_says_so) {
    const auto in_worlds = [&](std::size_t held, std::size_t failed, std::size_t undecided) {
        CheckedExpectation one = check("P(contact <= 24h) >= 0.3");
        std::vector<CheckedExpectation> all;
        for (const auto& [count, verdict] :
             {std::pair(held, Verdict::pass), {failed, Verdict::fail}, {undecided, Verdict::undecided}}) {
            one.verdict = verdict;
            all.insert(all.end(), count, one);
        }
        expectation.in_worlds = 0.9;
        return checked_in_worlds(expectation, all);
    };
    EXPECT_EQ(in_worlds(190, 10, 0).verdict, Verdict::pass);
    EXPECT_EQ(in_worlds(180, 20, 0).verdict, Verdict::undecided);
    EXPECT_EQ(in_worlds(150, 20, 30).verdict, Verdict::undecided);
    EXPECT_EQ(in_worlds(150, 50, 0).verdict, Verdict::fail);
    const CheckedExpectation checked = in_worlds(186, 12, 2);
    EXPECT_EQ(checked.estimate, 0.93);
    EXPECT_EQ(checked.interval, (Interval{clopper_pearson(186, 200).low, clopper_pearson(188, 200).high}));
    EXPECT_EQ(checked.drills, 2000U);
    EXPECT_EQ(seen_text(checked),
              "93.0 % (88.5–96.9) of worlds: held in 186 of 200, failed in 12, undecided in 2 after 2000 drills");
    EXPECT_EQ(seen_text(in_worlds(186, 14, 0)),
              "93.0 % (88.5–96.2) of worlds: held in 186 of 200, failed in 14 after 2000 drills");
    EXPECT_EQ(claim_text(scenario, checked),
              "P(contact <= 24h) >= 0.3 in 90.0 % of worlds (lists, United Kingdom → China)");
}

TEST_F(Expectations, take_their_measure_of_every_drill) {
    EXPECT_EQ(check("P(contact <= 30min) >= 0.3").estimate, 0.1);
    EXPECT_EQ(check("P(contact <= 24h) >= 0.3").estimate, 0.7);
    EXPECT_EQ(check("P(first_answer <= 24h) >= 0.3").estimate, 0.8);
    EXPECT_EQ(check("P(response <= 24h) >= 0.3").estimate, 0.4);
    EXPECT_NEAR(check("mean(attempts) <= 6").estimate, 6.6, 1e-9);
    // One drill takes 30 min. The other nine count as an hour.
    EXPECT_NEAR(check("rmst(contact, 1h) <= 57min").estimate, 57 * 60, 1e-6);
    EXPECT_NEAR(check("P(contact <= 1h) of lists - of hotline <= -0.7").estimate, -0.8, 1e-12);
    EXPECT_NEAR(check("mean(attempts) of lists - of hotline <= 6").estimate, 5.6, 1e-9);
    EXPECT_NEAR(check("rmst(contact, 1h) of lists - of hotline <= 50min").estimate, 52 * 60, 1e-6);
}

// The contacts come after 30, 60, … 210 minutes.
TEST_F(Expectations, take_quantiles_as_the_probabilities_that_they_stand_for) {
    EXPECT_EQ(check("median(contact) <= 1h").estimate, 0.2);
    EXPECT_EQ(check("median(contact) >= 1h").estimate, 0.1);  // reached before the hour
    EXPECT_EQ(check("p90(contact) >= 24h").indifference, 0.005);
}

TEST_F(Expectations, come_to_a_verdict) {
    EXPECT_EQ(check("P(contact <= 1s) <= 0.9").verdict, Verdict::undecided);
    expectation.indifference = 0.4;
    EXPECT_EQ(check("P(contact <= 1s) >= 0.9").verdict, Verdict::fail);
    EXPECT_EQ(check("P(contact <= 1s) >= 0.9").drills, 2U);
    EXPECT_EQ(check("P(contact <= 1s) <= 0.4").verdict, Verdict::pass);
}

TEST_F(Expectations, have_an_indifference_that_fits_their_bound) {
    EXPECT_EQ(usual_indifference(0.5), 0.005);
    EXPECT_EQ(usual_indifference(0.95), 0.005);
    EXPECT_NEAR(usual_indifference(0.99), 0.0025, 1e-12);
    EXPECT_DOUBLE_EQ(usual_indifference(0.004), 0.001);
    EXPECT_EQ(usual_indifference(1), 0.001);
}

TEST_F(Expectations, are_put_into_words) {
    EXPECT_EQ(seen_text(check("P(contact <= 24h) >= 0.7")), "70.0 % (26.6–96.4) after 10 drills");
    EXPECT_EQ(seen_text(check("median(contact) <= 2h")), "40.0 % (7.6–80.8) by 2 h after 10 drills");
    EXPECT_EQ(seen_text(check("median(contact) >= 2h")), "30.0 % (3.6–73.4) before 2 h after 10 drills");
    EXPECT_EQ(seen_text(check("mean(attempts) <= 6")), "6.60 (between 3.71 and 12.19) after 10 drills");
    CheckedExpectation first = check("mean(attempts) <= 6");
    first.drills = 1;
    EXPECT_EQ(seen_text(first), "6.60 (between 3.71 and 12.19) after 1 drill");
    EXPECT_EQ(claim_text(scenario, check("mean(attempts) <= 6")),
              "mean(attempts) <= 6 (lists, United Kingdom → China)");
    EXPECT_EQ(claim_text(scenario, check("mean(attempts) of lists - of hotline <= 6")),
              "mean(attempts) of lists - of hotline <= 6 (United Kingdom → China)");
}

TEST_F(Expectations, of_several_cases_say_that_their_intervals_hold_together) {
    CheckedExpectation checked = check("mean(attempts) <= 6");
    EXPECT_EQ(seen_text(checked), "6.60 (between 3.71 and 12.19) after 10 drills");
    checked.one_of = 20;
    EXPECT_EQ(seen_text(checked), "6.60 (between 3.71 and 12.19) after 10 drills; intervals of all 20 hold together");
}

}  // namespace
}  // namespace hotline
