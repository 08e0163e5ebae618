#include "analysis/estimates/drift_tests.hpp"

#include <Random123/philox.h>

#include <algorithm>
#include <array>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>
#include <numeric>
#include <utility>

#include "analysis/estimates/log_of_sum.hpp"

namespace hotline {
namespace {

/// Boost computes in long doubles by default, which takes four times as long.
using InDoubles = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
using Binomial = boost::math::binomial_distribution<double, InDoubles>;

constexpr double kTailLeftOut = 1e-7;      // of binomial distributions
constexpr std::uint64_t kMostCounts = 60;  // groups of similar counts
constexpr std::uintmax_t kMostSteps = 50;
constexpr double kNear = 1e-3;            // relative tolerance of the change
constexpr double kLargestScatter = 0.95;  // a quantile
constexpr std::uint64_t kMostRounds = 400;
constexpr std::uint64_t kFewestRounds = 100;
constexpr std::uint64_t kMostSimulated = 100'000;  // drills, unless the fewest rounds have more
constexpr std::size_t kMostSizes = 256;            // a sample that represents all sizes

double at_least(const Binomial& law, std::uint64_t count) {
    return count == 0 ? 1 : boost::math::cdf(boost::math::complement(law, static_cast<double>(count - 1)));
}

double at_most(const Binomial& law, std::uint64_t count) {
    return boost::math::cdf(law, static_cast<double>(count));
}

/// A share of drills that differ by chance which is seldom exceeded: a quantile of Jeffreys' posterior.
double largest_scatter(std::uint64_t differing, std::uint64_t drills) {
    return boost::math::ibeta_inv(static_cast<double>(differing) + 0.5, static_cast<double>(drills - differing) + 0.5,
                                  kLargestScatter, InDoubles());
}

/// The number of drills that differ by chance alone: the beta-binomial distribution that follows from Jeffreys'
/// posterior.
class ByChance {
public:
    ByChance(std::uint64_t differing, std::uint64_t drills) : cumulated_(drills + 1) {
        // Starts at the number seen, near the mode, so that nothing overflows.
        const auto seen = static_cast<double>(differing);
        const auto all = static_cast<double>(drills);
        const auto more = [&](double count) {  // the ratio of the probabilities of count + 1 and count
            return (all - count) * (seen + 0.5 + count) / ((count + 1) * (2 * all - seen - 0.5 - count));
        };
        cumulated_[differing] = 1;
        for (std::uint64_t count = differing; count < drills; ++count)
            cumulated_[count + 1] = cumulated_[count] * more(static_cast<double>(count));
        for (std::uint64_t count = differing; count > 0; --count)
            cumulated_[count - 1] = cumulated_[count] / more(static_cast<double>(count - 1));
        std::partial_sum(cumulated_.begin(), cumulated_.end(), cumulated_.begin());
    }
    /// Requires 0 < probability < 1.
    std::uint64_t at(double probability) const {
        return static_cast<std::uint64_t>(
            std::lower_bound(cumulated_.begin(), cumulated_.end(), probability * cumulated_.back()) -
            cumulated_.begin());
    }

private:
    std::vector<double> cumulated_;
};

/// A range of a binomial count; each tail beyond it has a probability of at most kTailLeftOut. Source: Bernstein's
/// inequality.
std::pair<std::uint64_t, std::uint64_t> likely_counts(std::uint64_t drills, double share) {
    const double mean = static_cast<double>(drills) * share;
    const double tail = -std::log(kTailLeftOut);
    const double reach = tail / 3 + std::sqrt(tail * tail / 9 + 2 * tail * mean * (1 - share));
    return {static_cast<std::uint64_t>(std::max(mean - reach, 0.0)),
            std::min(drills, static_cast<std::uint64_t>(mean + reach) + 1)};
}

/// The smallest share up to 1 at which `excess` is not negative, up to a small tolerance; empty if there is none.
/// Requires that `excess` is increasing.
template <class Excess>
std::optional<double> least(double from, const Excess& excess) {
    double large = std::min(from, 1.0);
    double of_large = excess(large);
    if (of_large >= 0) return large;
    double small = large;
    double of_small = of_large;
    while (of_large < 0) {
        if (large >= 1) return {};
        small = large;
        of_small = of_large;
        large = std::min(2 * large, 1.0);
        of_large = excess(large);
    }
    std::uintmax_t steps = kMostSteps;
    const auto near = [](double one, double other) { return other - one <= kNear * other; };
    return boost::math::tools::toms748_solve(excess, small, large, of_small, of_large, near, steps).second;
}

/// Uniform random numbers of one round of simulated drills.
class Uniforms {
public:
    explicit Uniforms(std::uint64_t round) : round_(round) {}

