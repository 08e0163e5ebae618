#include "models/changes/change.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "models/changes/halved.hpp"
#include "models/changes/week.hpp"
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
              "altered official: add a deputy of director (authority 3)\n"
              "gone channel: without pstn\n"
              "altered step: lists, step 1: patience 2 min, not 1 min\n"
              "altered step: lists, step 1: tries 2, not 1\n"
              "altered step: inside, step 1: patience 2 min, not 1 min\n"
              "altered step: inside, step 1: tries 2, not 1\n"
              "altered protocol: lists: rounds 2, not 1\n"
              "altered protocol: lists: hold 10 min, not 0 s\n"
              "altered protocol: inside: rounds 2, not 1\n"
              "altered protocol: inside: hold 10 min, not 0 s\n");
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
halved entry: verify deputy (mobile) twice as often
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
altered official: add a deputy of director (authority 3)
altered official: add a deputy of deputy (authority 3)
gone channel: without pstn
perfect channel: every address for mobile is right
halved channel: addresses for mobile go stale half as fast
gone channel: without mobile
perfect carrier: carrier net is never down
halved carrier: carrier net is down half as much
gone carrier: carrier net is always down
perfect site: site tower is never down
halved site: site tower is down half as much
gone site: site tower is always down
gone step: lists, step 1: leave it out
altered step: lists, step 1: patience 2 min, not 1 min
altered step: lists, step 1: tries 2, not 1
gone step: lists, step 2: leave it out
altered step: lists, step 2: before the step before it
altered step: lists, step 2: call all at once, not in turn
altered step: lists, step 2: within 1 h, not 30 min
perfect step: lists, step 2: without a limit of its time
altered step: lists, step 2: tries 2, not 1
altered step: inside, step 1: call all at once, not in turn
altered step: inside, step 1: tries 2, not 1
altered protocol: lists: rounds 2, not 1
altered protocol: lists: hold 20 min, not 10 min
altered protocol: lists: verify nobody
halved protocol: lists: verifying takes half as long and fails half as often
altered protocol: inside: rounds 2, not 1
altered protocol: inside: hold 10 min, not 0 s
)");
}

/// The titles of the changes of one kind of part.
std::string titles_of(const Scenario& scenario, Part part) {
    std::vector<Change> changes = changes_of(scenario);
    std::erase_if(changes, [part](const Change& change) { return change.part != part; });
    return titles_of(changes);
}

TEST(Changes, are_of_the_gaps_of_rosters_and_rotas) {
    const Scenario scenario = loaded_with(R"([roster.office]
shifts = [{ days = "Mon-Fri", hours = "09:00-12:00" }, { days = "Mon-Fri", hours = "13:00-17:00" }]
[rota.duty]
party = "cn"
members = ["keeper", "second"]
hand_off = "Mon 09:00"
turn = "1w"
first = 2012-09-03
hours = "office"
[[protocol.lists.step]]
call = [{ rota = "duty" }, "keeper"]
)",
                                          "keeper,cn,director,3,desk,pstn,5,\nsecond,cn,director,3,desk,pstn,6,\n");
    EXPECT_EQ(titles_of(scenario, Part::rota), R"(perfect rota: somebody has the duty of the rota duty at all hours
halved rota: the gaps in the hours of the rota duty are half as long
gone rota: nobody has the duty of the rota duty
)");
    EXPECT_NE(titles_of(scenario, Part::step).find("wait while nobody has the duty of a rota"), std::string::npos);
}

TEST(Changes, are_of_waits_and_of_what_a_protocol_says) {
    const Scenario scenario =
        loaded_with("", "",
                    {{"[protocol.lists]\n",
                      "prepare = \"10min\"\nrounds = 3\nround_gap = \"1h\"\n"
                      "interpreter = { latency = \"5min\", failure = 0.1 }\n"},
                     {"call = \"cert\"\n", "tries = 2\ngap = \"3min\"\nbefore = \"1min\"\nlinger = \"2min\"\n"}});
    EXPECT_EQ(titles_of(scenario, Part::step), R"(altered step: lists, step 1: patience 2 min, not 1 min
altered step: lists, step 1: tries 3, not 2
altered step: lists, step 1: tries 1, not 2
halved step: lists, step 1: half the "gap" between tries
halved step: lists, step 1: half the time "before" it
halved step: lists, step 1: half the time to "linger"
altered step: inside, step 1: patience 2 min, not 1 min
altered step: inside, step 1: tries 2, not 1
)");
    EXPECT_EQ(titles_of(scenario, Part::protocol), R"(altered protocol: lists: rounds 4, not 3
altered protocol: lists: rounds 2, not 3
halved protocol: lists: half the time between rounds
perfect protocol: lists: "prepare" takes no time
halved protocol: lists: "prepare" takes half as long
altered protocol: lists: hold 10 min, not 0 s
perfect protocol: lists: an interpreter is always at hand
halved protocol: lists: the interpreter takes half as long and fails half as often
altered protocol: inside: rounds 2, not 1
altered protocol: inside: hold 10 min, not 0 s
)");
    EXPECT_EQ(with(scenario, "lists, step 1: half the \"gap\" between tries").protocols[0].steps[0].gap.a, 90);
    EXPECT_EQ(with(scenario, "lists: half the time between rounds").protocols[0].round_gap.a, 1800);
    EXPECT_FALSE(with(scenario, "lists: an interpreter is always at hand").protocols[0].interpreter->failure > 0);
}

