// How often the intervals that `compare` prints for differences of probabilities and of times hold the truth, as in
// coverage_test.cpp. An approximate interval must miss the truth as often as it says, within a fifth, on average over
// the points where its claim applies. A comment beside each says which points these are. Differences of means, leads,
// and shares of drills that are sooner: tests/audit.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/estimates/comparison.hpp"
#include "analysis/estimates/paired_differences.hpp"
#include "tests/oracle/coverage_grid.hpp"

namespace hotline {
namespace {

/// The confidence of each difference in a comparison of two protocols with the usual deadlines.
double confidence_of_each_difference() {
    const ComparisonPlan plan{std::vector<Ticks>(5), {{0, 1}}};
    return plan.confidence_of_each();
}

// ---------------------------------------------------------------------------------------------------------------------
// Differences of probabilities.

/// The ending of a measurement's name where the claim does not apply.
constexpr std::string_view kTooFew = ", of too few";

/// There, intervals must still hold as often as they say, on average.
void expect_as_claimed(const Coverage& coverage) {
    for (const auto& [name, measured] : coverage.all()) {
        SCOPED_TRACE(name);
        name.ends_with(kTooFew) ? measured.expect_enough() : measured.expect_about_right();
    }
}

/// The truth of pairs: the probability that both succeed, and so on.
struct PairedTruth {
    double both, first_only, second_only, neither;
    std::string text;

    double difference() const { return second_only - first_only; }
};

/// `tie` moves the probability that both succeed from independence at 0 towards the maximum at 1 or the minimum at
/// -1.
PairedTruth paired_truth(double first, double second, double tie) {
    const double independent = first * second;
    const double most = std::min(first, second);
    const double least = std::max(0.0, first + second - 1);
    const double both = independent + (tie > 0 ? tie * (most - independent) : tie * (independent - least));
    return {both, first - both, second - both, 1 - first - second + both,
            fmt::format("p = {} and {}, tie {}", first, second, tie)};
}

/// Every outcome of n pairs, with its Newcombe interval.
class NewcombeTable {
public:
    NewcombeTable(std::uint64_t n, double confidence) : n_(n) {
        log_factorial_.push_back(0);
        for (std::uint64_t k = 1; k <= n; ++k)
            log_factorial_.push_back(log_factorial_.back() + std::log(static_cast<double>(k)));
        for (std::uint64_t both = 0; both <= n; ++both) {
            for (std::uint64_t one = 0; both + one <= n; ++one) {
                for (std::uint64_t other = 0; both + one + other <= n; ++other)
                    intervals_.push_back(newcombe({both, one, other, n - both - one - other}, confidence));
            }
        }
    }
    double coverage(const PairedTruth& truth) const {
        const auto factors = [&](double p) {
            std::vector<double> all;
            for (std::uint64_t k = 0; k <= n_; ++k)
                all.push_back((k == 0 ? 0 : static_cast<double>(k) * std::log(p)) - log_factorial_[k]);
            return all;
        };
        const auto of_both = factors(truth.both), of_one = factors(truth.first_only),
                   of_other = factors(truth.second_only), of_neither = factors(truth.neither);
        double held = 0;
        auto interval = intervals_.begin();
        for (std::uint64_t both = 0; both <= n_; ++both) {
            for (std::uint64_t one = 0; both + one <= n_; ++one) {
                for (std::uint64_t other = 0; both + one + other <= n_; ++other, ++interval) {
                    if (!holds(*interval, truth.difference())) continue;
                    held += std::exp(log_factorial_[n_] + of_both[both] + of_one[one] + of_other[other] +
                                     of_neither[n_ - both - one - other]);
                }
            }
        }
        return held;
    }

private:
    std::uint64_t n_;
    std::vector<double> log_factorial_;
    std::vector<Interval> intervals_;
};

PairedCounts play(const PairedTruth& truth, std::uint64_t drills, std::mt19937_64& random) {
    using Binomial = std::binomial_distribution<std::uint64_t>;
    PairedCounts counts;
    counts.both = Binomial(drills, truth.both)(random);
    std::uint64_t left = drills - counts.both;
    counts.first_only = Binomial(left, truth.first_only / (1 - truth.both))(random);
    left -= counts.first_only;
    // Rounding may push a certain probability beyond 1.
    counts.second_only =
        Binomial(left, std::min(1.0, truth.second_only / (truth.second_only + truth.neither)))(random);
    counts.neither = left - counts.second_only;
    return counts;
}

std::vector<PairedTruth> grid_of_paired_truths(std::uint64_t n, bool enough) {
    std::vector<PairedTruth> truths;
    const double all[] = {0.001, 0.01, 0.1, 0.3, 0.5, 0.9, 0.99, 0.999};
    // The usual rule of thumb for a binomial to be nearly normal: at least five successes and five failures are
    // expected.
    const auto is_enough = [&](double p) { return static_cast<double>(n) * std::min(p, 1 - p) >= 5 - 1e-9; };
    for (const double first : all) {
        for (const double second : all) {
            if (second < first || (is_enough(first) && is_enough(second)) != enough) continue;
            for (const double tie : {0.0, 0.25, 0.8, -0.5}) truths.push_back(paired_truth(first, second, tie));
        }
    }
    return truths;
}

TEST(Coverage, of_differences_of_probabilities_is_about_right) {
    Coverage coverage;
    for (const double confidence : {kConfidence, confidence_of_each_difference()}) {
        const auto name = [&](bool enough) {
            return fmt::format("difference of probabilities, {:.4g} %{}", 100 * confidence, enough ? "" : kTooFew);
        };
        for (const std::uint64_t n : {10U, 30U, 100U}) {
            const NewcombeTable table(n, confidence);
            for (const bool enough : {true, false}) {
                for (const PairedTruth& truth : grid_of_paired_truths(n, enough)) {
                    coverage.of(name(enough), confidence)
                        .know(fmt::format("{} drills, {}", n, truth.text), table.coverage(truth));
                }
            }
        }
        if (!full_coverage()) continue;
        for (const bool enough : {true, false}) {
            coverage.merge(
                measure(grid_of_paired_truths(1000, enough), experiments(),
                        [&](const PairedTruth& truth, auto& random, Coverage& count) {
                            count.of(name(enough), confidence)
                                .count(fmt::format("1000 drills, {}", truth.text),
                                       holds(newcombe(play(truth, 1000, random), confidence), truth.difference()));
                        }));
        }
    }
    coverage.print();
    expect_as_claimed(coverage);
}

// ---------------------------------------------------------------------------------------------------------------------
// Differences of times.

double normal_share(double z) {
    return std::erfc(-z / std::sqrt(2.0)) / 2;
}

/// Two protocols on common luck. The second has the law of the first, slowed down. The normal scores of their luck
/// have a correlation.
struct Pair {
    Times first;
    double slower;
    double correlation;

