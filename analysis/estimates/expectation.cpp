#include "analysis/estimates/expectation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace hotline {
namespace {

/// A quantile is at most `t` if at least that share of drills reached the milestone by `t`; it is at least `t` if at
/// most that share reached it before `t`.
struct AsProbability {
    double bound;
    bool at_least;
    Ticks by;
};

AsProbability as_probability(const Claim& claim) {
    if (claim.measure.kind == Measure::Kind::reach) return {claim.bound, claim.at_least, claim.measure.within};
    return {claim.measure.share, !claim.at_least, claim.bound_time - Ticks{claim.at_least ? 1 : 0}};
}

std::variant<ProbabilityTest, MeanTest> make_test(const Expectation& expectation, double indifference,
                                                  double most_of_drill, Together together) {
    const Claim& claim = expectation.claim;
    if (of_probability(claim) && claim.minus.empty()) {
        const AsProbability probability = as_probability(claim);
        if (expectation.pooled)
            return MeanTest(0, 1, probability.bound, probability.at_least, expectation.confidence, together);
        return ProbabilityTest(probability.bound, probability.at_least, indifference, expectation.confidence,
                               together);
    }
    const double most = claim.measure.kind == Measure::Kind::reach ? 1
                        : of_number(claim.measure)                 ? most_of_drill
                                                                   : seconds_of(claim.measure.within);
    return MeanTest(claim.minus.empty() ? 0 : -most, most, claim.bound, claim.at_least, expectation.confidence,
                    together);
}

}  // namespace

double usual_indifference(double bound) {
    const double between = std::min(bound, 1 - bound);
    return between > 0 ? std::min(between / 4, 0.005) : 0.001;
}

double most_of(const Measure& measure, const DrillBound& bound) {
    if (measure.kind == Measure::Kind::mean_cost) return std::max(bound.cost, units_of(1));
    return std::max<double>(bound.attempts, 1);
}

ExpectationTest::ExpectationTest(const Expectation& expectation, double most, Together together)
    : claim_(&expectation.claim),
      indifference_(
          of_probability(*claim_) && claim_->minus.empty() && !expectation.pooled
              ? std::optional(expectation.indifference.value_or(usual_indifference(as_probability(*claim_).bound)))
              : std::nullopt),
      test_(make_test(expectation, indifference_.value_or(0), most, together)) {}

double ExpectationTest::value(const Outcome& outcome) const {
    const Measure& measure = claim_->measure;
    if (measure.kind == Measure::Kind::mean_attempts) return all_attempts(outcome.attempts);
    if (measure.kind == Measure::Kind::mean_cost) return units_of(outcome.cost);
    return value(time_of(outcome, measure.milestone));
}

double ExpectationTest::value(Ticks time) const {
    const Measure& measure = claim_->measure;
    if (measure.kind == Measure::Kind::restricted_mean) return seconds_within(time, measure.within);
    return in_time(time, as_probability(*claim_).by) ? 1 : 0;
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

CheckedExpectation checked_in_worlds(const Expectation& expectation,
                                     const std::vector<CheckedExpectation>& of_worlds) {
    CheckedExpectation checked = of_worlds.front();
    checked.expectation = &expectation;
    checked.indifference = {};
    checked.drills = 0;
    HeldWorlds held;
    for (const CheckedExpectation& of_world : of_worlds) {
        ++held.worlds;
        if (of_world.verdict == Verdict::pass) ++held.held;
        if (of_world.verdict == Verdict::fail) ++held.failed;
        checked.drills += of_world.drills;
    }
    const double confidence = confidence_of_each(checked.one_of, expectation.confidence);
    checked.estimate = static_cast<double>(held.held) / static_cast<double>(held.worlds);
    checked.interval = {clopper_pearson(held.held, held.worlds, confidence).low,
                        clopper_pearson(held.worlds - held.failed, held.worlds, confidence).high};
    checked.verdict = checked.interval.low >= *expectation.in_worlds   ? Verdict::pass
                      : checked.interval.high < *expectation.in_worlds ? Verdict::fail
                                                                       : Verdict::undecided;
    checked.worlds = held;
    return checked;
}

}  // namespace hotline
