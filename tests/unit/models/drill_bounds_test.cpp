#include "models/scenario/drill_bounds.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <limits>
#include <string>

#include "tests/support/memory_files.hpp"

namespace hotline {
namespace {

/// The bound of the small scenario's first case, with parts of the scenario replaced.
DrillBound bound_with(const std::vector<std::pair<std::string, std::string>>& changes) {
    auto files = small_scenario();
    std::string& text = files.at("scenario.toml");
    for (const auto& [part, replacement] : changes) text.replace(text.find(part), part.size(), replacement);
    const Scenario scenario = load_from_memory(files).scenario.value();
    return DrillBounds(scenario).of(0, scenario.cases[0].protocols[0]);
}

// The CERT is called once. It hands over to its director, who is called once. The director's own hand-over would open
// the same search inside itself.
TEST(DrillBounds, go_through_hand_overs) {
    EXPECT_EQ(bound_with({}).attempts, 2U);
    EXPECT_EQ(bound_with({{"hand_over = \"inside\"\n", ""}}).attempts, 1U);
}

TEST(DrillBounds, multiply_rounds_tries_and_rows) {
    EXPECT_EQ(bound_with({{"call = \"cert\"\n", "call = \"cert\"\ntries = 7\n"}}).attempts, 8U);
    EXPECT_EQ(bound_with({{"goal = { authority = 3 }\n", "goal = { authority = 3 }\nrounds = 5\n"},
                          {"call = \"cert\"\n", "call = \"cert\"\ntries = 7\n"}})
                  .attempts,
              36U);
    EXPECT_EQ(
        bound_with({{"call = { role = \"director\" }\n", "call = { role = \"director\" }\ntries = 10\n"}}).attempts,
        11U);
    // Both officials of the party are called, and each hands over.
    EXPECT_EQ(bound_with({{"call = \"cert\"\n", "call = { party = \"cn\" }\n"}}).attempts, 4U);
    EXPECT_EQ(bound_with({{"call = \"cert\"\n", "call = { party = \"cn\" }\nmode = \"all-at-once\"\n"}}).attempts,
              4U);
}

TEST(DrillBounds, end_where_a_drill_is_refused) {
    EXPECT_EQ(bound_with({{"goal = { authority = 3 }\n", "goal = { authority = 3 }\nrounds = 1000\n"},
                          {"call = \"cert\"\n", "call = \"cert\"\ntries = 1000\n"}})
                  .attempts,
              kMostAttempts);
}

// A call waits for a seat and, where they are limited, for a line: up to a patience of a minute for each.
TEST(DrillBounds, count_the_patience_of_what_waits) {
    const std::string own = "kind = \"call\"\n";
    EXPECT_EQ(bound_with({}).waited, 0);
    EXPECT_EQ(bound_with({{own, own + "queue = true\n"}}).waited, 2 * 60);
    EXPECT_EQ(bound_with({{own, own + "queue = true\nlines = 3\n"}}).waited, 2 * 120);
    EXPECT_EQ(bound_with({{own, own + "queue = true\npatience = \"5min\"\n"}}).waited, 2 * 300);
    EXPECT_EQ(bound_with({{own, own + "queue = true\n"},
                          {"call = \"cert\"\n", "call = \"cert\"\npatience = \"2min\"\ntries = 3\n"}})
                  .waited,
              3 * 120 + 60);
}

// No branch waits longer than the horizon. A hand-over has further branches. Only the case's own search waits for
// callers.
TEST(DrillBounds, let_every_branch_wait_to_the_horizon_at_most) {
    const std::string own = "kind = \"call\"\n";
    const std::string callers = "time_zone = \"Europe/London\"\n";
    EXPECT_EQ(bound_with({{own, own + "queue = true\npatience = \"20d\"\n"}}).waited, 2 * 86400);
    EXPECT_EQ(bound_with({{callers, callers + "callers = 1\n"}}).waited, 86400);
    EXPECT_EQ(bound_with({{callers, callers + "callers = 1\n"},
                          {"call = \"cert\"\n", "call = { party = \"cn\" }\nmode = \"all-at-once\"\n"}})
                  .waited,
              2 * 86400);
}

// The CERT is called by telephone, and hands over to its director. Only the case's own search needs callers.
TEST(RequestBounds, are_of_each_who_is_called) {
    auto files = small_scenario();
    std::string& text = files.at("scenario.toml");
    const std::string step = "call = \"cert\"\n";
    text.replace(text.find(step), step.size(), step + "tries = 7\npatience = \"2min\"\n");
    const std::string kind = "kind = \"call\"\n";
    text.replace(text.find(kind), kind.size(), kind + "queue = true\n");
    Scenario scenario = load_from_memory(files).scenario.value();
    const RequestBounds bounds = most_requests(scenario, 0);
    EXPECT_EQ(bounds.officials[0].requests, 7);
    EXPECT_EQ(bounds.officials[0].wait, 120);
    EXPECT_EQ(bounds.officials[1].requests, 1);
    EXPECT_EQ(bounds.officials[1].wait, 60);
    EXPECT_EQ(bounds.channels[0].requests, 8);
    EXPECT_EQ(bounds.channels[0].wait, 120);
    EXPECT_EQ(bounds.parties[0].requests, 7);
    EXPECT_EQ(bounds.parties[0].wait, 24 * 3600);
    EXPECT_EQ(bounds.parties[1].requests, 0);

    // With 24 calls on average, no more than 66 come in all but one of 10¹² drills.
    Load load;
    load.official = 1;
    load.per_hour = 1;
    load.from = std::chrono::hours{-1};
    load.until = std::chrono::hours{23};
    load.patience = std::chrono::minutes{5};
    scenario.loads = {load};
    scenario.parties[0].site = 0;
    scenario.cases[0].after = std::chrono::hours{2};
    const RequestBounds with_load = most_requests(scenario, 0);
    EXPECT_EQ(with_load.officials[1].requests, 1 + 66);
    EXPECT_EQ(with_load.officials[1].wait, 300);
    EXPECT_EQ(with_load.parties[0].requests, std::numeric_limits<double>::infinity());
    EXPECT_EQ(longest_drill(scenario), 27 * 3600);
}

TEST(RequestBounds, are_those_of_a_drill_that_is_not_refused) {
    auto files = small_scenario();
    std::string& text = files.at("scenario.toml");
    const std::string step = "call = \"cert\"\n";
    text.replace(text.find(step), step.size(), step + "tries = 1000\n");
    const std::string goal = "goal = { authority = 3 }\n";
    text.replace(text.find(goal), goal.size(), goal + "rounds = 1000\n");
    const Scenario scenario = load_from_memory(files).scenario.value();
    EXPECT_GE(most_requests(scenario, 0).officials[1].requests, kMostAttempts);
}

}  // namespace
}  // namespace hotline
