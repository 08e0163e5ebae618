#include "analysis/write/mending.hpp"
#include "analysis/write/effect_text.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "tests/support/memory_files.hpp"

namespace hotline {
namespace {

constexpr Ticks kSecondOfMending{1024};

Outcomes drills(const Scenario& scenario, std::size_t reached, std::size_t all, Ticks time) {
    Outcomes outcomes(scenario, 0, 0);
    outcomes.resize(all);
    for (std::size_t drill = 0; drill < all; ++drill) {
        Outcome outcome;
        if (drill < reached) outcome.first_answer = outcome.contact = time;
        outcomes.set(drill * 7919 % all, outcome);  // a prime: no order of the drills
    }
    return outcomes;
}

Change change_of(const char* title, bool is_measure, Aim aim) {
    Change change;
    change.title = title;
    change.of = "cert";
    change.part = Part::official;
    change.aim = aim;
    change.is_measure = is_measure;
    return change;
}

class MendingText : public testing::Test {
protected:
    static constexpr std::size_t kDrills = 2000;

    void add(const char* title, bool is_measure, Aim aim, std::size_t reached, Ticks time) {
        changes.push_back(change_of(title, is_measure, aim));
        means.push_back(drill_means(std::vector{drills(scenario, reached, kDrills, time)}, within, scenario.horizon));
    }
    Mending mending() const {
        std::vector<Effect> effects;
        effects.reserve(means.size());
        for (const DrillMeans& of : means)
            effects.push_back(effect_of(today, of, scenario.horizon, confidence_of_changes(means.size())));
        return mending_of(scenario, 7, by, today, changes, effects);
    }
    std::string text(bool in_full) const {
        Mending all = mending();
        all.in_full = in_full;
        std::ostringstream out;
        write_text(out, all);
        return out.str();
    }

