#include "analysis/expectation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/figures.hpp"
#include "models/duration.hpp"

namespace hotline {
namespace {

/// A quantile is at most `t` where at least that share of drills has reached the milestone by `t`; it is at least `t`
/// where no more than that share has reached it before `t`.
struct AsProbability {
    double bound;
    bool at_least;
    Ticks by;
};

AsProbability as_probability(const Claim& claim) {
    if (claim.measure.kind == Measure::Kind::reach) return {claim.bound, claim.at_least, claim.measure.within};
    return {claim.measure.share, !claim.at_least, claim.bound_time - Ticks{claim.at_least ? 1 : 0}};
}

Ticks time_of(const Outcome& outcome, Milestone milestone) {
    switch (milestone) {
        case Milestone::first_answer:
            return outcome.first_answer;
        case Milestone::contact:
            return outcome.contact;
        case Milestone::response:
            return outcome.response;
        case Milestone::shared:
            return outcome.shared;
    }
    return kNever;
}

bool of_probability(const Claim& claim) {
    return claim.measure.kind == Measure::Kind::reach || claim.measure.kind == Measure::Kind::quantile;
}

std::variant<ProbabilityTest, MeanTest> make_test(const Expectation& expectation, double indifference,
                                                  std::uint32_t most_attempts, Together together) {
    const Claim& claim = expectation.claim;
    if (of_probability(claim) && claim.minus.empty()) {
        const AsProbability probability = as_probability(claim);
        if (expectation.pooled)
            return MeanTest(0, 1, probability.bound, probability.at_least, expectation.confidence, together);
        return ProbabilityTest(probability.bound, probability.at_least, indifference, expectation.confidence,
                               together);
    }
    const double most = claim.measure.kind == Measure::Kind::reach           ? 1
                        : claim.measure.kind == Measure::Kind::mean_attempts ? std::max(most_attempts, 1U)
                                                                             : seconds_of(claim.measure.within);
    return MeanTest(claim.minus.empty() ? 0 : -most, most, claim.bound, claim.at_least, expectation.confidence,
                    together);
}

}  // namespace

double usual_indifference(double bound) {
    const double between = std::min(bound, 1 - bound);
    return between > 0 ? std::min(between / 4, 0.005) : 0.001;
}

ExpectationTest::ExpectationTest(const Expectation& expectation, std::uint32_t most_attempts, Together together)
    : claim_(&expectation.claim),
      indifference_(
          of_probability(*claim_) && claim_->minus.empty() && !expectation.pooled
              ? std::optional(expectation.indifference.value_or(usual_indifference(as_probability(*claim_).bound)))
              : std::nullopt),
      test_(make_test(expectation, indifference_.value_or(0), most_attempts, together)) {}

double ExpectationTest::value(const Outcome& outcome) const {
    const Measure& measure = claim_->measure;
    if (measure.kind == Measure::Kind::mean_attempts) {
        double attempts = 0;
        for (const std::uint16_t count : outcome.attempts) attempts += count;
        return attempts;
    }
    const Ticks time = time_of(outcome, measure.milestone);
    if (measure.kind == Measure::Kind::restricted_mean)
        return seconds_of(time == kNever ? measure.within : std::min(time, measure.within));
    return time != kNever && time <= as_probability(*claim_).by ? 1 : 0;
}

void ExpectationTest::add(double value) {
    if (auto* probability = std::get_if<ProbabilityTest>(&test_)) {
        probability->add(value > 0);
    } else {
        std::get<MeanTest>(test_).add(value);
    }
}

Verdict ExpectationTest::verdict() const {
    return std::visit([](const auto& test) { return test.verdict(); }, test_);
}

std::uint64_t ExpectationTest::drills() const {
    return std::visit([](const auto& test) { return test.drills(); }, test_);
}

double ExpectationTest::estimate() const {
    return std::visit([](const auto& test) { return test.estimate(); }, test_);
}

Interval ExpectationTest::interval() const {
    return std::visit([](const auto& test) { return test.interval(); }, test_);
}

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
    } else if (claim.measure.kind == Measure::Kind::mean_attempts) {
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
    const std::string whose =
        expectation.claim.of.empty() ? fmt::format("{}, ", scenario.protocols[checked.protocol].id) : std::string{};
    const std::string cases = checked.case_index == kNone ? "the mean of " + counted(checked.cases, "case")
                                                          : case_text(scenario, checked.case_index);
    return fmt::format("{} ({}{})", expectation.that, whose, cases);
}

}  // namespace hotline