TEST(Changes, are_of_steps_that_call_several_at_once) {
    const Scenario scenario = loaded_with(
        "[[protocol.lists.step]]\ncall = [\"cert\", \"director\"]\nmode = \"all-at-once\"\nstagger = \"2min\"\n");
    const std::string told = titles_of(scenario, Part::step);
    EXPECT_NE(told.find("altered step: lists, step 2: call in turn, not all at once\n"
                        "altered step: lists, step 2: stagger 1 min, not 2 min\n"),
              std::string::npos)
        << told;
    EXPECT_EQ(with(scenario, "lists, step 2: call in turn, not all at once").protocols[0].steps[1].stagger, Ticks{0});
}

TEST(Changes, add_a_deputy_who_is_called_after_the_official) {
    const Scenario scenario = loaded_with("");
    const Scenario changed = with(scenario, "add a deputy of director (authority 3)");
    ASSERT_EQ(changed.officials.size(), 3U);
    const Official& deputy = changed.officials[2];
    EXPECT_EQ(deputy.id, "director-deputy");
    EXPECT_EQ(deputy.identity, identity_of("director-deputy"));
    EXPECT_EQ(deputy.rows, (std::vector<Index>{2}));
    EXPECT_EQ(changed.rows[2].official, 2U);
    EXPECT_EQ(changed.rows[2].last_verified, scenario.start_first);
    EXPECT_NE(changed.rows[2].identity, changed.rows[1].identity);
}

TEST(Halved, laws_give_half_of_each_quantile) {
    for (const Law::Kind kind : kLaws) {
        Law law;
        law.kind = kind;
        law.a = kind == Law::Kind::lognormal ? 4 : 60;
        law.b = kind == Law::Kind::uniform ? 90 : 1.5;
        law.at_least = 20;
        law.at_most = 200;
        if (kind == Law::Kind::empirical) law.sample = std::make_shared<const std::vector<double>>(2, 50.0);
        for (const double u : {0.01, 0.5, 0.99}) EXPECT_NEAR(halved(law).seconds(u), law.seconds(u) / 2, 1e-9);
    }
}

std::string week_text(const Week& week) {
    std::string text;
    for (const Shift& shift : week.shifts())
        text += std::to_string(shift.days) + ": " + std::to_string(shift.begins.count()) + "-" +
                std::to_string(shift.ends.count()) + "; ";
    return text;
}

TEST(Week, fills_the_gaps_of_a_roster) {
    using std::chrono::minutes;
    const Week office({{31, minutes{540}, minutes{720}}, {31, minutes{780}, minutes{1020}}});
    EXPECT_EQ(week_text(office), "31: 540-720; 31: 780-1020; ");
    EXPECT_EQ(week_text(office.with_breaks()), "31: 540-1020; ");
    EXPECT_EQ(week_text(office.with_all_days()), "127: 540-720; 127: 780-1020; ");
    EXPECT_EQ(week_text(office.with_nights()), "31: 0-1440; ");
    // Half of an hour at noon, of sixteen hours at night, and of 64 hours from Friday on.
    EXPECT_EQ(week_text(office.with_half_of_gaps()), "31: 540-750; 47: 780-1500; 16: 780-2220; ");
    EXPECT_FALSE(office.is_full());
    const Week night({{64, minutes{1200}, minutes{1800}}});
    EXPECT_EQ(week_text(night), "64: 1200-1800; ");
    EXPECT_EQ(week_text(Week({{127, minutes{0}, minutes{1440}}})), "127: 0-1440; ");
    EXPECT_TRUE(Week({{127, minutes{0}, minutes{1440}}}).is_full());
    EXPECT_EQ(week_text(Week({})), "0: 0-1440; ");
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