    Scenario scenario = load_from_memory(small_scenario()).scenario.value();
    Ticks within = 3600 * kSecondOfMending;
    RankBy by = RankBy::mean;
    DrillMeans today =
        drill_means(std::vector{drills(scenario, 1200, kDrills, 600 * kSecondOfMending)}, within, scenario.horizon);
    std::vector<Change> changes;
    std::vector<DrillMeans> means;
};

TEST_F(MendingText, is_read_by_people) {
    add("let it ring longer", true, Aim::altered, 1210, 600 * kSecondOfMending);
    add("staff the desk at all hours", true, Aim::perfect, 1800, 600 * kSecondOfMending);
    add("strike it off", true, Aim::gone, 1200, 600 * kSecondOfMending);
    add("always answers", false, Aim::perfect, 2000, 300 * kSecondOfMending);
    add("without cert", false, Aim::gone, 100, 600 * kSecondOfMending);
    add("without director", false, Aim::gone, 1195, 600 * kSecondOfMending);
    EXPECT_EQ(text(false), R"(Small
Played: 2000 drills of each change, on the same luck; seed 7; horizon 24 h
uk → China, lists

Today contact is made by 1 h in 60.0 % (57.6–62.3) of emergencies, and after 9 h
42 min on average* (9 h 10 min–10 h 16 min); 90 % not reached.

First: staff the desk at all hours: 7 h 09 min sooner on average* (6 h 23 min–7
h 57 min), 30.0 more of 100 emergencies within 1 h (26.8–33.4). Nothing else on
the list comes near.

What an office can do, the shortest mean time first

    1  staff the desk at all hours
       mean* -7 h 09 min (-7 h 57 min to -6 h 23 min); by 1 h +30.0 points
         (+26.8 to +33.4); 90 % by 10 min (10 min–not reached); cures 75.0 %
         (69.6–79.5)
  and 2 that are not certain to help: --all

If a part never failed, or failed half as often

    1  always answers
       mean* -9 h 37 min (-10 h 28 min to -8 h 48 min); by 1 h +40.0 points
         (+36.5 to +43.6); 90 % by 5 min (5 min–5 min); cures 100.0 %
         (99.0–100.0)

If a part were not there, the longest mean time first

    1  without cert
       mean* +13 h 07 min (+12 h 15 min to +13 h 57 min); by 1 h -55.0 points
         (-58.5 to -51.4); 90 % not reached
  and 1 that is not certain to harm: --all

* Restricted mean: a case without contact counts as the horizon.
The 24 intervals of changes hold together with 95 % confidence (Bonferroni):
99.7 % each. Those of means and shares are by betting, valid however rare and
large differences are (Waudby-Smith and Ramdas). A rank is one more than the
number of changes of its list that are certainly further ahead; changes that
cannot be told apart share it. "cures": of the cases that miss the deadline
today, the share that meets it.
Intervals measure the precision of the simulation, not the truth of its
assumptions. Whatever the scenario leaves out takes its default value
(scenarios/format.md).
)");
    EXPECT_EQ(text(true), R"(Small
Played: 2000 drills of each change, on the same luck; seed 7; horizon 24 h
uk → China, lists

Today contact is made by 1 h in 60.0 % (57.6–62.3) of emergencies, and after 9 h
42 min on average* (9 h 10 min–10 h 16 min); 90 % not reached.

First: staff the desk at all hours: 7 h 09 min sooner on average* (6 h 23 min–7
h 57 min), 30.0 more of 100 emergencies within 1 h (26.8–33.4). Nothing else on
the list comes near.

What an office can do, the shortest mean time first

    1  staff the desk at all hours
       mean* -7 h 09 min (-7 h 57 min to -6 h 23 min); by 1 h +30.0 points
         (+26.8 to +33.4); 90 % by 10 min (10 min–not reached); cures 75.0 %
         (69.6–79.5)
       let it ring longer
       mean* -7 min 09 s (-22 min to +3 min 19 s); by 1 h +0.5 points (-0.3 to
         +1.6); 90 % not reached; cures 1.3 % (0.02–4.7)
       strike it off
       changes no drill

If a part never failed, or failed half as often

    1  always answers
       mean* -9 h 37 min (-10 h 28 min to -8 h 48 min); by 1 h +40.0 points
         (+36.5 to +43.6); 90 % by 5 min (5 min–5 min); cures 100.0 %
         (99.0–100.0)

If a part were not there, the longest mean time first

    1  without cert
       mean* +13 h 07 min (+12 h 15 min to +13 h 57 min); by 1 h -55.0 points
         (-58.5 to -51.4); 90 % not reached
       without director
       mean* +3 min 35 s (-2 min 57 s to +13 min); by 1 h -0.2 points (-0.9 to
         +0.3); 90 % not reached

* Restricted mean: a case without contact counts as the horizon.
The 24 intervals of changes hold together with 95 % confidence (Bonferroni):
99.7 % each. Those of means and shares are by betting, valid however rare and
large differences are (Waudby-Smith and Ramdas). A rank is one more than the
number of changes of its list that are certainly further ahead; changes that
cannot be told apart share it. "cures": of the cases that miss the deadline
today, the share that meets it.
Intervals measure the precision of the simulation, not the truth of its
assumptions. Whatever the scenario leaves out takes its default value
(scenarios/format.md).
)");
}

TEST_F(MendingText, says_where_the_first_cannot_be_told_from_others) {
    add("one", true, Aim::altered, 1500, 600 * kSecondOfMending);
    add("another", true, Aim::altered, 1510, 600 * kSecondOfMending);
    EXPECT_NE(text(false).find("One other change cannot be told from\nit: one.\n"), std::string::npos) << text(false);
    add("a third", true, Aim::altered, 1490, 600 * kSecondOfMending);
    EXPECT_NE(text(false).find("2 other changes cannot be told from\nit; the next: one.\n"), std::string::npos)
        << text(false);
}

TEST(EffectText, says_how_large_a_difference_is_or_that_none_is_certain) {
    EXPECT_EQ(sooner_text({-120, {-180, -60}}), "2 min sooner on average* (1 min–3 min)");
    EXPECT_EQ(sooner_text({120, {60, 180}}), "2 min later on average* (1 min–3 min)");
    EXPECT_EQ(sooner_text({0, {-60, 120}}), "no certain difference on average* (-1 min to +2 min)");
    EXPECT_EQ(more_text({0.09, {0.08, 0.1}}, "1 h"), "9.0 more of 100 emergencies within 1 h (8.0–10.0)");
    EXPECT_EQ(more_text({-0.09, {-0.1, -0.08}}, "1 h"), "9.0 fewer of 100 emergencies within 1 h (8.0–10.0)");
    EXPECT_EQ(more_text({0, {-0.01, 0.02}}, "1 h"), "no certain difference within 1 h (-1.0 to +2.0 points)");
}

TEST_F(MendingText, says_where_nothing_is_certain_to_help) {
    add("one", true, Aim::altered, 1200, 601 * kSecondOfMending);
    EXPECT_NE(text(false).find("\nNo change on the list is certain to help.\n"), std::string::npos) << text(false);
}

TEST_F(MendingText, tells_what_comes_sooner_and_yet_reaches_fewer_by_the_deadline) {
    within = 900 * kSecondOfMending;
    today =
        drill_means(std::vector{drills(scenario, 1200, kDrills, 600 * kSecondOfMending)}, within, scenario.horizon);
    add("slow but sure", true, Aim::altered, 2000, 1200 * kSecondOfMending);
    EXPECT_EQ(effect_sentence(mending().effects[0], "15 min"),
              "9 h 22 min sooner on average* (8 h 41 min–10 h 04 min), 60.0 fewer of 100 emergencies within 15 min "
              "(57.1–62.8)");
}

TEST_F(MendingText, ranks_by_what_is_asked_for) {
    within = 900 * kSecondOfMending;
    today =
        drill_means(std::vector{drills(scenario, 1200, kDrills, 600 * kSecondOfMending)}, within, scenario.horizon);
    add("slow but sure", true, Aim::altered, 2000, 1200 * kSecondOfMending);
    add("more by then", true, Aim::altered, 1400, 600 * kSecondOfMending);
    EXPECT_EQ(mending().measures, (std::vector<std::size_t>{0, 1}));
    by = RankBy::reach;
    EXPECT_EQ(mending().measures, (std::vector<std::size_t>{1, 0}));
    EXPECT_EQ(text(false), R"(Small
Played: 2000 drills of each change, on the same luck; seed 7; horizon 24 h
uk → China, lists

Today contact is made by 15 min in 60.0 % (57.6–62.3) of emergencies, and after
9 h 42 min on average* (9 h 10 min–10 h 16 min); 90 % not reached.

First: more by then: 2 h 23 min sooner on average* (1 h 57 min–2 h 53 min), 10.0
more of 100 emergencies within 15 min (8.1–12.1). Nothing else on the list comes
near.

What an office can do, most contacts by 15 min first

    1  more by then
       mean* -2 h 23 min (-2 h 53 min to -1 h 57 min); by 15 min +10.0 points
         (+8.1 to +12.1); 90 % not reached; cures 25.0 % (20.7–29.4)
  and 1 that is not certain to help: --all

* Restricted mean: a case without contact counts as the horizon.
The 8 intervals of changes hold together with 95 % confidence (Bonferroni): 99.3
% each. Those of means and shares are by betting, valid however rare and large
differences are (Waudby-Smith and Ramdas). A rank is one more than the number of
changes of its list that are certainly further ahead; changes that cannot be
told apart share it. "cures": of the cases that miss the deadline today, the
share that meets it.
Intervals measure the precision of the simulation, not the truth of its
assumptions. Whatever the scenario leaves out takes its default value
(scenarios/format.md).
)");
}

TEST_F(MendingText, of_several_cases_is_about_their_means) {
    scenario.cases.push_back(scenario.cases.front());
    add("one", true, Aim::altered, 1500, 600 * kSecondOfMending);
    EXPECT_NE(text(false).find("\nEach drill plays all 2 cases; figures are their means\n"), std::string::npos)
        << text(false);
}

TEST(DrillMeansOfCases, are_those_of_all_cases_of_a_drill) {
    const Scenario scenario = load_from_memory(small_scenario()).scenario.value();
    const std::vector<Outcomes> outcomes{drills(scenario, 1, 2, 100 * kSecondOfMending),
                                         drills(scenario, 2, 2, 200 * kSecondOfMending)};
    const DrillMeans means = drill_means(outcomes, 150 * kSecondOfMending, scenario.horizon);
    EXPECT_EQ(means.reached, (std::vector<double>{0.5, 0}));
    EXPECT_EQ(means.time, (std::vector<double>{150, (86400.0 + 200) / 2}));
}

Outcomes of_times(const Scenario& scenario, const std::vector<std::int64_t>& seconds) {
    Outcomes outcomes(scenario, 0, 0);
    outcomes.resize(seconds.size());
    for (std::size_t drill = 0; drill < seconds.size(); ++drill) {
        Outcome outcome;
        if (seconds[drill] > 0) outcome.first_answer = outcome.contact = seconds[drill] * kSecondOfMending;
        outcomes.set(drill, outcome);
    }
    return outcomes;
}

TEST(Effects, tell_what_is_cured_from_what_is_lost) {
    const Scenario scenario = load_from_memory(small_scenario()).scenario.value();
    const Ticks end = 100 * kSecondOfMending;
    const auto means = [&](const std::vector<Outcomes>& of) { return drill_means(of, end, end); };
    // Today drills 0 and 1 of 4 are in time; with the change drills 1 and 2.
    const DrillMeans today = means({of_times(scenario, {10, 10, 0, 0})});
    const DrillMeans changed = means({of_times(scenario, {0, 10, 10, 0})});
    const Effect effect = effect_of(today, changed, end, kConfidence);
    EXPECT_EQ(effect.reached.value, 0);
    EXPECT_EQ(effect.cured.value().value, 0.5);
    EXPECT_EQ(effect.differ, 2U);
    EXPECT_FALSE(effect_of(means({of_times(scenario, {1})}), means({of_times(scenario, {0})}), end, kConfidence)
                     .cured.has_value());
    // Of two cases, one is cured in the drill in which the other is lost.
    const Effect both = effect_of(means({of_times(scenario, {10}), of_times(scenario, {0})}),
                                  means({of_times(scenario, {0}), of_times(scenario, {10})}), end, kConfidence);
    EXPECT_EQ(both.reached.value, 0);
    EXPECT_EQ(both.cured.value().value, 1);
}

TEST(Effects, have_the_time_by_which_nine_in_ten_are_in_contact) {
    const Scenario scenario = load_from_memory(small_scenario()).scenario.value();
    const Ticks end = 10000 * kSecondOfMending;
    std::vector<std::int64_t> times(1000);
    for (std::size_t drill = 0; drill < times.size(); ++drill) times[drill] = static_cast<std::int64_t>(drill + 1);
    const DrillMeans one = drill_means(std::vector{of_times(scenario, times)}, end, end);
    const QuantileEstimate p90 = effect_of(one, one, end, kConfidence).p90;
    EXPECT_EQ(p90.value, 900 * kSecondOfMending);
    const Ranks ranks = quantile_ranks(1000, 0.9);
    EXPECT_EQ(p90.low, static_cast<std::int64_t>(ranks.low.value()) * kSecondOfMending);
    EXPECT_EQ(p90.high, static_cast<std::int64_t>(ranks.high.value()) * kSecondOfMending);
    // Of two cases with the same times: Hoeffding's reach is sqrt(ln(40) / 2000) = 0.0429.
    const DrillMeans two = drill_means(std::vector{of_times(scenario, times), of_times(scenario, times)}, end, end);
    const QuantileEstimate of_two = effect_of(two, two, end, kConfidence).p90;
    EXPECT_EQ(of_two.value, 900 * kSecondOfMending);
    EXPECT_EQ(of_two.low, 857 * kSecondOfMending);
    EXPECT_EQ(of_two.high, 943 * kSecondOfMending);
    EXPECT_EQ(p90_text(of_two), "90 % by 15 min (14 min–16 min)");
    // Nobody is reached by the horizon.
    const DrillMeans none = drill_means(std::vector{of_times(scenario, {0, 0, 0})}, end, end);
    EXPECT_EQ(p90_text(effect_of(none, none, end, kConfidence).p90), "90 % not reached");
    // Those who are never in contact come last.
    for (std::size_t drill = 0; drill < 200; ++drill) times[drill] = 0;
    const DrillMeans most = drill_means(std::vector{of_times(scenario, times)}, end, end);
    EXPECT_EQ(p90_text(effect_of(most, most, end, kConfidence).p90), "90 % not reached");
    for (std::size_t drill = 95; drill < 200; ++drill) times[drill] = 1;
    const DrillMeans nearly = drill_means(std::vector{of_times(scenario, times)}, end, end);
    EXPECT_EQ(p90_text(effect_of(nearly, nearly, end, kConfidence).p90), "90 % by 17 min (16 min–not reached)");
    for (std::size_t drill = 90; drill < 110; ++drill) times[drill] = 0;
    const DrillMeans hardly = drill_means(std::vector{of_times(scenario, times)}, end, end);
    EXPECT_EQ(p90_text(effect_of(hardly, hardly, end, kConfidence).p90), "90 % not reached (at least 16 min)");
}

}  // namespace
}  // namespace hotline
