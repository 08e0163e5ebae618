#include "models/changes/lint_changes.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "models/changes/same_content.hpp"
#include "tests/support/memory_files.hpp"

namespace hotline {
namespace {

/// What lint says of the changes of the small scenario with this text after it.
std::string said_of_changes(const std::string& more) {
    auto files = small_scenario();
    files["scenario.toml"] += more;
    const auto loaded = load_from_memory(files);
    EXPECT_TRUE(loaded.scenario) << loaded.text;
    Diagnostics diagnostics;
    diagnostics.add_file("scenario.toml", files["scenario.toml"]);
    const LoadWith load_with = [&](const std::vector<std::string>& settings, Diagnostics& said) {
        auto changed = load_from_memory(files, settings);
        if (!changed.scenario) {
            const std::string text = changed.text.substr(changed.text.find("error: ") + 7);
            said.error({}, text.substr(0, text.find('\n')));
        }
        return std::move(changed.scenario);
    };
    lint_changes(*loaded.scenario, load_with, diagnostics);
    return diagnostics.text();
}

TEST(LintChanges, name_those_that_cannot_be_played_and_those_that_change_nothing) {
    EXPECT_EQ(
        said_of_changes(R"([[change]]
title = "Answer more"
set = ["response.desk.on_duty.answer = 0.9"]
[[change]]
title = "Answer all"
set = ["response.desk.on_duty.answer = 1"]
[[change]]
title = "Ring longer"
set = ["channel.pstm.patience = 3min"]
[[change]]
title = "Compete"
set = ["simulation.interaction = true"]
)"),
        R"(scenario.toml:29:1: warning: the change "Answer more" changes nothing: the scenario says so already [idle-change]
   29 | [[change]]
      | ^
scenario.toml:35:1: warning: the change "Ring longer" cannot be played: the scenario has no channel "pstm" [wrong-change]
   35 | [[change]]
      | ^
scenario.toml:38:1: warning: the change "Compete" cannot be played: it changes "interaction", so its drills cannot be compared with today's [wrong-change]
   38 | [[change]]
      | ^
)");
}

TEST(SameDrills, differ_where_any_part_differs) {
    const auto loaded = load_from_memory(small_scenario());
    const Scenario& scenario = *loaded.scenario;
    EXPECT_TRUE(same_drills(scenario, scenario));
    const auto differs = [&](const auto& change) {
        Scenario changed = scenario;
        change(changed);
        return !same_drills(scenario, changed);
    };
    EXPECT_TRUE(differs([](Scenario& of) { of.horizon += Ticks{1}; }));
    EXPECT_TRUE(differs([](Scenario& of) { of.rows[0].last_verified.reset(); }));
    EXPECT_TRUE(differs([](Scenario& of) { of.rows[0].response = 1; }));
    EXPECT_TRUE(differs([](Scenario& of) { of.officials[0].authority = 9; }));
    EXPECT_TRUE(differs([](Scenario& of) { of.officials[1].rows.clear(); }));
    EXPECT_TRUE(differs([](Scenario& of) { of.channels[0].staleness = 0; }));
    EXPECT_TRUE(differs([](Scenario& of) { of.responses[0].on_duty.latency.a = 11; }));
    EXPECT_TRUE(differs([](Scenario& of) { of.protocols[0].steps[0].tries = 2; }));
    EXPECT_TRUE(differs([](Scenario& of) { of.protocols[1].hold = Ticks{5}; }));
    // Titles and places change no drill.
    EXPECT_FALSE(differs([](Scenario& of) { of.title = "Other"; }));
    EXPECT_FALSE(differs([](Scenario& of) { of.protocols[0].steps[0].place.line = 9; }));
}

}  // namespace
}  // namespace hotline
