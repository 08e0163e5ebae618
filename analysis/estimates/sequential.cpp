#include "analysis/estimates/sequential.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/estimates/confidence_sequence.hpp"

namespace hotline {
namespace {

/// ln(p/q). It is -∞ if p is 0: what has happened is impossible under p.
double log_of_ratio(double p, double q) {
    return std::log(p) - std::log(q);
}

}  // namespace

std::string_view name_of(Verdict verdict) {
    constexpr std::string_view kNames[] = {"pass", "fail", "undecided"};
    return kNames[static_cast<std::size_t>(verdict)];
}

ProbabilityTest::ProbabilityTest(double bound, bool at_least, double indifference, double confidence,
                                 Together together)
    : to_pass_(-std::log1p(-confidence)),
      to_fail_(to_pass_ + std::log(static_cast<double>(together.tests))),
      confidence_(confidence_of_each(together.tests, confidence)) {
    // If the bound is closer to 0 or 1 than the indifference, half of the remaining distance.
    const double missed =
        at_least ? std::max(bound - indifference, bound / 2) : std::min(bound + indifference, (1 + bound) / 2);
    on_success_ = log_of_ratio(bound, missed);
    on_failure_ = log_of_ratio(1 - bound, 1 - missed);
}

void ProbabilityTest::add(bool happened) {
    if (verdict_ != Verdict::undecided) return;
    ++drills_;
    successes_ += happened ? 1 : 0;
    log_ratio_ += happened ? on_success_ : on_failure_;
    if (log_ratio_ >= to_pass_) verdict_ = Verdict::pass;
    if (log_ratio_ <= -to_fail_) verdict_ = Verdict::fail;
}

double ProbabilityTest::estimate() const {
    return drills_ == 0 ? 0 : static_cast<double>(successes_) / static_cast<double>(drills_);
}

Interval ProbabilityTest::interval() const {
    return confidence_sequence(successes_, drills_, confidence_);
}

MeanTest::MeanTest(double low, double high, double bound, bool at_least, double confidence, Together together)
    : low_(low),
      width_(high - low),
      bound_((bound - low) / width_),
      at_least_(at_least),
      log_limit_(std::log(2 / (1 - confidence))),
      log_limit_together_(log_limit_ + std::log(static_cast<double>(together.tests))) {}

void MeanTest::add(double value) {
    if (verdict_ != Verdict::undecided) return;
    const double share = (value - low_) / width_;
    const auto before = static_cast<double>(drills_);
    const double mean = (0.5 + sum_) / (before + 1);
    const double variance = (0.25 + squares_) / (before + 1);
    const double number = before + 1;
    const double weight = std::min(std::sqrt(2 * log_limit_ / (variance * number * std::log1p(number))), 0.5);
    weights_ += weight;
    weighted_ += weight * share;
    penalty_ += (share - mean) * (share - mean) * (-std::log1p(-weight) - weight);
    ++drills_;
    sum_ += share;
    const double mean_now = (0.5 + sum_) / (number + 1);
    squares_ += (share - mean_now) * (share - mean_now);

    // The sequence holds for all drills together, so an interval may be cut down to what earlier intervals have left.
    const double centre = weighted_ / weights_;
    const auto narrow = [&](Interval& interval, double log_limit) {
        const double reach = (log_limit + penalty_) / weights_;
        interval.low = std::max(interval.low, centre - reach);
        interval.high = std::min(interval.high, centre + reach);
    };
    narrow(alone_, log_limit_);
    narrow(together_, log_limit_together_);
    const bool above = (at_least_ ? alone_ : together_).low > bound_;
    const bool below = (at_least_ ? together_ : alone_).high < bound_;
    if (above) verdict_ = at_least_ ? Verdict::pass : Verdict::fail;
    if (below) verdict_ = at_least_ ? Verdict::fail : Verdict::pass;
}

double MeanTest::estimate() const {
    return drills_ == 0 ? 0 : low_ + width_ * sum_ / static_cast<double>(drills_);
}

Interval MeanTest::interval() const {
    return {low_ + width_ * together_.low, low_ + width_ * together_.high};
}

}  // namespace hotline
