// What tests of lint share. Random scenarios with one case and one protocol have each thing on a line of its own, so
// that a finding's line tells what it is about. Other functions take luck out of a drill.
#pragma once

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "models/lint/lint.hpp"
#include "models/scenario/scenario.hpp"
#include "sim/escalation/drill.hpp"

namespace hotline {

// Lines of things in a scenario that has no file.
constexpr std::uint32_t line_of_step(Index protocol, std::size_t step) {
    return 1000 + 100 * protocol + static_cast<std::uint32_t>(step);
}
constexpr std::uint32_t line_of_row(Index row) {
    return 10'000 + row;
}
constexpr std::uint32_t line_of_when(Index response, std::size_t when) {
    return 30'000 + 100 * response + static_cast<std::uint32_t>(when);
}
constexpr std::uint32_t line_of_follow_up(Index protocol, std::size_t step, Result after) {
    return 100'000 + 10'000 * protocol + 100 * static_cast<std::uint32_t>(step) + static_cast<std::uint32_t>(after);
}
constexpr std::uint32_t line_of_protocol(Index protocol) {
    return 20'000 + protocol;
}

/// The scenario with one case and one of its protocols, each thing on a line of its own.
Scenario narrowed(Scenario scenario, Index case_index, Index protocol);

std::vector<Finding> findings_of(const Scenario& scenario);
bool says(const Finding& finding, std::string_view part);
/// The first finding with this code and this part of the message; null if there is none.
const Finding* finding_of(const std::vector<Finding>& findings, std::string_view code, std::string_view part = {});

/// Without leave, rotas, and days that have hours of their own. Lint takes them into account where it claims that
/// nothing comes. For its other claims it does not look at deputies, turns, or single days.
Scenario with_plain_days(Scenario scenario);
/// Steps that follow each other, whatever comes of their attempts. Lint takes `on` into account where it claims that
/// something never happens. For its other claims it follows it only where nobody answers.
Scenario with_plain_steps(Scenario scenario);

/// All ways in which somebody with this response may respond.
std::vector<Duty*> duties_of(Response& response);
/// All ways in which a missed call may be returned.
std::vector<CallBack*> call_backs_of(Response& response);
void for_each_law(Scenario& scenario, const std::function<void(Law&)>& change);
/// Makes everything that luck could prevent as good as possible. What never happens still never happens.
void let_luck_be_kind(Scenario& scenario);
void let_nobody_answer(Scenario& scenario);

bool answered(const Drill& drill, const Attempt& attempt);

/// Plain days, with plain steps, or any.
enum class Days : unsigned char { plain, any };
/// The number of random scenarios for each number that is drawn.
inline constexpr std::uint32_t kLintedOfANumber = 20;
/// Checks each case and protocol of random scenarios by itself.
void for_each_linted(std::uint32_t number, const std::function<void(Scenario)>& check, Days with);
inline bool check_each(const char* what, const std::function<void(Scenario)>& check, Days with = Days::plain) {
    return rc::check(what, [&](std::uint32_t number) { for_each_linted(number, check, with); });
}
/// Random scenarios may happen to have little of what is rare: checks others, at most ten times, until there is
/// enough of all that the test counts.
inline void check_until(const std::function<bool()>& enough, const std::function<bool()>& check) {
    for (int times = 0; times == 0 || (times < 10 && !enough()); ++times) ASSERT_TRUE(check());
    EXPECT_TRUE(enough());
}

}  // namespace hotline
