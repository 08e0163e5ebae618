#include "analysis/write/answer.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "analysis/estimates/ahead.hpp"
#include "tests/unit/analysis/small_run.hpp"

namespace hotline {
namespace {

using namespace std::chrono_literals;

TEST(Ahead, is_certain_only_above_every_other) {
    const Ahead apart = who_is_ahead({{0.4, {0.3, 0.5}}, {0.9, {0.8, 0.95}}, {0.6, {0.5, 0.7}}});
    EXPECT_EQ(apart.first, 1U);
    EXPECT_EQ(apart.second, 2U);
    EXPECT_NEAR(apart.by, 0.3, 1e-12);
    EXPECT_NEAR(apart.interval.low, 0.1, 1e-12);
    EXPECT_NEAR(apart.interval.high, 0.45, 1e-12);
    EXPECT_TRUE(apart.certain);
    // The third estimate is the lowest, and yet it may be the best.
    EXPECT_FALSE(who_is_ahead({{0.9, {0.8, 0.95}}, {0.6, {0.5, 0.7}}, {0.4, {0.1, 0.85}}}).certain);
    EXPECT_FALSE(who_is_ahead({{0.5, {0.4, 0.6}}, {0.5, {0.4, 0.6}}}).certain);
}

TEST(Answers, say_fewer_than_1_and_more_than_99) {
    EXPECT_EQ(of_100(0), "0");
    EXPECT_EQ(of_100(0.0049), "fewer than 1");
    EXPECT_EQ(of_100(0.0051), "1");
    EXPECT_EQ(of_100(0.624), "62");
    EXPECT_EQ(of_100(0.9949), "99");
    EXPECT_EQ(of_100(0.9951), "more than 99");
    EXPECT_EQ(of_100(1), "100");
    EXPECT_EQ(range_of_100({0.3099, 0.3201}), "30 to 33");
}

TEST(Answers, say_whom_a_protocol_must_reach) {
    Protocol protocol;
    EXPECT_EQ(goal_text(protocol), "somebody with authority");
    protocol.goal = Goal{};
    EXPECT_EQ(goal_text(protocol), "somebody with authority");
    protocol.goal->count = 16;
    EXPECT_EQ(goal_text(protocol), "16 people with authority");
    protocol.goal->of_organisations = true;
    EXPECT_EQ(goal_text(protocol), "people with authority of 16 organisations");
    protocol.goal->conference = true;
    EXPECT_EQ(goal_text(protocol), "people with authority of 16 organisations, all on the line at once,");
}

/// Two protocols of one case, of which so many of 10 000 drills make contact by 30 minutes and by the horizon.
struct TwoProtocols {
    TwoProtocols(std::size_t first_soon, std::size_t first, std::size_t second_soon, std::size_t second)
        : scenario(small_run_scenario()) {
        add(0, first_soon, first);
        add(1, second_soon, second);
    }

