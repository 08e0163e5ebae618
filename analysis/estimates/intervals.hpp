// Exact (conservative) intervals from independent drills: for probabilities, quantiles and means of bounded values.
// Drills that did not reach a milestone by the horizon need no correction: "reached by the horizon" is a probability
// in its own right, and a quantile ranks them after every time.
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
/// The confidence of each of several intervals so that all hold together with `kConfidence`. Source: Bonferroni's
/// inequality. Requires at least one interval.
inline double confidence_of_each(std::size_t intervals, double all = kConfidence) {
    return 1 - (1 - all) / static_cast<double>(intervals);
}

/// Clopper and Pearson's interval for a probability, `k` successes in `n`: never covers less than `confidence`.
/// Source: Clopper, Pearson (1934), Biometrika 26:404, by quantiles of the beta distribution. Requires k ≤ n.
Interval clopper_pearson(std::uint64_t k, std::uint64_t n, double confidence = kConfidence);

/// The same, cached: tens of thousands of cases share few counts, and each computation takes microseconds.
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

/// Order statistics, counted from 1, between which the quantile `q` lies with at least `confidence`. Without a lower
/// one, there is no lower bound; without an upper one, no upper bound. Source: David, Nagaraja, Order Statistics (3rd
/// ed.), 7.1. Requires 0 < q < 1.
struct Ranks {
    std::optional<std::uint64_t> low;
    std::optional<std::uint64_t> high;

    friend bool operator==(const Ranks&, const Ranks&) = default;
};
Ranks quantile_ranks(std::uint64_t n, double q, double confidence = kConfidence);

/// The rank of the quantile itself: the smallest rank that includes at least that share of `n`. Requires n > 0.
std::uint64_t quantile_rank(std::uint64_t n, double q);

/// For the mean of `n` values between 0 and 1: covers at least `confidence`, whatever their distribution. For zeros
/// and ones it is a little wider than Clopper and Pearson's. Source: Hoeffding (1963), Journal of the American
/// Statistical Association 58:13, theorem 1. Requires 0 ≤ mean ≤ 1.
Interval hoeffding(double mean, std::uint64_t n, double confidence = kConfidence);

/// For a weighted sum of independent values between 0 and 1 with weights that sum to 1: estimate ± √(ln(2 / (1 -
/// confidence)) · squares / 2), where `squares` is the sum of the squared weights. Covers at least `confidence`.
/// Source: Hoeffding, likewise, theorem 2.
Interval hoeffding_weighted(double sum, double squares, double confidence = kConfidence);

/// Student's t: how many standard errors the mean of `n` values may be from its expectation; infinite for n < 2.
/// Approximate, by the central limit theorem, for unbounded values.
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

/// All p with successes·ln(p) + failures·ln(1 - p) ≥ `level`; several intervals reduce to this. Requires that the
/// share of successes satisfies it. The ends are rounded outwards.
Interval likelihood_interval(double successes, double failures, double level);

}  // namespace hotline