    double next() {
        if (at_ == block_.size()) {
            block_ = philox_({{round_, blocks_++, 0, 0}}, {{0, 0}});
            at_ = 0;
        }
        constexpr int kUnused = 11;
        constexpr double kUnit = 0x1p-53;
        return (static_cast<double>(block_[at_++] >> kUnused) + 0.5) * kUnit;
    }

private:
    r123::Philox4x64 philox_;
    std::uint64_t round_;
    std::uint64_t blocks_ = 0;
    r123::Philox4x64::ctr_type block_{};
    std::size_t at_ = r123::Philox4x64::ctr_type::static_size;
};

/// Means of groups of equal size, which preserve the overall mean.
std::vector<double> representatives(std::vector<double> sizes) {
    if (sizes.size() <= kMostSizes) return sizes;
    std::sort(sizes.begin(), sizes.end());
    std::vector<double> means;
    means.reserve(kMostSizes);
    for (std::size_t group = 0; group < kMostSizes; ++group) {
        const std::size_t from = group * sizes.size() / kMostSizes;
        const std::size_t to = (group + 1) * sizes.size() / kMostSizes;
        double sum = 0;
        for (std::size_t at = from; at < to; ++at) sum += sizes[at];
        means.push_back(sum / static_cast<double>(to - from));
    }
    return means;
}

}  // namespace

std::uint64_t fewest_one_way(double level) {
    return static_cast<std::uint64_t>(std::floor(1 - std::log2(level))) + 1;
}

std::uint64_t OneWayPower::fewest_of(std::uint64_t differing) {
    // With one more drill, the critical count grows by 0 or 1.
    while (fewest_.size() <= differing) {
        const Binomial coin(static_cast<double>(fewest_.size()), 0.5);
        std::uint64_t fewest = fewest_.empty() ? 1 : fewest_.back();
        if (2 * at_least(coin, fewest) >= level_) ++fewest;
        fewest_.push_back(fewest);
    }
    return fewest_[differing];
}

double OneWayPower::power(std::uint64_t drills, double scattered, double change) {
    const double by_luck = (1 - change) * scattered;
    const double share = std::min(change + by_luck, 1.0);
    const double one_way = std::min((change + by_luck / 2) / share, 1.0);
    const Binomial differing(static_cast<double>(drills), share);
    const auto [first, last] = likely_counts(drills, share);
    const std::uint64_t step = (last - first) / kMostCounts + 1;
    double power = 0;
    double up_to = first == 0 ? 0 : at_most(differing, first - 1);
    for (std::uint64_t count = first; count <= last; count += step) {
        const double before = up_to;
        up_to = at_most(differing, std::min(count + step - 1, last));
        const std::uint64_t fewest = fewest_of(count);
        if (fewest > count) continue;
        const Binomial split(static_cast<double>(count), one_way);
        power += (up_to - before) * (at_least(split, fewest) + at_most(split, count - fewest));
    }
    return power;
}

std::optional<double> OneWayPower::smallest_found(std::uint64_t differing, std::uint64_t drills) {
    const auto [known, fresh] = known_.try_emplace({differing, drills});
    if (!fresh) return known->second;
    const double scattered = largest_scatter(differing, drills);
    known->second = least(static_cast<double>(fewest_one_way(level_)) / static_cast<double>(drills),
                          [&](double change) { return power(drills, scattered, change) - kPower; });
    return known->second;
}

void MeanBet::Capital::add(double difference) {
    double share = difference;
    for (std::size_t bet = 0; bet < kBets; ++bet, share /= 2) {
        up[bet] += std::log1p(share);
        down[bet] += std::log1p(-share);
    }
}

/// Bet j starts with 1/((j + 1)(j + 2)) of the capital; together they have less than all of it.
bool MeanBet::Capital::exceeds(double limit) const {
    // Usually one bet is far enough from the limit to decide without the sum.
    const double most =
        std::max(*std::max_element(up.begin(), up.end()), *std::max_element(down.begin(), down.end()));
    return most > limit && log() > limit;
}

double MeanBet::Capital::log() const {
    std::array<double, 2 * kBets> all{};
    for (std::size_t bet = 0; bet < kBets; ++bet) {
        const double has = -std::log(2.0 * static_cast<double>((bet + 1) * (bet + 2)));
        all[2 * bet] = up[bet] + has;
        all[2 * bet + 1] = down[bet] + has;
    }
    return log_of_sum(all);
}

void MeanBet::add(double difference) {
    ++drills_;
    if (difference == 0) return;
    sizes_.push_back(std::min(std::abs(difference), 1.0));
    capital_.add(std::clamp(difference, -1.0, 1.0));
}

double MeanBet::p_value() const {
    return std::min(1.0, std::exp(-capital_.log()));
}

std::optional<double> MeanBet::smallest_found(double level) const {
    const std::vector<double> sizes = representatives(sizes_);
    std::vector<Capital> gains(2 * sizes.size());  // of one drill with this difference, by sign
    double mean = 0;
    for (std::size_t size = 0; size < sizes.size(); ++size) {
        gains[2 * size].add(sizes[size]);
        gains[2 * size + 1].add(-sizes[size]);
        mean += sizes[size] / static_cast<double>(sizes.size());
    }
    // By round: the number of drills that must change. Some of the changed drills would have differed by chance, too;
    // ignoring this is slightly conservative.
    std::map<std::uint64_t, double> needed;
    const ByChance would_differ(sizes_.size(), drills_);
    const double limit = -std::log(level);
    const std::uint64_t rounds =
        std::clamp(kMostSimulated / static_cast<std::uint64_t>(sizes_.size()), kFewestRounds, kMostRounds);
    for (std::uint64_t round = 0; round < rounds; ++round) {
        Uniforms uniforms(round);
        Capital capital;
        const auto add = [&](bool up) {
            const auto size = static_cast<std::size_t>(uniforms.next() * static_cast<double>(sizes.size()));
            const Capital& gain = gains[2 * size + (up ? 0 : 1)];
            for (std::size_t bet = 0; bet < kBets; ++bet) {
                capital.up[bet] += gain.up[bet];
                capital.down[bet] += gain.down[bet];
            }
        };
        const std::uint64_t by_luck = would_differ.at(uniforms.next());
        for (std::uint64_t drill = 0; drill < by_luck; ++drill) add(uniforms.next() < 0.5);
        std::uint64_t changed = 0;
        while (changed <= drills_ && !capital.exceeds(limit)) {
            add(true);
            ++changed;
        }
        needed[changed] += 1.0 / static_cast<double>(rounds);
    }
    const auto share = least(1 / static_cast<double>(drills_), [&](double change) {
        const Binomial changed(static_cast<double>(drills_), change);
        double power = 0;
        for (const auto& [fewest, probability] : needed) {
            if (fewest <= drills_) power += probability * at_least(changed, fewest);
        }
        return power - kPower;
    });
    if (!share) return {};
    return *share * mean;
}

}  // namespace hotline