    void add(Index protocol, std::size_t soon, std::size_t all) {
        Outcomes outcomes(scenario, 0, protocol);
        outcomes.resize(10'000);
        for (std::size_t drill = 0; drill < outcomes.size(); ++drill) {
            Outcome outcome;
            outcome.contact = drill < soon ? Ticks(5min) : drill < all ? Ticks(2h) : kNever;
            outcomes.set(drill, outcome);
        }
        summaries.push_back(summarise(scenario, outcomes, 2));
    }
    std::string better() const { return better_text(scenario, summaries, 0, 2, id_of); }

    Scenario scenario;
    std::vector<CaseSummary> summaries;
};

TEST(Answers, say_which_protocol_is_better_where_the_drills_tell) {
    EXPECT_EQ(
        TwoProtocols(2140, 6240, 9760, 9820).better(),
        "Within 30\u00a0min “hotline” is better than “lists” by 76 of 100 emergencies (74–78), within 24\u00a0h "
        "by 36 (34–38).");
    EXPECT_EQ(
        TwoProtocols(2140, 9900, 9760, 9820).better(),
        "Within 30\u00a0min “hotline” is better than “lists” by 76 of 100 emergencies (74–78), within 24\u00a0h "
        "“lists” is better than “hotline” by 1 of 100 emergencies (0.2–2).");
    EXPECT_EQ(
        TwoProtocols(2140, 9820, 9760, 9820).better(),
        "Within 30\u00a0min “hotline” is better than “lists” by 76 of 100 emergencies (74–78); within 24\u00a0h "
        "these drills do not tell which is better.");
    EXPECT_EQ(
        TwoProtocols(0, 6240, 0, 9820).better(),
        "Within 30\u00a0min these drills do not tell which is better; within 24\u00a0h “hotline” is better than "
        "“lists” by 36 of 100 emergencies (34–38).");
    EXPECT_EQ(TwoProtocols(10, 6240, 10, 6250).better(),
              "These drills do not tell which is better within 30\u00a0min, or within 24\u00a0h.");
}

TEST(Answers, name_the_best_of_three_or_the_two_that_may_be) {
    const auto better = [](std::size_t second_soon, std::size_t second, std::size_t third_soon, std::size_t third) {
        TwoProtocols two(2140, 6240, second_soon, second);
        Protocol mail = two.scenario.protocols[1];
        mail.id = mail.title = "mail";
        two.scenario.protocols.push_back(mail);
        two.add(2, third_soon, third);
        return better_text(two.scenario, two.summaries, 0, 3, id_of);
    };
    EXPECT_EQ(better(9760, 9820, 100, 8000),
              "Within 30\u00a0min “hotline” is the best, ahead of “lists” by 76 of 100 emergencies (74–78), within "
              "24\u00a0h “hotline” is the best, ahead of “mail” by 18 of 100 emergencies (16–20).");
    EXPECT_EQ(better(7000, 9820, 7010, 8000),
              "Within 30\u00a0min these drills do not tell whether “hotline” or “mail” is better; within 24\u00a0h "
              "“hotline” is the best, ahead of “mail” by 18 of 100 emergencies (16–20).");
    EXPECT_EQ(better(9760, 9820, 9770, 9810),
              "These drills do not tell whether “hotline” or “mail” is better within 30\u00a0min, or within "
              "24\u00a0h.");
    EXPECT_EQ(better(5000, 6200, 5010, 5900),
              "These drills do not tell whether “hotline” or “mail” is better within 30\u00a0min. These drills do "
              "not tell whether “lists” or “hotline” is better within 24\u00a0h.");
}

TEST(Answers, compare_only_protocols_that_must_reach_as_many) {
    TwoProtocols two(2140, 6240, 9760, 9820);
    two.scenario.protocols[1].goal = Goal{};
    two.scenario.protocols[1].goal->count = 3;
    EXPECT_EQ(two.better(), "");
    EXPECT_EQ(answer_text(two.scenario, two.summaries, 0, 2),
              "With “The existing lists” (lists), 62 of 100 emergencies reach somebody with authority within "
              "24\u00a0h, and 21 within 30\u00a0min. With “hotline”, 98 of 100 emergencies reach 3 people with "
              "authority within 24\u00a0h, and 98 within 30\u00a0min. All of this holds with 95 % "
              "confidence, each figure to within 2 of 100, if the scenario's values are right.");
}

TEST(Answers, of_a_short_horizon_have_one_deadline) {
    Scenario scenario = small_run_scenario();
    scenario.horizon = 20min;
    std::vector<CaseSummary> summaries;
    for (const Outcomes& outcomes : small_run_outcomes()) summaries.push_back(summarise(scenario, outcomes, 2));
    EXPECT_EQ(answer_text(scenario, summaries, 0, 2),
              "With “The existing lists” (lists), 70 of 100 emergencies reach somebody with authority within 20 min. "
              "With “hotline”, 100 do. These drills do not tell which is better within 20 min. All of this holds "
              "with 95 % confidence, each figure to within 43 of 100, if the scenario's values are right.");
}

TEST(Answers, hold_every_figure_within_what_they_say) {
    for (std::size_t reached = 0; reached <= 10'000; reached += 97) {
        const TwoProtocols two(reached / 2, reached, reached / 3, reached);
        const std::string text = if_right(two.summaries, 0, 2);
        const double within = std::stod(text.substr(text.find("within ") + 7));
        for (const CaseSummary& summary : two.summaries) {
            for (const auto& [estimate, interval] :
                 {std::pair{summary.contact().probability, summary.contact_together},
                  std::pair{summary.contact_soon.probability, summary.contact_soon.together}}) {
                EXPECT_LE(std::round(100 * estimate) - within, 100 * interval.low);
                EXPECT_GE(std::round(100 * estimate) + within, 100 * interval.high);
            }
        }
    }
}

}  // namespace
}  // namespace hotline
