#include "analysis/write/expectation_text.hpp"

#include <fmt/format.h>

#include "analysis/write/figures.hpp"
#include "models/base/duration.hpp"

namespace hotline {

std::string seen_text(const CheckedExpectation& checked) {
    const Claim& claim = checked.expectation->claim;
    const auto between = [&](auto text) {
        return fmt::format("{} (between {} and {})", text(checked.estimate, Rounding::nearest),
                           text(checked.interval.low, Rounding::down), text(checked.interval.high, Rounding::up));
    };
    std::string seen;
    if (of_probability(claim) && claim.minus.empty()) {
        seen = probability_text(checked.estimate, checked.interval);
        if (claim.measure.kind == Measure::Kind::quantile)
            seen += fmt::format(" {} {}", claim.at_least ? "before" : "by", duration_text(claim.bound_time));
    } else if (of_probability(claim)) {
        seen = between(points_text) + " points";
    } else if (of_number(claim.measure)) {
        seen = between([](double value, Rounding rounding) { return number_text(value, rounding); });
    } else {
        seen = between([](double value, Rounding rounding) { return seconds_text(value, rounding); });
    }
    const std::string together =
        checked.one_of > 1 ? fmt::format("; intervals of all {} hold together", checked.one_of) : "";
    return fmt::format("{} after {}{}", seen, counted(checked.drills, "drill"), together);
}

std::string claim_text(const Scenario& scenario, const CheckedExpectation& checked) {
    const Expectation& expectation = *checked.expectation;
    if (checked.needed > 0) {
        return fmt::format("{} ({}, {} of {})", expectation.that,
                           protocols_text(scenario, checked.protocols, " and "), checked.needed,
                           counted(checked.cases, "case"));
    }
    const std::string whose =
        expectation.claim.of.empty() ? fmt::format("{}, ", scenario.protocols[checked.protocol].id) : std::string{};
    const std::string cases = checked.case_index == kNone ? "the mean of " + counted(checked.cases, "case")
                                                          : case_text(scenario, checked.case_index);
    return fmt::format("{} ({}{})", expectation.that, whose, cases);
}

}  // namespace hotline
