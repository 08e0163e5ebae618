// Tests that look at every drill and stop as soon as they know, with error rates that looking does not raise.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "analysis/estimates/intervals.hpp"

namespace hotline {

enum class Verdict : unsigned char { pass, fail, undecided };
/// "pass", "fail", "undecided".
std::string_view name_of(Verdict verdict);

/// Several tests that stand for one claim, that all of them pass, say `fail` with a probability of (1 - confidence) /
/// their number each, so that the claim is called failed with a probability of at most 1 - confidence while it holds.
/// `pass` needs no such care: the claim is called passed only where each is, the one that does not keep its bound
/// too.
struct Together {
    std::size_t tests = 1;

    double confidence_of_each(double confidence) const { return 1 - (1 - confidence) / static_cast<double>(tests); }
};

/// Whether a probability is at least a bound (or at most), by Wald's sequential probability ratio test between the
/// bound and what misses it by `indifference`. Where the truth keeps the bound, it says `fail` with a probability of
/// at most 1 - confidence, of several together; where it misses it by `indifference` or more, `pass`; in between both
/// are right. Source: Wald (1945), Annals of Mathematical Statistics 16:117; its limits are those of Ville's
/// inequality, which hold exactly.
class ProbabilityTest {
public:
    /// Requires 0 ≤ bound ≤ 1, and 0 < bound where it is at least, bound < 1 where it is at most; indifference > 0,
    /// confidence in (0.5, 1).
    ProbabilityTest(double bound, bool at_least, double indifference, double confidence, Together together = {});

    /// One more drill; behind a verdict nothing changes.
    void add(bool happened);
    Verdict verdict() const { return verdict_; }
    std::uint64_t drills() const { return drills_; }
    double estimate() const;
    /// Valid at whatever drill the test has stopped, with those of the others together:
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

/// Whether the mean of numbers between two bounds is at least a bound (or at most), by a confidence sequence: `pass`
/// or `fail` as soon as all of it lies on one side, each wrong with a probability of at most 1 - confidence, `fail`
/// of several together. Source: Waudby-Smith, Ramdas (2024), Journal of the Royal Statistical Society B 86:1, theorem
/// 2 (the predictable plug-in empirical Bernstein sequence).
class MeanTest {
public:
    /// Requires low < high.
    MeanTest(double low, double high, double bound, bool at_least, double confidence, Together together = {});

    /// One more drill, `value` in [low, high]; behind a verdict nothing changes.
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
