// Tests whether a number has moved between two sets of drills, and how large a change they would detect. Drill k of
// the baseline is paired with drill k of the new run. With common luck these are matched pairs, with different luck
// independent ones; the tests are valid for both, for every distribution and sample size.
//
// The power is that of the test in use. A larger change is modelled as additional drills that differ in one
// direction, each by as much as the drills that differ now. The remaining drills differ in either direction with
// equal probability. The share that differs is not known: a difference of shares is stated for the 95 % quantile of
// Jeffreys' posterior, where the power is low, and a difference of means is averaged over the posterior.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace hotline {

/// The power at which the smallest detectable change is stated.
inline constexpr double kPower = 0.9;

/// The smallest number of drills that, all differing in the same direction, give a two-sided p-value below `level`.
std::uint64_t fewest_one_way(double level);

/// The smallest difference between the shares of drills that differ in either direction that McNemar's exact test at
/// this level would detect; empty if there are too few drills. Computed from the binomial distributions of how many
/// drills differ and how they split; results are cached, as many tests have the same counts.
class OneWayPower {
public:
    explicit OneWayPower(double level) : level_(level) {}

    std::optional<double> smallest_found(std::uint64_t differing, std::uint64_t drills);

private:
    /// How many of `differing` drills must change in one direction; possibly more than all of them.
    std::uint64_t fewest_of(std::uint64_t differing);
    /// The power of the test if a share `change` of drills changes in one direction and a share `scattered` of the
    /// others in either direction with equal probability.
    double power(std::uint64_t drills, double scattered, double change);

    double level_;
    std::vector<std::uint64_t> fewest_;  // by number of differing drills
    std::map<std::pair<std::uint64_t, std::uint64_t>, std::optional<double>> known_;
};

/// Tests whether the mean of differences between -1 and 1 is 0. A gambler bets a share of his capital on each sign: a
/// mixture of shares from 1 downwards, half on either sign. If the mean is 0, he wins nothing on average, so his
/// capital reaches a hundred times its start with a probability of at most 1 %: the p-value is one over the capital,
/// for every distribution. Source: Waudby-Smith, Ramdas (2024), Journal of the Royal Statistical Society B 86:1, with
/// a mixture of constant bets instead of adaptive ones, so that the order of drills does not matter.
class MeanBet {
public:
    void add(double difference);
    double p_value() const;
    /// The smallest mean that would be detected at a level, by 100 to 400 rounds of simulated drills; empty if there
    /// is none. Requires at least one drill that differs.
    std::optional<double> smallest_found(double level) const;
    bool any_differs() const { return !sizes_.empty(); }

private:
    static constexpr std::size_t kBets = 12;  // 1, 1/2, 1/4, …
    struct Capital {
        std::array<double, kBets> up{};  // logarithms
        std::array<double, kBets> down{};

        void add(double difference);
        double log() const;
        bool exceeds(double limit) const;  // of its logarithm
    };

    std::uint64_t drills_ = 0;
    std::vector<double> sizes_;  // of the differences that are not 0
    Capital capital_;
};

}  // namespace hotline