    Times second() const {
        Times slow = first;
        slow.law.scale = slower;
        return slow;
    }
    double horizon() const { return first.horizon(); }
    std::string text() const {
        return fmt::format("{}, {} times slower, correlation {}", first.text(), slower, correlation);
    }
    Ticks within(const WaitingLaw& law, double share) const {
        const double time = law.quantile(share);
        return time <= horizon() ? ticks_of(time) : kNever;
    }
    double quantile_of_second(double share) const {
        const Ticks time = ticks_of(second().law.quantile(share));
        return time <= ticks_of(horizon()) ? hours_of(time) : kInfinity;
    }
    std::pair<Ticks, Ticks> draw(std::mt19937_64& random) const {
        std::normal_distribution<double> normal;
        const double luck = normal(random);
        const double own = normal(random);
        const double other = correlation * luck + std::sqrt(1 - correlation * correlation) * own;
        return {within(first.law, normal_share(luck)), within(second().law, normal_share(other))};
    }
};

struct PlayedPair {
    PlayedPair(const Pair& pair, std::mt19937_64& random) {
        for (std::uint64_t drill = 0; drill < pair.first.drills; ++drill) {
            const auto [one, other] = pair.draw(random);
            first.push_back(one);
            second.push_back(other);
        }
    }
    std::vector<Ticks> first;
    std::vector<Ticks> second;
};

/// Times that nearly all drills reach, so that the truth is known, also for the 90 % of the slower protocol.
std::vector<Pair> grid_of_quantiles(std::uint64_t drills) {
    std::vector<Pair> points;
    for (const WaitingLaw& law : kWaitingLaws) {
        for (const double correlation : {0.9, 0.3, 0.0, -0.5})
            points.push_back({{law, 0.999, drills}, 1.5, correlation});
    }
    return points;
}

/// A difference about which nothing is said is not counted.
Coverage measure_quantiles(const std::vector<Pair>& points, std::uint64_t times, double confidence) {
    return measure(points, times, [&](const Pair& point, auto& random, Coverage& count) {
        const PlayedPair played(point, random);
        const auto found = quantile_differences({&played.first, &played.second}, {{0, 1}}, confidence).front();
        for (std::size_t index = 0; index < kComparedShares.size(); ++index) {
            const double share = kComparedShares[index];
            if (!found[index].enough) continue;
            const Interval interval{found[index].low.value_or(-kInfinity) / 3600,
                                    found[index].high.value_or(kInfinity) / 3600};
            count
                .of(fmt::format("difference of times of {:.0f} %, {:.4g} %", 100 * share, 100 * confidence),
                    confidence)
                .count(point.text(), holds(interval, point.quantile_of_second(share) - point.first.quantile(share)));
        }
    });
}

TEST(Coverage, of_differences_of_times_is_never_too_little) {
    const std::uint64_t times = full_coverage() ? 10'000 : 300;
    Coverage coverage;
    for (const double confidence : {kConfidence, confidence_of_each_difference()}) {
        for (const std::uint64_t drills : {10U, 30U, 100U, 1000U})
            coverage.merge(measure_quantiles(grid_of_quantiles(drills), times, confidence));
    }
    coverage.print();
    coverage.expect_never_too_little(kLevel);
}

}  // namespace
}  // namespace hotline
