#include "analysis/estimates/drift_tests.hpp"

#include <Random123/philox.h>

#include <algorithm>
#include <array>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <limits>

namespace hotline {
namespace {

using Binomial = boost::math::binomial_distribution<double>;

constexpr double kTail = 1e-7;             // tails of binomial distributions that are left out
constexpr std::uint64_t kMostCounts = 60;  // groups of similar counts
constexpr int kHalvings = 10;
constexpr std::size_t kScatters = 6;
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

/// A quantile of Jeffreys' posterior for the share of drills that differ by chance.
double scatter(std::uint64_t differing, std::uint64_t drills, double probability) {
    return boost::math::ibeta_inv(static_cast<double>(differing) + 0.5, static_cast<double>(drills - differing) + 0.5,
                                  probability);
}

/// How many of `differing` drills must change in one direction: more than `too_few`, and possibly more than all of
/// them.
std::uint64_t fewest_of(std::uint64_t differing, std::uint64_t too_few, std::uint64_t enough, double level) {
    const Binomial coin(static_cast<double>(differing), 0.5);
    while (enough - too_few > 1) {
        const std::uint64_t middle = too_few + (enough - too_few) / 2;
        (2 * at_least(coin, middle) < level ? enough : too_few) = middle;
    }
    return enough;
}

/// The power of the test if a share `change` of drills changes in one direction and a share `scattered` of the others
/// in either direction with equal probability.
double power_one_way(std::uint64_t drills, double scattered, double change, double level) {
    const double by_luck = (1 - change) * scattered;
    const double share = std::min(change + by_luck, 1.0);
    const double one_way = std::min((change + by_luck / 2) / share, 1.0);
    const Binomial differing(static_cast<double>(drills), share);
    const auto first = static_cast<std::uint64_t>(boost::math::quantile(differing, kTail));
    const auto last = std::min(
        drills, static_cast<std::uint64_t>(boost::math::quantile(boost::math::complement(differing, kTail))) + 1);
    const std::uint64_t step = (last - first) / kMostCounts + 1;
    double power = 0;
    std::uint64_t fewest = fewest_of(first, first / 2, first + 1, level);
    for (std::uint64_t count = first; count <= last; count += step) {
        const double probability =
            at_most(differing, std::min(count + step - 1, last)) - (count == 0 ? 0 : at_most(differing, count - 1));
        // With one more drill, the critical count grows by 0 or 1.
        if (count > first) fewest = fewest_of(count, fewest - 1, fewest + step, level);
        if (fewest > count) continue;
        const Binomial split(static_cast<double>(count), one_way);
        power += probability * (at_least(split, fewest) + at_most(split, count - fewest));
    }
    return power;
}

/// The smallest number up to `most` for which `enough` holds, up to a small excess; empty if it holds for none.
/// Requires that `enough` is monotonic.
template <class Enough>
std::optional<double> least(double from, double most, const Enough& enough) {
    double too_small = 0;
    double large = std::min(from, most);
    while (!enough(large)) {
        if (large >= most) return {};
        too_small = large;
        large = std::min(2 * large, most);
    }
    for (int halving = 0; halving < kHalvings; ++halving) {
        const double middle = (too_small + large) / 2;
        (enough(middle) ? large : too_small) = middle;
    }
    return large;
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

std::optional<double> OneWayPower::smallest_found(std::uint64_t differing, std::uint64_t drills) {
    const auto [known, fresh] = known_.try_emplace({differing, drills});
    if (!fresh) return known->second;
    std::array<double, kScatters> scattered{};
    for (std::size_t each = 0; each < kScatters; ++each)
        scattered[each] = scatter(differing, drills, (static_cast<double>(each) + 0.5) / kScatters);
    known->second =
        least(static_cast<double>(fewest_one_way(level_)) / static_cast<double>(drills), 1, [&](double change) {
            double power = 0;
            for (const double share : scattered) power += power_one_way(drills, share, change, level_);
            return power >= kPower * static_cast<double>(kScatters);
        });
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
    double most = -std::numeric_limits<double>::infinity();
    std::array<double, 2 * kBets> all{};
    for (std::size_t bet = 0; bet < kBets; ++bet) {
        const double has = -std::log(2.0 * static_cast<double>((bet + 1) * (bet + 2)));
        all[2 * bet] = up[bet] + has;
        all[2 * bet + 1] = down[bet] + has;
        most = std::max({most, all[2 * bet], all[2 * bet + 1]});
    }
    double sum = 0;
    for (const double one : all) sum += std::exp(one - most);
    return most + std::log(sum);
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
        const Binomial differing(static_cast<double>(drills_), scatter(sizes_.size(), drills_, uniforms.next()));
        const auto by_luck = static_cast<std::uint64_t>(boost::math::quantile(differing, uniforms.next()));
        for (std::uint64_t drill = 0; drill < by_luck; ++drill) add(uniforms.next() < 0.5);
        std::uint64_t changed = 0;
        while (changed <= drills_ && !capital.exceeds(-std::log(level))) {
            add(true);
            ++changed;
        }
        needed[changed] += 1.0 / static_cast<double>(rounds);
    }
    const auto share = least(1 / static_cast<double>(drills_), 1, [&](double change) {
        const Binomial changed(static_cast<double>(drills_), change);
        double power = 0;
        for (const auto& [fewest, probability] : needed) {
            if (fewest <= drills_) power += probability * at_least(changed, fewest);
        }
        return power >= kPower;
    });
    if (!share) return {};
    return *share * mean;
}

}  // namespace hotline
