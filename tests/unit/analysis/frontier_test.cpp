#include "analysis/write/frontier.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <sstream>
#include <string>

#include "tests/support/memory_files.hpp"

namespace hotline {
namespace {

using testing::ElementsAre;

constexpr Ticks kSecondOfFrontier{1024};
constexpr double kDayOfFrontier = 86400;

Tried tried_with(Bundle bundle, double cost, const std::vector<double>& losses) {
    Tried tried{std::move(bundle), cost, losses, 0};
    tried.loss = std::accumulate(losses.begin(), losses.end(), 0.0) / static_cast<double>(losses.size());
    return tried;
}

TEST(Frontiers, have_what_is_better_than_all_that_is_cheaper) {
    const std::vector<Tried> tried{
        tried_with({}, 0, {10, 10}),  tried_with({0}, 3, {8, 8}),
        tried_with({1}, 2, {9, 9}),   tried_with({0, 1}, 5, {8, 8.5}),  // dearer and worse than {0}
        tried_with({2}, 3, {7, 8}),                                     // as dear as {0}, and better
        tried_with({1, 2}, 5, {6, 6})};
    EXPECT_THAT(choose(tried, 30, 10).frontier, ElementsAre(2U, 4U, 5U));
    EXPECT_TRUE(choose({tried[0], tried_with({0}, 3, {10, 10})}, 2, 10).frontier.empty());
}

TEST(Frontiers, leave_out_of_the_best_what_is_certainly_worse) {
    const std::vector<double> none(400, 10.0);
    std::vector<double> noisy(400, 5.0);
    for (std::size_t drill = 0; drill < noisy.size(); drill += 2) noisy[drill] = 5.1;
    const std::vector<Tried> tried{tried_with({}, 0, none), tried_with({0}, 1, std::vector<double>(400, 8.0)),
                                   tried_with({1}, 2, std::vector<double>(400, 5.0)), tried_with({2}, 3, noisy),
                                   tried_with({1, 2}, 5, std::vector<double>(400, 5.0))};
    // The differences of 0.05 on average in a range of 20 are not certain in 400 drills; 3 are.
    const Choice choice = choose(tried, 20, 10);
    EXPECT_THAT(choice.frontier, ElementsAre(1U, 2U));
    EXPECT_THAT(choice.rivals, ElementsAre(3U, 4U));
}

class FrontierText : public testing::Test {
protected:
    static constexpr std::size_t kDrills = 2000;

    /// The means of drills of which so many make contact after so many seconds.
    DrillMeans means(std::size_t reached, std::int64_t seconds) const {
        Outcomes outcomes(scenario, 0, 0);
        outcomes.resize(kDrills);
        for (std::size_t drill = 0; drill < reached; ++drill) {
            Outcome outcome;
            outcome.first_answer = outcome.contact = seconds * kSecondOfFrontier;
            outcomes.set(drill * 7919 % kDrills, outcome);  // a prime: no order of the drills
        }
        return drill_means(std::vector{outcomes}, 3600 * kSecondOfFrontier, scenario.horizon);
    }
    void add(Bundle bundle, std::size_t reached, std::int64_t seconds) {
        const DrillMeans of = means(reached, seconds);
        tried.push_back(tried_with(bundle, bundles.cost(bundle), losses_of(of, RankBy::mean)));
        drills.push_back(of);
    }
    Frontier frontier(bool exhaustive) const {
        const Choice choice = choose(tried, 12, kDayOfFrontier);
        std::vector<DrillMeans> told;
        for (const std::size_t index : choice.frontier) told.push_back(drills[index]);
        std::vector<Bundle> rivals;
        for (const std::size_t index : choice.rivals) rivals.push_back(tried[index].bundle);
        return {scenario,
                bundles,
                7,
                kDrills,
                3600 * kSecondOfFrontier,
                RankBy::mean,
                tried.size() - 1,
                exhaustive,
                today_of(drills.front(), scenario.horizon),
                bought_of(tried, choice, drills.front(), told, scenario.horizon),
                rivals};
    }
    std::string text(bool exhaustive = true) const {
        std::ostringstream out;
        write_text(out, frontier(exhaustive));
        return out.str();
    }
    std::string csv() const {
        std::ostringstream out;
        write_csv(out, frontier(true));
        return out.str();
    }

