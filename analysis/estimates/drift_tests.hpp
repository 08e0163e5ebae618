// Whether a number of drills has moved, and how large a change would have been found. Drill k of before is set beside
// drill k of now: on the same luck they are a pair, on other luck still independent pairs, so the same tests hold,
// for every law and any number of drills.
//
// "Would have been found" is the power of the very test that is used. A larger change is modelled as one that makes
// more drills differ, all of them one way, by as much as those that do differ; the rest differ either way alike, as
// luck has it, in a share of drills that is known as well as those seen tell: averaged over Jeffreys' posterior.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace hotline {

/// The probability with which a change of the size told would have been found.
inline constexpr double kPower = 0.9;

/// So many drills have to differ, all of them one way, for a two-sided p-value below `level`.
std::uint64_t fewest_one_way(double level);

/// By McNemar's exact test at a level: the least difference of the shares of drills that differ one way and the other
/// which would have been found; nothing where the drills are too few for any. Computed from the binomial
/// distributions of how many drills differ and of how they split; remembered, as many tests have the same counts.
class OneWayPower {
public:
    explicit OneWayPower(double level) : level_(level) {}

    std::optional<double> smallest_found(std::uint64_t differing, std::uint64_t drills);

private:
    double level_;
    std::map<std::pair<std::uint64_t, std::uint64_t>, std::optional<double>> known_;
};

/// Whether the mean of differences between -1 and 1 is 0: a gambler who bets a share of his capital on it, a mixture
/// of shares from 1 downwards, half on either sign. Where the mean is 0 he wins nothing on average, so his capital is
/// a hundred times what it was once in a hundred at most: the p-value is one over it, for every law. Source:
/// Waudby-Smith, Ramdas (2024), Journal of the Royal Statistical Society B 86:1, with a mixture of constant bets in
/// place of one that learns, so that the order of drills does not matter.
class MeanBet {
public:
    void add(double difference);
    double p_value() const;
    /// The least mean that would have been found at a level, by 100 to 400 rounds of simulated drills; nothing where
    /// there is none. Requires that one differs.
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
