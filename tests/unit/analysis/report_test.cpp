// Whole outputs of a run that is small enough to check by hand.

#include "analysis/report.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "tests/oracle/sketch.hpp"

namespace hotline {
namespace {

constexpr auto kContact = static_cast<std::size_t>(Result::contact);
constexpr auto kNoAnswer = static_cast<std::size_t>(Result::no_answer);

/// Ten drills: nine reach somebody after 60, 120 … 540 s, one does not within the hour.
class Report : public testing::Test {
protected:
    Report() {
        sketch.scenario.title = "Ten drills";
        sketch.scenario.horizon = secs(3600);
        sketch.scenario.officials.reserve(1);
        sketch.step({sketch.someone(1, sketch.phone, sketch.responds(0))});
        Outcomes drills;
        drills.case_index = 0;
        drills.protocol = 0;
        drills.resize(10);
        for (std::size_t drill = 0; drill < 10; ++drill) {
            Outcome outcome;
            outcome.attempts[kNoAnswer] = 1;
            if (drill < 9) {
                outcome.first_answer = secs(60 * (static_cast<std::int64_t>(drill) + 1) - 10);
                outcome.contact = outcome.first_answer + secs(10);
                outcome.made_by = 0;
                outcome.attempts[kContact] = 1;
            }
            drills.set(drill, outcome);
        }
        outcomes.push_back(drills);
    }

    RunSummary summary() const { return summarise(sketch.scenario, 7, std::nullopt, outcomes); }

    Sketch sketch;
    std::vector<Outcomes> outcomes;
};

TEST_F(Report, summary_takes_order_statistics_of_all_drills) {
    const CaseSummary of_case = summary().cases.at(0);
    EXPECT_EQ(of_case.contact.reached, 9U);
    EXPECT_DOUBLE_EQ(of_case.contact.probability, 0.9);
    EXPECT_EQ(of_case.contact.interval, clopper_pearson(9, 10));
    EXPECT_EQ(of_case.contact.quantiles[0].value, secs(300));  // the fifth of ten
    EXPECT_EQ(of_case.contact.quantiles[0].low, secs(120));    // ranks 2 and 9: David and Nagaraja
    EXPECT_EQ(of_case.contact.quantiles[0].high, secs(540));
    EXPECT_EQ(of_case.contact.quantiles[1].value, secs(540));
    EXPECT_EQ(of_case.contact.quantiles[1].high, std::nullopt);
    EXPECT_EQ(of_case.contact.quantiles[2].value, std::nullopt);  // the tenth of ten
    EXPECT_DOUBLE_EQ(of_case.contact.mean_within_horizon, (2700 + 3600) / 10.0);
    EXPECT_DOUBLE_EQ(of_case.mean_attempts, 1.9);
    ASSERT_EQ(of_case.made_by.size(), 1U);
    EXPECT_EQ(of_case.made_by[0].count, 9U);
    EXPECT_FALSE(of_case.response);
}

TEST_F(Report, text) {
    std::ostringstream out;
    write_text(out, summary());
    EXPECT_EQ(out.str(), R"(Ten drills
10 drills of each case and protocol, seed 7, horizon 1 h

caller → callee

own
                                   median                     90 %                     95 %
  first answer                 4 min 50 s               8 min 50 s              not reached
                  1 min 50 s – 8 min 50 s 6 min 50 s – not reached 7 min 50 s – not reached
  contact                           5 min                    9 min              not reached
                            2 min – 9 min      7 min – not reached      8 min – not reached
  reached by the horizon: first answer 90.0 % (55.5–99.7)
                          contact 90.0 % (55.5–99.7)
  mean time to contact, counting the horizon where there is none: 11 min (0.0 s – 21 min)
  attempts: 1.90 a drill (1.70–2.10)
    ended in contact     47.4 %
    no answer            52.6 %  what failed most
  contact was made by
    100.0 %  official-0 by phone

Intervals are 95 %: Clopper–Pearson for probabilities, order statistics for times, the central limit
theorem for means. They say how exact the simulation is, not how true its assumptions are.
)");
}

TEST_F(Report, csv) {
    std::ostringstream out;
    outcomes[0].resize(1);
    Outcome exact = outcomes[0].at(0);
    exact.first_answer = Ticks{1025};  // a tick is 0.0009765625 s
    outcomes[0].set(0, exact);
    sketch.scenario.parties[0].id = "a \"b\", c";
    write_csv(out, sketch.scenario, outcomes);
    EXPECT_EQ(
        out.str(),
        "replication,caller,callee,protocol,first_answer,contact,response,official,channel,attempts,attempts_contact,"
        "attempts_handed_over,attempts_no_authority,attempts_no_answer,attempts_stale,attempts_busy,attempts_no_line,"
        "attempts_channel_down,attempts_no_interpreter,attempts_not_verified,attempts_cut_off\n"
        "0,\"a \"\"b\"\", c\",callee,own,1.0009765625,60,,official-0,phone,2,1,0,0,1,0,0,0,0,0,0,0\n");
}

TEST_F(Report, json_shows_what_is_no_utf8_and_stays_json) {
    std::ostringstream out;
    sketch.scenario.title = "bad \xff";
    write_json(out, summary());
    EXPECT_NE(out.str().find("\"scenario\": \"bad \xef\xbf\xbd\""), std::string::npos);
}

TEST_F(Report, a_precision_has_a_confidence_sequence_for_its_interval) {
    const RunSummary run = summarise(sketch.scenario, 7, 0.5, outcomes);
    EXPECT_LT(run.cases[0].contact.interval.low, clopper_pearson(9, 10).low);
    EXPECT_EQ(run.cases[0].first_answer.interval, clopper_pearson(9, 10));
}

}  // namespace
}  // namespace hotline
