#include "analysis/estimates/mending_worlds.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "analysis/write/mending_worlds.hpp"
#include "tests/support/memory_files.hpp"

namespace hotline {
namespace {

/// A hundred worlds with one doubt: the first change is the best where its value is high, the second elsewhere.
MendingWorlds hundred_worlds(const Scenario& scenario) {
    MendingWorlds mending{scenario, 7, 500, scenario.horizon, RankBy::mean, {}, {}, {}, {}, 0};
    mending.doubts = {{"response.desk.present", "0.5", "0.1", "0.9", 0}};
    mending.changes = {{"staff the desk", 3, {}, 0, {}, 0, {}, {}},
                       {"ring longer", {}, {}, 0, {}, 0, {}, {}},
                       {"strike it off", {}, {}, 0, {}, 0, {}, {}}};
    for (int world = 0; world < 100; ++world) {
        const int value = world * 37 % 100;
        mending.quantiles.push_back({(value + 0.5) / 100});
        mending.values.push_back({std::to_string(value)});
        const bool high = value >= 40;
        mending.changes[0].losses.push_back(high ? -3600 : -60);
        mending.changes[1].losses.push_back(value == 5 ? 60 : -600);
        mending.changes[2].losses.push_back(60);
        if (value == 5) mending.changes[0].losses.back() = 0;
    }
    summarise(mending);
    return mending;
}

std::string text_of_worlds(const MendingWorlds& mending) {
    std::ostringstream out;
    write_text(out, mending);
    return out.str();
}

TEST(MendingWorlds, say_how_often_each_change_is_the_best_and_if_what) {
    const Scenario scenario = load_from_memory(small_scenario()).scenario.value();
    const MendingWorlds mending = hundred_worlds(scenario);
    EXPECT_EQ(mending.changes[0].best, 60U);
    EXPECT_EQ(mending.changes[1].best, 39U);
    EXPECT_EQ(mending.none, 1U);
    EXPECT_EQ(text_of_worlds(mending), R"(Small
Played: 500 drills of each change in each world, on the same luck; seed 7;
  horizon 24 h
uk → China, lists
1 value in doubt; 100 worlds, each with other values

How often each change is the best, by the mean time to contact

  staff the desk (cost 3)
       best in 60.0 % (47.5–71.6) of worlds: only if response.desk.present is
         above 39: there in 100.0 %, elsewhere in 0.0 %; mean* -1 h (-1 h to -1
         min)
  ring longer
       best in 39.0 % (27.5–51.5) of worlds: only if response.desk.present is at
         most 39: there in 97.5 %, elsewhere in 0.0 %; mean* -10 min (-10 min to
         -10 min)
  strike it off
       best in no world (0–4.7 %); mean* +1 min (+1 min to +1 min)

In 1 of 100 worlds none of them helps.

* Restricted mean: a case without contact counts as the horizon.
A change is robust if it is the best in at least 95.0 % of the worlds. "Only
if": in at most 10.0 % of the other worlds. Behind the semicolon stand the
median and 95 % of the worlds. The intervals of shares hold together with 95 %
confidence (Clopper and Pearson, Bonferroni): they are about more worlds, not
about more drills. Changes that differ less than chance with so many drills may
take each other's place.
Intervals measure the precision of the simulation, not the truth of its
assumptions. Whatever the scenario leaves out takes its default value
(scenarios/format.md).
)");
}

TEST(MendingWorlds, say_which_change_is_robust) {
    const Scenario scenario = load_from_memory(small_scenario()).scenario.value();
    MendingWorlds mending = hundred_worlds(scenario);
    for (ChangeInWorlds& change : mending.changes) {
        if (change.title == "staff the desk") change.losses.assign(100, -7200);
        change.only_if.reset();
    }
    mending.none = 0;
    summarise(mending);
    EXPECT_NE(text_of_worlds(mending).find("best in 100.0 % (95.3–100.0) of worlds: robust; mean* -2 h"),
              std::string::npos)
        << text_of_worlds(mending);
}

TEST(MendingWorlds, are_data) {
    const Scenario scenario = load_from_memory(small_scenario()).scenario.value();
    const MendingWorlds mending = hundred_worlds(scenario);
    std::ostringstream json;
    write_json(json, mending);
    for (const char* part : {R"("best_in": 60)", R"("robust": false)", R"("above": "39")", R"("only": true)",
                             R"("no_if": "no doubt decides it")", R"("none_helps_in": 1)"})
        EXPECT_NE(json.str().find(part), std::string::npos) << part << "\n" << json.str();
    std::ostringstream csv;
    write_csv(csv, mending);
    EXPECT_EQ(csv.str().substr(0, csv.str().find('\n', 70)),
              "world,staff the desk,ring longer,strike it off,response.desk.present\n1,-60,-600,60,0");
}

}  // namespace
}  // namespace hotline
