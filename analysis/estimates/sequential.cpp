#include "analysis/estimates/sequential.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/estimates/confidence_sequence.hpp"
#include "analysis/estimates/log_of_sum.hpp"

namespace hotline {
namespace {

/// The largest bet of a mean's test, as a share of the capital that the worst drill costs. The others are halves of
/// it, down to the smallest, for which many thousand drills would be needed.
constexpr double kLargestBet = 0.9;
constexpr double kSmallestBet = 1.0 / 64;
/// A bound nearer to the end of the range, as a share of it, is taken as so near.
constexpr double kNearestBound = 1e-6;

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

MeanTest::Gambler::Gambler(double bound) : bound_(std::clamp(bound, kNearestBound, 1.0)) {
    double shares = 0;
    double size = kLargestBet / bound_;
    while (size >= kSmallestBet) {
        const double share = 1 / (1 + static_cast<double>(bets_.size()));
        shares += share;
        bets_.push_back({size, share, 1, 0});
        size /= 2;
    }
    for (Bet& bet : bets_) bet.capital /= shares;
}

void MeanTest::Gambler::add(double share) {
    constexpr std::uint64_t kBlock = 16;  // within which no capital overflows or underflows a double
    const double above = share - bound_;
    for (Bet& bet : bets_) bet.capital *= 1 + bet.size * above;
    if (++drills_ % kBlock != 0) return;
    for (Bet& bet : bets_) {
        bet.log_before += std::log(bet.capital);
        bet.before = std::exp(bet.log_before);
        bet.capital = 1;
    }
}

double MeanTest::Gambler::capital() const {
    double capital = 0;
    for (const Bet& bet : bets_) capital += bet.before * bet.capital;
    return capital;
}

double MeanTest::Gambler::log_capital_at(double mean) const {
    std::vector<double> logs;
    logs.reserve(bets_.size());
    for (const Bet& bet : bets_) {
        logs.push_back(bet.log_before + std::log(bet.capital) -
                       static_cast<double>(drills_) * std::log1p(bet.size * (mean - bound_)));
    }
    return log_of_sum(logs);
}

double MeanTest::Gambler::least_mean(double log_limit) const {
    if (log_capital_at(0) < log_limit) return 0;
    double excluded = 0;
    double other = 1;
    for (double mean = 0.5; excluded < mean && mean < other; mean = excluded + (other - excluded) / 2)
        (log_capital_at(mean) < log_limit ? other : excluded) = mean;
    return excluded;
}

MeanTest::MeanTest(double low, double high, double bound, bool at_least, double confidence, Together together)
    : low_(low),
      width_(high - low),
      at_least_(at_least),
      to_pass_(1 / (1 - confidence)),
      to_fail_(to_pass_ * static_cast<double>(together.tests)),
      log_of_end_(std::log(2 * to_fail_)),
      above_((bound - low) / width_),
      below_((high - bound) / width_) {}

void MeanTest::add(double value) {
    if (verdict_ != Verdict::undecided) return;
    const double share = (value - low_) / width_;
    above_.add(share);
    below_.add(1 - share);
    sum_ += share;
    ++drills_;
    const Gambler& holds = at_least_ ? above_ : below_;
    const Gambler& misses = at_least_ ? below_ : above_;
    if (holds.capital() >= to_pass_) verdict_ = Verdict::pass;
    if (misses.capital() >= to_fail_) verdict_ = Verdict::fail;
}

double MeanTest::estimate() const {
    return drills_ == 0 ? 0 : low_ + width_ * sum_ / static_cast<double>(drills_);
}

Interval MeanTest::interval() const {
    return {low_ + width_ * above_.least_mean(log_of_end_), low_ + width_ * (1 - below_.least_mean(log_of_end_))};
}

}  // namespace hotline
