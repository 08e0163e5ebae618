// Sequential tests: they look at every drill and stop as soon as they can, with error rates that hold under this
// repeated looking.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "analysis/estimates/intervals.hpp"

namespace hotline {

enum class Verdict : unsigned char { pass, fail, undecided };
/// "pass", "fail", "undecided".
std::string_view name_of(Verdict verdict);

/// Several tests of one claim that must all pass: each may say `fail` with a probability of (1 - confidence) / their
/// number, so that a true claim fails with a probability of at most 1 - confidence. `pass` needs no correction: the
/// claim passes only if each test does, including that of a violated bound.
struct Together {
    std::size_t tests = 1;
};

/// Tests whether a probability is at least (or at most) a bound, by Wald's sequential probability ratio test between
/// the bound and the value that violates it by `indifference`. If the true value keeps the bound, it says `fail` with
/// a probability of at most 1 - confidence, over all tests of the claim; if it violates the bound by `indifference`
/// or more, it says `pass` with at most that probability; in between, both verdicts are right. Source: Wald (1945),
/// Annals of Mathematical Statistics 16:117; its limits are those of Ville's inequality, which hold exactly.
class ProbabilityTest {
public:
    /// Requires 0 ≤ bound ≤ 1, bound > 0 for at least, bound < 1 for at most, indifference > 0, and confidence in
    /// (0.5, 1).
    ProbabilityTest(double bound, bool at_least, double indifference, double confidence, Together together = {});

    /// Adds one drill; no effect after a verdict.
    void add(bool happened);
    Verdict verdict() const { return verdict_; }
    std::uint64_t drills() const { return drills_; }
    double estimate() const;
    /// Valid at any stopping time, together with those of the claim's other tests:
    /// analysis/estimates/confidence_sequence.hpp.
    Interval interval() const;

private:
    double on_success_;  // what the logarithm of the ratio of the likelihoods gains: kept over missed
    double on_failure_;
    double to_pass_;
    double to_fail_;
    double confidence_;  // of the interval
    double log_ratio_ = 0;
    std::uint64_t drills_ = 0;
    std::uint64_t successes_ = 0;
    Verdict verdict_ = Verdict::undecided;
};

/// Tests whether the mean of bounded numbers is at least (or at most) a bound. Two gamblers bet, drill by drill: one
/// that the mean is above the bound, one that it is below. Each divides his capital among constant bets λ, of which
/// each is half the one before, as he does not know which suits the spread of the numbers. If the mean does not lie
/// on his side, his capital ever reaches 1/α times its start with a probability of at most α (Ville's inequality). So
/// `pass` and `fail` are wrong with a probability of at most 1 - confidence each; for `fail` this holds over all
/// tests of the claim. Source: Waudby-Smith, Ramdas (2024), "Estimating means of bounded random variables by
/// betting", Journal of the Royal Statistical Society B 86:1.
///
/// A constant bet λ on the bound b is also a bet on any other mean m, of λ / (1 + λ (m − b)): the product of all 1 +
/// λ (x − b) differs from that of the other bet by a factor of (1 + λ (m − b)) a drill. So the same capitals tell
/// which means are excluded, and no drill need be kept.
class MeanTest {
public:
    /// Requires low < high.
    MeanTest(double low, double high, double bound, bool at_least, double confidence, Together together = {});

    /// Adds one drill with `value` in [low, high]; no effect after a verdict.
    void add(double value);
    Verdict verdict() const { return verdict_; }
    std::uint64_t drills() const { return drills_; }
    double estimate() const;
    /// Valid at any stopping time, together with those of the claim's other tests. It may hold the bound: each of its
    /// ends may be wrong with half the probability that a verdict may.
    Interval interval() const;

private:
    /// Bets that the mean is above a bound, all as shares of the range.
    class Gambler {
    public:
        explicit Gambler(double bound);
        /// Requires a share of at least 0.
        void add(double share);
        double capital() const;
        /// The least mean at which the capital is below a limit.
        double least_mean(double log_limit) const;

    private:
        struct Bet {
            double size;     // λ
            double capital;  // since the last time that it was added to the logarithm
            double before;   // as `log_before`, not as a logarithm
            double log_before;
        };
        double log_capital_at(double mean) const;

        double bound_;
        std::uint64_t drills_ = 0;
        std::vector<Bet> bets_;
    };

    double low_;
    double width_;
    bool at_least_;
    double to_pass_;  // capitals
    double to_fail_;
    double log_of_end_;  // of a capital at an end of the interval
    Gambler above_;
    Gambler below_;   // on 1 - the number
    double sum_ = 0;  // of shares of the width
    std::uint64_t drills_ = 0;
    Verdict verdict_ = Verdict::undecided;
};

}  // namespace hotline