    Scenario scenario = load_from_memory(small_scenario()).scenario.value();
    Bundles bundles{{{"ring longer", 3, {}}, {"staff the desk", 8, {}}}, 12};
    std::vector<Tried> tried;
    std::vector<DrillMeans> drills;
};

TEST_F(FrontierText, of_bundles_is_read_by_people) {
    add({}, 1200, 600);
    add({0}, 1400, 600);
    add({1}, 1800, 600);
    add({0, 1}, 1801, 600);
    EXPECT_EQ(text(), R"(Small
Played: 2000 drills of each bundle to choose the best, and as many others to
  estimate, on the same luck; seed 7; horizon 24 h
uk → China, lists

Today contact is made by 1 h in 60.0 % (57.6–62.3) of emergencies, and after 9 h
42 min on average* (9 h 10 min–10 h 16 min); 90 % not reached.

Best within the budget of 12, at a cost of 11: ring longer + staff the desk: 7 h
10 min sooner on average* (6 h 24 min–7 h 57 min), 30.0 more of 100 emergencies
within 1 h (26.9–33.4). One other bundle may be better: staff the desk (cost 8).

Bundles better than every cheaper one, in the drills for the choice

  cost 3: ring longer
    mean* -2 h 23 min (-2 h 56 min to -1 h 54 min); by 1 h +10.0 points (+8.0 to
      +12.3); 90 % not reached; cures 25.0 % (20.3–29.9)
  cost 8: staff the desk
    mean* -7 h 09 min (-7 h 56 min to -6 h 24 min); by 1 h +30.0 points (+26.8
      to +33.3); 90 % by 10 min (10 min–not reached); cures 75.0 % (69.7–79.5)
    than for 3: 4 h 46 min sooner on average* (4 h 07 min–5 h 28 min), 20.0 more
      of 100 emergencies within 1 h (17.2–23.0)
  cost 11: ring longer + staff the desk
    mean* -7 h 10 min (-7 h 57 min to -6 h 24 min); by 1 h +30.0 points (+26.9
      to +33.4); 90 % by 10 min (10 min–not reached); cures 75.1 % (69.8–79.6)
    than for 8: no certain difference on average* (-7 min 27 s to +4 min 45 s),
      no certain difference within 1 h (-0.4 to +0.6 points)

* Restricted mean: a case without contact counts as the horizon.
All 3 bundles within the budget were played. Changes that set the same value are
never in one bundle. With 95 % confidence the best bundle of those played is the
one above or one of those that may be better. The 20 intervals of bundles hold
together with 95 % confidence (Bonferroni): 99.7 % each. They come from drills
that had no part in the choice. Those of means and shares are by betting
(Waudby-Smith and Ramdas).
Intervals measure the precision of the simulation, not the truth of its
assumptions. Whatever the scenario leaves out takes its default value
(scenarios/format.md).
)");
    EXPECT_EQ(
        csv(),
        R"(cost,changes,drills_that_differ,mean_within_horizon,mean_low,mean_high,reach,reach_low,reach_high,p90,p90_low,p90_high,cured,cured_low,cured_high
3,ring longer,200,-8580.000000000116,-10526.944651051672,-6872.0147323321435,0.10000000000000275,0.08009717790627136,0.1226929289780827,,,,0.25,0.2036089349288979,0.29864876518250355
8,staff the desk,600,-25740.000000000007,-28551.79782864722,-23060.186104455257,0.29999999999999827,0.2687718008397755,0.33276994598826115,600,600,,0.75,0.6973378988175518,0.7940497222229713
11,ring longer + staff the desk,601,-25782.899999999943,-28597.155438009846,-23099.48787913713,0.30049999999999977,0.2692299795359978,0.3332986059860956,600,600,,0.75125,0.6987233449393248,0.7950973414614498
)");
}

TEST_F(FrontierText, of_bundles_says_where_none_brings_anything) {
    add({}, 1200, 600);
    add({0}, 1200, 700);
    EXPECT_NE(text().find("\nNo bundle within the budget of 12 brings anything.\n"), std::string::npos) << text();
}

TEST_F(FrontierText, of_bundles_says_where_not_all_were_played) {
    add({}, 1200, 600);
    add({0}, 1400, 600);
    EXPECT_NE(text(false).find("\nThe search played 1 bundle, not all: "), std::string::npos) << text(false);
}

}  // namespace
}  // namespace hotline
