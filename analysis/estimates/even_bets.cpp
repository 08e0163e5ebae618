#include "analysis/estimates/even_bets.hpp"

#include <algorithm>
#include <array>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <optional>

namespace hotline {
namespace {

/// The goal, as a share of the sum that the stakes aim at.
constexpr double kHalfway = 0.5;
/// The largest share of an account that one drill may cost.
constexpr double kMostOfAccount = 0.95;
/// The first bets are as if one drill had been seen before, as far from the mean as it may be.
constexpr double kSeenVariance = 0.25;
/// Accounts for each doubling of the capital.
constexpr double kAccounts = 2;
/// The first account, as a share of the capital at the beginning.
constexpr double kFirstAccount = 1.0 / 32;
/// The tolerance of an end, by its distance from the mean.
constexpr double kNearEnd = 1e-3;
/// An end so near to a bound, as a share of the range, is the bound.
constexpr double kAtBoundEnd = 1e-9;

/// φ(Φ⁻¹(u)).
double stake_of(double u) {
    const boost::math::normal_distribution<double> normal;
    return pdf(normal, quantile(normal, u));
}

}  // namespace

/// What the blocks so far say of the strata.
class EvenBets::Learnt {
public:
    void add(double value, Index stratum) {
        of_strata_[stratum].add(value);
        of_all_.add(value);
    }

    /// Sets the predictions, and the variance that is left of a drill once its prediction is subtracted.
    void predict() {
        predictions_.fill(0);
        double left = of_all_.variance();
        if (const auto within = within_strata()) {
            MeanOf means;
            double noise = 0;  // the mean variance of a stratum's mean
            for (const MeanOf& of : of_strata_) {
                means.add(of.mean());
                noise += *within / of.count() / kStrata;
            }
            const double between = std::max(means.variance() - noise, 0.0);
            double sum = 0;
            double unsure = 0;
            for (std::size_t stratum = 0; stratum < kStrata; ++stratum) {
                const MeanOf& of = of_strata_[stratum];
                const double kept = between > 0 ? between / (between + *within / of.count()) : 0;
                predictions_[stratum] = kept * (of.mean() - means.mean());
                sum += predictions_[stratum];
                unsure += kept * *within / of.count() / kStrata;
            }
            for (double& prediction : predictions_) prediction -= sum / kStrata;
            if (between > 0) left = std::min(left, *within + unsure);
        }
        left_ = (kSeenVariance + of_all_.count() * left) / (1 + of_all_.count());
    }

    const std::array<double, kStrata>& predictions() const { return predictions_; }
    double left() const { return left_; }

private:
    /// The mean variance within strata; empty until each has two drills.
    std::optional<double> within_strata() const {
        double squares = 0;
        double freedom = 0;
        for (const MeanOf& of : of_strata_) {
            if (of.count() < 2) return {};
            squares += of.variance() * (of.count() - 1);
            freedom += of.count() - 1;
        }
        return squares / freedom;
    }

    std::array<MeanOf, kStrata> of_strata_;
    MeanOf of_all_;
    std::array<double, kStrata> predictions_{};
    double left_ = kSeenVariance;
};

EvenBets::EvenBets(const std::vector<double>& values, const std::vector<EvenStart>& starts, double low, double high)
    : low_(low), high_(high) {
    const double of_range = high > low ? 1 / (high - low) : 0;
    Learnt learnt;
    left_.reserve(values.size());
    for (std::size_t first = 0; first < values.size();) {
        learnt.predict();
        const auto& predictions = learnt.predictions();
        const auto [least, most] = std::minmax_element(predictions.begin(), predictions.end());
        const auto rest = static_cast<double>(values.size() - first);
        Block block{first, first, 1 / std::sqrt(learnt.left() * rest), kMostOfAccount / (1 + *most),
                    kMostOfAccount / (1 - *least)};
        for (; block.last < values.size() && starts[block.last].block == starts[first].block; ++block.last) {
            const double value = std::clamp((values[block.last] - low) * of_range, 0.0, 1.0);
            const Index stratum = starts[block.last].stratum;
            left_.push_back(value - predictions[stratum]);
            mean_ += value;
            learnt.add(value, stratum);
        }
        blocks_.push_back(block);
        first = block.last;
    }
    mean_ /= static_cast<double>(values.size());
}

std::vector<EvenBets::Account> EvenBets::accounts(double begins) {
    std::vector<Account> accounts;
    double from = 0;
    double staked = 0;
    for (double to = begins * kFirstAccount; from < kHalfway; to *= std::exp2(1 / kAccounts)) {
        to = std::min(to, kHalfway);
        const double stake = stake_of(to);
        accounts.push_back({to - from, std::max((stake - staked) / (to - from), 0.0)});
        from = to;
        staked = stake;
    }
    return accounts;
}

bool EvenBets::excluded(Side side, double mean, const std::vector<Account>& accounts, double begins) const {
    const bool above = side == Side::above;
    double capital = begins;
    std::array<double, kStrata> gains{};
    std::vector<Account> held;  // those with any capital
    for (const Block& block : blocks_) {
        const double most = above ? block.most_above : block.most_below;
        const std::size_t drills = block.last - block.first;
        for (std::size_t drill = 0; drill < drills; ++drill) {
            const double gain = left_[block.first + drill] - mean;
            gains[drill] = above ? gain : -gain;
        }
        held.clear();
        double rest = capital;
        for (std::size_t index = 0; index < accounts.size() && rest > 0; ++index) {
            held.push_back(
                {std::min(rest, accounts[index].size), std::min(accounts[index].stake * block.of_stakes, most)});
            rest -= held.back().size;
        }
        for (std::size_t drill = 0; drill < drills; ++drill) {
            for (Account& account : held) account.size *= 1 + account.stake * gains[drill];
        }
        capital = 0;
        for (const Account& account : held) capital += account.size;
        if (capital >= kHalfway) return true;
    }
    return false;
}

double EvenBets::end(Side side, const std::vector<Account>& accounts, double begins) const {
    double outside = side == Side::above ? 0 : 1;
    double inside = mean_;
    if (!excluded(side, outside, accounts, begins)) return outside;
    while (std::abs(outside - inside) > std::max(kNearEnd * std::abs(outside - mean_), kAtBoundEnd)) {
        const double middle = (outside + inside) / 2;
        (excluded(side, middle, accounts, begins) ? outside : inside) = middle;
    }
    return outside;
}

Interval EvenBets::interval(double confidence) const {
    if (!(high_ > low_)) return {low_, high_};
    const double begins = kHalfway * (1 - confidence) / 2;
    const std::vector<Account> all = accounts(begins);
    const double low = end(Side::above, all, begins);
    const double high = end(Side::below, all, begins);
    return {low_ + low * (high_ - low_), low_ + high * (high_ - low_)};
}

}  // namespace hotline
