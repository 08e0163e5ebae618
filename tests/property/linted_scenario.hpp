// What tests of lint share: random scenarios of one case and one protocol, each thing on a line of its own, so that
// it is known of what a finding is; and changes that take luck out of what is played.
#pragma once

#include <rapidcheck.h>

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "models/lint/lint.hpp"
#include "models/scenario/scenario.hpp"
#include "sim/escalation/drill.hpp"

namespace hotline {

// Lines of things in a scenario that stands in no file.
constexpr std::uint32_t line_of_step(Index protocol, std::size_t step) {
    return 1000 + 100 * protocol + static_cast<std::uint32_t>(step);
}
constexpr std::uint32_t line_of_row(Index row) {
    return 10'000 + row;
}
constexpr std::uint32_t line_of_protocol(Index protocol) {
    return 20'000 + protocol;
}

/// The scenario with one case and one of its protocols, each thing on a line of its own.
Scenario narrowed(Scenario scenario, Index case_index, Index protocol);

std::vector<Finding> findings_of(const Scenario& scenario);
bool says(const Finding& finding, std::string_view part);
/// The first with this code that says so; null where there is none.
const Finding* finding_of(const std::vector<Finding>& findings, std::string_view code, std::string_view part = {});

/// Without leave and without days that have hours of their own: lint's claims take them into account where they are
/// claims that nothing comes, but it does not look at deputies, or at single days, for what else it says.
Scenario with_plain_days(Scenario scenario);

void for_each_law(Scenario& scenario, const std::function<void(Law&)>& change);
/// What luck could hinder is as good as it can be; what never comes still never comes.
void let_luck_be_kind(Scenario& scenario);
void let_nobody_answer(Scenario& scenario);

bool answered(const Drill& drill, const Attempt& attempt);

enum class Days : unsigned char { plain, any };
/// Of each number that is drawn, so many random scenarios.
inline constexpr std::uint32_t kLintedOfANumber = 20;
/// Each case and protocol of random scenarios, by itself.
void for_each_linted(std::uint32_t number, const std::function<void(Scenario)>& check, Days with);
inline bool check_each(const char* what, const std::function<void(Scenario)>& check, Days with = Days::plain) {
    return rc::check(what, [&](std::uint32_t number) { for_each_linted(number, check, with); });
}

}  // namespace hotline
