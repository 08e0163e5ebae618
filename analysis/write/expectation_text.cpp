#include "analysis/write/expectation_text.hpp"

#include <fmt/format.h>

#include "analysis/write/figures.hpp"
#include "models/base/duration.hpp"

namespace hotline {

namespace {

/// "93.0 % (88.5–96.2) of worlds: held in 186 of 200, failed in 12, undecided in 2".
std::string seen_in_worlds(const CheckedExpectation& checked) {
    const HeldWorlds& worlds = *checked.worlds;
    std::string seen =
        fmt::format("{} of worlds: held in {} of {}, failed in {}",
                    probability_text(checked.estimate, checked.interval), worlds.held, worlds.worlds, worlds.failed);
    if (worlds.undecided() > 0) seen += fmt::format(", undecided in {}", worlds.undecided());
    return seen;
}

}  // namespace

std::string seen_text(const CheckedExpectation& checked) {
    const Claim& claim = checked.expectation->claim;
    const auto between = [&](auto text) {
        return fmt::format("{} (between {} and {})", text(checked.estimate, Rounding::nearest),
                           text(checked.interval.low, Rounding::down), text(checked.interval.high, Rounding::up));
    };
    std::string seen;
    if (checked.worlds) {
        seen = seen_in_worlds(checked);
    } else if (of_probability(claim) && claim.minus.empty()) {
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
    const std::string that =
        checked.worlds ? fmt::format("{} in {} % of worlds", expectation.that, percent(*expectation.in_worlds))
                       : expectation.that;
    if (checked.needed > 0) {
        return fmt::format("{} ({}, {} of {})", that, protocols_text(scenario, checked.protocols, " and "),
                           checked.needed, counted(checked.cases, "case"));
    }
    const std::string whose =
        expectation.claim.of.empty() ? fmt::format("{}, ", scenario.protocols[checked.protocol].id) : std::string{};
    const std::string cases = checked.case_index == kNone ? "the mean of " + counted(checked.cases, "case")
                                                          : case_text(scenario, checked.case_index);
    return fmt::format("{} ({}{})", that, whose, cases);
}

}  // namespace hotline
