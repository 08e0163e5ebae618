// Intervals for what drills have shown, each drill an independent one: exact (conservative) ones for probabilities,
// for quantiles and for means of what has bounds. A drill that had not reached a milestone by the horizon needs no
// correction here: "reached by the horizon" is a probability of its own, and in a quantile it counts as later than
// every time.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <tuple>

namespace hotline {

struct Interval {
    double low = 0;
    double high = 1;

    friend bool operator==(const Interval&, const Interval&) = default;
};

/// The confidence of every interval that the program prints.
inline constexpr double kConfidence = 0.95;

/// Clopper and Pearson's interval for a probability, `k` successes in `n`: never covers less than `confidence`.
/// Source: Clopper, Pearson (1934), Biometrika 26:404, by quantiles of the beta distribution. Requires k ≤ n.
Interval clopper_pearson(std::uint64_t k, std::uint64_t n, double confidence = kConfidence);

/// The same, remembered: tens of thousands of cases have the same few counts, and each takes microseconds.
class ClopperPearsons {
public:
    const Interval& of(std::uint64_t k, std::uint64_t n, double confidence = kConfidence) {
        const auto [known, fresh] = known_.try_emplace({k, n, confidence});
        if (fresh) known->second = clopper_pearson(k, n, confidence);
        return known->second;
    }

private:
    std::map<std::tuple<std::uint64_t, std::uint64_t, double>, Interval> known_;
};

/// Order statistics, counted from 1, between which the quantile `q` of the distribution lies with at least
/// `confidence`. No lower one: nothing can be said from below; no upper one: from above. Source: David, Nagaraja,
/// Order Statistics (3rd ed.), 7.1. Requires 0 < q < 1.
struct Ranks {
    std::optional<std::uint64_t> low;
    std::optional<std::uint64_t> high;

    friend bool operator==(const Ranks&, const Ranks&) = default;
};
Ranks quantile_ranks(std::uint64_t n, double q, double confidence = kConfidence);

/// The rank of the quantile itself: the smallest by which at least that share of `n` has come. Requires n > 0.
std::uint64_t quantile_rank(std::uint64_t n, double q);

/// For the mean of `n` values that lie between 0 and 1: never covers less than `confidence`, however they are
/// distributed. Of zeros and ones it is a little wider than Clopper and Pearson's. Source: Hoeffding (1963), Journal
/// of the American Statistical Association 58:13, theorem 1. Requires 0 ≤ mean ≤ 1.
Interval hoeffding(double mean, std::uint64_t n, double confidence = kConfidence);

/// For a weighted sum of independent values between 0 and 1 whose weights sum to 1, by the sum of their squares: its
/// estimate ± √(ln(2 / (1 - confidence)) · squares / 2). Never covers less than `confidence`. Source: Hoeffding,
/// likewise, theorem 2.
Interval hoeffding_weighted(double sum, double squares, double confidence = kConfidence);

/// How many standard errors the mean of `n` values may be from its expectation: Student's t; infinitely many for n
/// < 2. Approximate, by the central limit theorem, and for values that have no bounds.
double student_reach(std::uint64_t n, double confidence = kConfidence);

/// Mean and variance of numbers in one pass, in the order in which they come. Source: Welford (1962), Technometrics
/// 4:419.
class MeanOf {
public:
    void add(double value) {
        count_ += 1;
        const double from_old = value - mean_;
        mean_ += from_old / count_;
        squares_ += from_old * (value - mean_);
    }
    double count() const { return count_; }
    double mean() const { return mean_; }
    /// Of the sample; 0 for fewer than two.
    double variance() const { return count_ < 2 ? 0 : squares_ / (count_ - 1); }
    /// Of the mean; infinite for fewer than two.
    double standard_error() const {
        return count_ < 2 ? std::numeric_limits<double>::infinity() : std::sqrt(variance() / count_);
    }

private:
    double count_ = 0;
    double mean_ = 0;
    double squares_ = 0;
};

/// All p with successes·ln(p) + failures·ln(1 - p) ≥ `level`, which their share of successes must reach: what several
/// intervals come down to. The ends are rounded outwards.
Interval likelihood_interval(double successes, double failures, double level);

}  // namespace hotline
