#include "models/changes/change.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/memory_files.hpp"

namespace hotline {
namespace {

std::string titles_of(const std::vector<Change>& changes) {
    std::string all;
    for (const Change& change : changes)
        all +=
            std::string(name_of(change.aim)) + " " + std::string(name_of(change.part)) + ": " + change.title + "\n";
    return all;
}

/// The small scenario with this text after it, these people on its list, and text after lines of the file.
Scenario loaded_with(const std::string& more, const std::string& people = "",
                     const std::vector<std::pair<std::string, std::string>>& after = {}) {
    auto files = small_scenario();
    for (const auto& insertion : after) {
        std::string& text = files["scenario.toml"];
        text.insert(text.find(insertion.first) + insertion.first.size(), insertion.second);
    }
    files["scenario.toml"] += more;
    files["contacts.csv"] += people;
    auto loaded = load_from_memory(files);
    EXPECT_TRUE(loaded.scenario) << loaded.text;
    return std::move(*loaded.scenario);
}

/// The scenario with the change of that title.
Scenario with(const Scenario& scenario, const std::string& title) {
    const std::vector<Change> changes = changes_of(scenario);
    const auto found =
        std::find_if(changes.begin(), changes.end(), [&](const Change& of) { return of.title == title; });
    Scenario changed = scenario;
    if (found == changes.end()) {
        ADD_FAILURE() << "no change \"" << title << "\" among\n" << titles_of(changes);
    } else {
        found->apply(changed);
    }
    return changed;
}

TEST(LoadChanges, take_what_is_set_and_what_it_costs) {
    const Scenario scenario = loaded_with(R"([[change]]
title = "Ring longer"
set = ["channel.pstn.patience=2min", "protocol.lists.rounds=2"]
cost = 2.5
[[change]]
title = "No second round"
set = "protocol.lists.rounds=1"
)");
    ASSERT_EQ(scenario.proposals.size(), 2U);
    EXPECT_EQ(scenario.proposals[0].title, "Ring longer");
    EXPECT_EQ(scenario.proposals[0].settings,
              (std::vector<std::string>{"channel.pstn.patience=2min", "protocol.lists.rounds=2"}));
    EXPECT_EQ(scenario.proposals[0].cost, 2.5);
    EXPECT_FALSE(scenario.proposals[1].cost.has_value());
}

TEST(LoadChanges, say_what_is_wrong) {
    auto files = small_scenario();
    files["scenario.toml"] += R"([[change]]
set = []
[[change]]
title = ""
set = ["channel.pstn.patience", ""]
cost = 0
[[change]]
title = "A"
set = ["a.b=1"]
[[change]]
title = "A"
set = ["a.b=1"]
price = 3
)";
    EXPECT_EQ(load_from_memory(files).text,
              R"(scenario.toml:29:1: error: a [[change]] has no "title", which it needs
   29 | [[change]]
      | ^
scenario.toml:30:7: error: "set" must not be an empty array
   30 | set = []
      |       ^
scenario.toml:32:9: error: the title of a change must not be empty
   32 | title = ""
      |         ^
scenario.toml:33:8: error: "channel.pstn.patience" is not PATH=VALUE
   33 | set = ["channel.pstn.patience", ""]
      |        ^
hint: write it like response.phone.present=0.8 or protocol.lists.step.2.within=1h
scenario.toml:33:33: error: "set" must not hold an empty text
   33 | set = ["channel.pstn.patience", ""]
      |                                 ^
hint: leave the empty text out
scenario.toml:34:8: error: "cost" takes a number above 0 and at most 1000000000000, not 0
   34 | cost = 0
      |        ^
scenario.toml:39:9: error: another change has the title "A", too
   39 | title = "A"
      |         ^
scenario.toml:41:1: error: unknown key "price" in a [[change]]
   41 | price = 3
      | ^
hint: expected one of cost, set, title
)");
}

TEST(Changes, are_of_all_parts_that_the_cases_use) {
    EXPECT_EQ(titles_of(changes_of(loaded_with(""))),
              "gone entry: strike cert (pstn) off the list\n"
              "gone entry: strike director (pstn) off the list\n"
              "perfect official: cert always answers in person\n"
              "halved official: cert fails to answer half as often\n"
              "gone official: without cert\n"
              "perfect official: director always answers in person\n"
              "halved official: director fails to answer half as often\n"
              "gone official: without director\n"
              "altered official: let cert decide (authority 3, not 1)\n"
              "gone channel: without pstn\n"
              "altered step: lists, step 1: patience 2 min, not 1 min\n"
              "altered step: lists, step 1: tries 2, not 1\n"
              "altered step: inside, step 1: patience 2 min, not 1 min\n"
              "altered step: inside, step 1: tries 2, not 1\n"
              "altered protocol: lists: rounds 2, not 1\n"
              "altered protocol: inside: rounds 2, not 1\n");
}

TEST(Changes, are_of_what_can_fail_and_of_what_a_step_says) {
    const Scenario scenario =
        loaded_with(R"([staleness.yearly]
per_year = 1
[carrier.net]
availability = 0.8
mean_outage = "1h"
[site.tower]
[[outage]]
site = "tower"
lasts = "1h"
[channel.mobile]
kind = "call"
patience = "90s"
staleness = "yearly"
carriers = ["net"]
[roster.office]
shifts = [{ days = "Mon-Fri", hours = "09:00-17:00" }]
[[protocol.lists.step]]
call = { role = "director" }
within = "30min"
)",
                    "deputy,cn,director,3,desk,mobile,3,2012-01-01\n",
                    {{"hand_over = \"inside\"\n", "site = \"tower\"\n"},
                     {"goal = { authority = 3 }\n", "hold = \"10min\"\nverify = { failure = 0.1 }\n"}});
    EXPECT_EQ(titles_of(changes_of(scenario)), R"(gone entry: strike cert (pstn) off the list
gone entry: strike director (pstn) off the list
perfect entry: verify deputy (mobile) just before each drill
gone entry: strike deputy (mobile) off the list
perfect official: cert always answers in person
halved official: cert fails to answer half as often
gone official: without cert
perfect official: director always answers in person
halved official: director fails to answer half as often
gone official: without director
perfect official: deputy always answers in person
halved official: deputy fails to answer half as often
gone official: without deputy
altered official: give cert an entry for mobile
altered official: give director an entry for mobile
altered official: give deputy an entry for pstn
altered official: let cert decide (authority 3, not 1)
gone channel: without pstn
perfect channel: every address for mobile is right
halved channel: addresses for mobile go stale half as fast
gone channel: without mobile
perfect carrier: carrier net is never down
halved carrier: carrier net fails half as often
gone carrier: carrier net is always down
perfect site: site tower is never down
gone site: site tower is always down
gone step: lists, step 1: leave it out
altered step: lists, step 1: patience 2 min, not 1 min
altered step: lists, step 1: tries 2, not 1
gone step: lists, step 2: leave it out
altered step: lists, step 2: before the step before it
altered step: lists, step 2: call all at once, not in turn
altered step: lists, step 2: within 1 h, not 30 min
altered step: lists, step 2: tries 2, not 1
altered step: inside, step 1: call all at once, not in turn
altered step: inside, step 1: tries 2, not 1
altered protocol: lists: rounds 2, not 1
altered protocol: lists: hold 20 min, not 10 min
altered protocol: lists: verify nobody
altered protocol: inside: rounds 2, not 1
)");
}

