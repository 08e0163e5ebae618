// Sequential tests: they look at every drill and stop as soon as they can, with error rates that hold under this
// repeated looking.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

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

/// Tests whether the mean of bounded numbers is at least (or at most) a bound, by a confidence sequence: `pass` or
/// `fail` as soon as the whole interval lies on one side. Each is wrong with a probability of at most 1 - confidence;
/// for `fail` this holds over all tests of the claim. Source: Waudby-Smith, Ramdas (2024), Journal of the Royal
/// Statistical Society B 86:1, theorem 2 (the predictable plug-in empirical Bernstein sequence).
class MeanTest {
public:
    /// Requires low < high.
    MeanTest(double low, double high, double bound, bool at_least, double confidence, Together together = {});

    /// Adds one drill with `value` in [low, high]; no effect after a verdict.
    void add(double value);
    Verdict verdict() const { return verdict_; }
    std::uint64_t drills() const { return drills_; }
    double estimate() const;
    Interval interval() const;

private:
    double low_;
    double width_;
    double bound_;  // as a share of the width, like all that follows
    bool at_least_;
    double log_limit_;           // of one side of one test
    double log_limit_together_;  // of the interval
    double weights_ = 0;
    double weighted_ = 0;
    double penalty_ = 0;
    double sum_ = 0;
    double squares_ = 0;
    std::uint64_t drills_ = 0;
    Verdict verdict_ = Verdict::undecided;
    Interval alone_{0, 1};
    Interval together_{0, 1};
};

}  // namespace hotline
