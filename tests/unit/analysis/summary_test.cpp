#include "analysis/estimates/summary.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "analysis/estimates/betting.hpp"
#include "analysis/estimates/fixed_width.hpp"
#include "tests/unit/analysis/small_run.hpp"

namespace hotline {
namespace {

using namespace std::chrono_literals;

class Summary : public testing::Test {
protected:
    CaseSummary summarise_lists() const { return summarise(scenario, outcomes[0]); }

    const Scenario scenario = small_run_scenario();
    const std::vector<Outcomes> outcomes = small_run_outcomes();
};

TEST_F(Summary, counts_who_got_there) {
    const CaseSummary lists = summarise_lists();
    EXPECT_EQ(lists.drills, 10U);
    EXPECT_EQ(lists.milestones[Milestone::first_answer]->reached, 8U);
    EXPECT_EQ(lists.contact().reached, 7U);
    EXPECT_EQ(lists.contact().probability, 0.7);
    EXPECT_EQ(lists.contact().interval, clopper_pearson(7, 10));
    ASSERT_TRUE(lists.milestones[Milestone::response]);
    EXPECT_EQ(lists.milestones[Milestone::response]->reached, 4U);
    EXPECT_FALSE(summarise(scenario, outcomes[1]).milestones[Milestone::response]);
}

// Contacts come after 30, 60, … 210 minutes; three never come. The median of ten is the fifth, and lies between the
// second and the ninth with 95 %.
TEST_F(Summary, takes_quantiles_among_all_drills) {
    const CaseSummary lists = summarise_lists();
    const auto& quantiles = lists.contact().quantiles;
    EXPECT_EQ(quantiles[0].share, 0.5);
    EXPECT_EQ(quantiles[0].value, Ticks(150min));
    EXPECT_EQ(quantiles[0].low, Ticks(60min));
    EXPECT_EQ(quantiles[0].high, std::nullopt);
    EXPECT_EQ(quantiles[1].share, 0.9);
    EXPECT_EQ(quantiles[1].value, std::nullopt);
    EXPECT_EQ(quantiles[1].low, Ticks(210min));
}

TEST_F(Summary, says_where_even_the_lower_end_was_not_reached_and_where_the_drills_are_too_few) {
    Outcomes few;
    few.case_index = 0;
    few.protocol = 1;
    few.resize(5);
    for (std::size_t drill = 0; drill < 5; ++drill) few.contact[drill] = 1min;
    EXPECT_EQ(summarise(scenario, few).contact().quantiles[0].low, Ticks{0});
    EXPECT_EQ(summarise(scenario, few).contact().quantiles[0].high, std::nullopt);
    EXPECT_EQ(summarise(scenario, few).milestones[Milestone::first_answer]->quantiles[0].low, Ticks{0});
    few.resize(10);
    EXPECT_EQ(summarise(scenario, few).milestones[Milestone::first_answer]->quantiles[0].low, std::nullopt);
}

// (30 + 60 + … + 210 + 3 · 1440) / 10 = 516 minutes.
TEST_F(Summary, has_the_mean_within_the_horizon) {
    const MilestoneSummary contact = summarise_lists().contact();
    EXPECT_NEAR(contact.mean_within_horizon, 516 * 60, 1e-9);
    std::vector<double> within;
    for (const int minutes : {210, 180, 150, 120, 90, 60, 30, 1440, 1440, 1440}) within.push_back(60.0 * minutes);
    EXPECT_EQ(contact.mean_interval, MeanBets(within, 0, 86400).interval());
}

// All ten drills of the hotline took five minutes. Yet one in three might fail, and then the mean would be hours.
TEST_F(Summary, does_not_trust_a_mean_of_few_drills_that_agree) {
    const MilestoneSummary contact = summarise(scenario, outcomes[1]).contact();
    EXPECT_DOUBLE_EQ(contact.mean_within_horizon, 300);
    EXPECT_GE(contact.mean_interval->high, (1 - contact.interval.low) * 86400);
}

TEST_F(Summary, of_a_single_drill_says_how_little_is_known) {
    Outcomes one;
    one.case_index = 0;
    one.protocol = 1;
    one.resize(1);
    const CaseSummary summary = summarise(scenario, one);
    EXPECT_EQ(summary.contact().mean_within_horizon, 86400);
    // By Markov's inequality, the mean may be as low as 0.025 of the one number that was seen.
    EXPECT_LT(summary.contact().mean_interval->low, 0.025 * 86400);
    EXPECT_EQ(summary.contact().mean_interval->high, 86400);
    EXPECT_EQ(summary.mean_attempts_interval->low, 0);
    EXPECT_GT(summary.mean_attempts_interval->high, 0.975 * 20);
}

TEST_F(Summary, counts_attempts_by_what_they_ended_in) {
    const CaseSummary lists = summarise_lists();
    EXPECT_THAT(lists.attempts, testing::ElementsAre(7, 14, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    EXPECT_NEAR(lists.mean_attempts, 6.6, 1e-12);
    // Ten drills, in each of which 20 attempts can be made.
    const MeanBets bets({3, 4, 5, 6, 7, 8, 9, 7, 8, 9}, 0, 20);
    EXPECT_EQ(lists.mean_attempts_interval, bets.interval());
}

TEST_F(Summary, has_the_mean_cost_where_attempts_cost_anything) {
    EXPECT_EQ(summarise_lists().mean_cost, std::nullopt);
    Scenario priced = scenario;
    priced.channels[0].cost = 500'000;
    priced.channels[1].cost = 2'000'000;
    Outcomes drills(priced, 0, 0);
    drills.resize(4);
    for (std::size_t drill = 0; drill < 4; ++drill) {
        Outcome outcome;
        outcome.cost = static_cast<Cost>(drill) * 250'000;
        drills.set(drill, outcome);
    }
    const CaseSummary summary = summarise(priced, drills);
    EXPECT_EQ(summary.mean_cost, 0.375);
    // Five tries on each of four rows, two on either channel.
    EXPECT_EQ(summary.mean_cost_interval, MeanBets({0, 0.25, 0.5, 0.75}, 0, 25).interval());
}

// Two rows of the director have the same channel and count as one. The deputy has made more contacts and comes first.
TEST_F(Summary, counts_who_made_contact) {
    std::vector<std::array<std::uint64_t, 3>> made_by;
    for (const ContactMadeBy& made : summarise_lists().made_by)
        made_by.push_back({made.official, made.channel, made.count});
    EXPECT_THAT(made_by,
                testing::ElementsAre(std::array<std::uint64_t, 3>{1, 1, 4}, std::array<std::uint64_t, 3>{0, 0, 2},
                                     std::array<std::uint64_t, 3>{0, 1, 1}));
}

TEST_F(Summary, of_drills_that_precision_stopped_allows_for_it) {
    Outcomes more = outcomes[0];
    const FixedWidth stopping(0.4);
    more.resize(100);
    const std::uint64_t drills = stopping.stop(more.contact).value();
    ASSERT_LE(drills, 10U);  // the others are not looked at
    const auto reached = [&](const std::vector<Ticks>& times, Ticks within) {
        return static_cast<std::uint64_t>(std::count_if(times.begin(),
                                                        times.begin() + static_cast<std::ptrdiff_t>(drills),
                                                        [&](Ticks at) { return at != kNever && at <= within; }));
    };
    const std::uint64_t contacts = reached(more.contact, scenario.horizon);
    const std::uint64_t answers = reached(more.first_answer, scenario.horizon);
    const CaseSummary lists = summarise_until(0.4, scenario, more);
    EXPECT_EQ(lists.drills, drills);
    EXPECT_EQ(lists.contact().interval, FixedWidth::interval(contacts, drills));
    EXPECT_EQ(lists.milestones[Milestone::first_answer]->interval,
              clopper_pearson(answers, drills, stopping.at_each_look()));
    EXPECT_EQ(lists.contact_together, clopper_pearson(contacts, drills, stopping.at_each_look(0.975)));
    EXPECT_EQ(lists.contact_soon.interval,
              clopper_pearson(reached(more.contact, std::chrono::minutes{30}), drills, stopping.at_each_look()));
    EXPECT_LT(lists.contact().mean_interval->low, summarise_lists().contact().mean_interval->low);
    EXPECT_GT(lists.contact().mean_interval->high, summarise_lists().contact().mean_interval->high);
    EXPECT_LT(lists.mean_attempts_interval->low, summarise_lists().mean_attempts_interval->low);
}

TEST_F(Summary, of_a_run_has_all_of_its_cases) {
    const RunSummary run = summarise(scenario, 42, 0.1, outcomes);
    EXPECT_EQ(run.seed, 42U);
    EXPECT_EQ(run.replications, 10U);
    ASSERT_EQ(run.cases.size(), 2U);
    EXPECT_EQ(run.cases[0].contact().interval, FixedWidth::interval(7, 10));
    EXPECT_EQ(run.cases[1].protocol, 1U);
    EXPECT_EQ(run.cases[1].contact().reached, 10U);
}

}  // namespace
}  // namespace hotline