TEST(Changes, leave_steps_in_their_place_where_a_search_goes_to_one) {
    const std::string told = titles_of(
        changes_of(loaded_with(R"([[protocol.lists.step]]
call = "director"
[[protocol.lists.step]]
name = "again"
call = "cert"
)",
                               "", {{"call = \"cert\"\n", "on = { no_answer = { step = \"again\" } }\n"}})));
    EXPECT_EQ(told.find("leave it out"), std::string::npos) << told;
    EXPECT_EQ(told.find("before the step"), std::string::npos) << told;
}

TEST(Changes, of_an_entry_reach_its_age_and_its_place_in_the_list) {
    const Scenario scenario = loaded_with("", "cert,cn,duty officer,1,desk,pstn,4,\n");
    EXPECT_EQ(with(scenario, "strike cert (pstn 4) off the list").officials[0].rows, (std::vector<Index>{0}));
}

TEST(Changes, of_an_official_reach_his_responses_alone) {
    const Scenario scenario = loaded_with("");
    const Scenario perfect = with(scenario, "cert always answers in person");
    EXPECT_EQ(perfect.responses[perfect.rows[0].response].on_duty.answer, 1);
    EXPECT_EQ(perfect.responses[perfect.rows[0].response].off_duty.answer, 1);
    EXPECT_EQ(perfect.responses[perfect.rows[1].response].on_duty.answer, 0.9);
    const Scenario halved = with(scenario, "cert fails to answer half as often");
    EXPECT_EQ(halved.responses[halved.rows[0].response].on_duty.answer, 1 - (1 - 0.9) / 2);
    EXPECT_EQ(halved.responses[halved.rows[0].response].off_duty.answer, 0.5);
    EXPECT_TRUE(with(scenario, "without cert").officials[0].rows.empty());
    EXPECT_EQ(with(scenario, "let cert decide (authority 3, not 1)").officials[0].authority, 3U);
}

TEST(Changes, of_steps_and_protocols_change_what_their_titles_say) {
    const Scenario scenario = loaded_with("");
    EXPECT_EQ(with(scenario, "lists, step 1: patience 2 min, not 1 min").protocols[0].steps[0].patience,
              Ticks{std::chrono::minutes{2}});
    EXPECT_EQ(with(scenario, "lists, step 1: tries 2, not 1").protocols[0].steps[0].tries, 2U);
    EXPECT_EQ(with(scenario, "inside: rounds 2, not 1").protocols[1].rounds, 2U);
}

}  // namespace
}  // namespace hotline
