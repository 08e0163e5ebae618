// The bootstrap of analysis/paired.hpp.

#include <Random123/philox.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "analysis/outcome.hpp"
#include "analysis/paired.hpp"

namespace hotline {
namespace {

constexpr std::size_t kFewestDrills = 30;
constexpr double kBeyondEnds = 5;  // resamples beyond either end of an interval, or more
constexpr double kFewestResamples = 2000;
constexpr double kMostResamples = 10000;

/// How often each drill is drawn into a resample.
class Resampler {
public:
    Resampler(std::size_t drills, std::uint64_t seed) : drawn_(drills), key_{{seed, 0}} {}

    const std::vector<std::uint8_t>& draw(std::uint64_t resample) {
        std::fill(drawn_.begin(), drawn_.end(), std::uint8_t{0});
        std::size_t left = drawn_.size();
        for (std::uint64_t block = 0; left > 0; ++block) {
            for (const std::uint64_t number : philox_({{resample, block, 0, 0}}, key_)) {
                for (const std::uint64_t half : {number >> 32, number & 0xffffffffU}) {
                    if (left == 0) break;
                    // Of fewer than 2^32 drills; that a drill is drawn 256 times does not happen.
                    ++drawn_[(half * drawn_.size()) >> 32];
                    --left;
                }
            }
        }
        return drawn_;
    }

private:
    std::vector<std::uint8_t> drawn_;
    r123::Philox4x64 philox_;
    r123::Philox4x64::key_type key_;
};

/// Drills of one contender that reached the milestone, the earliest first.
std::vector<std::uint32_t> in_order(const std::vector<Ticks>& times) {
    std::vector<std::uint32_t> order;
    for (std::uint32_t drill = 0; drill < times.size(); ++drill) {
        if (times[drill] != kNever) order.push_back(drill);
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return times[a] < times[b]; });
    return order;
}

using Quantiles = std::array<double, kComparedShares.size()>;  // seconds; infinite where not reached

class Resampled {
public:
    explicit Resampled(const std::vector<Ticks>& times) : times_(times), order_(in_order(times)) {
        for (std::size_t index = 0; index < kComparedShares.size(); ++index)
            rank_[index] = quantile_rank(times.size(), kComparedShares[index]);
    }

    Quantiles quantiles(const std::vector<std::uint8_t>& drawn) const {
        Quantiles quantiles;
        quantiles.fill(std::numeric_limits<double>::infinity());
        std::uint64_t reached = 0;
        std::size_t index = 0;
        for (const std::uint32_t drill : order_) {
            reached += drawn[drill];
            while (reached >= rank_[index]) {
                quantiles[index] = seconds_of(times_[drill]);
                if (++index == quantiles.size()) return quantiles;
            }
        }
        return quantiles;
    }

private:
    const std::vector<Ticks>& times_;
    std::vector<std::uint32_t> order_;
    std::array<std::uint64_t, kComparedShares.size()> rank_{};
};

std::optional<double> if_finite(double value) {
    if (!std::isfinite(value)) return {};
    return value;
}

}  // namespace

std::vector<std::array<QuantileDifference, kComparedShares.size()>> quantile_differences(
    const std::vector<const std::vector<Ticks>*>& times,
    const std::vector<std::pair<std::size_t, std::size_t>>& pairs, double confidence, std::uint64_t seed) {
    std::vector<Resampled> contenders;
    contenders.reserve(times.size());
    for (const auto* of_one : times) contenders.emplace_back(*of_one);
    const std::size_t drills = times.front()->size();
    const double tail = (1 - confidence) / 2;
    const auto resamples =
        static_cast<std::size_t>(std::clamp(std::ceil(kBeyondEnds / tail), kFewestResamples, kMostResamples));
    std::vector<std::vector<Quantiles>> drawn(contenders.size());
    Resampler resampler(drills, seed);
    for (std::size_t resample = 0; resample < resamples; ++resample) {
        const auto& weights = resampler.draw(resample);
        for (std::size_t index = 0; index < contenders.size(); ++index)
            drawn[index].push_back(contenders[index].quantiles(weights));
    }

    std::array<bool, kComparedShares.size()> enough{};
    for (std::size_t index = 0; index < kComparedShares.size(); ++index) {
        const Ranks ranks = quantile_ranks(drills, kComparedShares[index], confidence);
        enough[index] = drills >= kFewestDrills && ranks.low && ranks.high;
    }
    const std::vector<std::uint8_t> once(drills, 1);
    std::vector<std::array<QuantileDifference, kComparedShares.size()>> all;
    std::vector<double> differences(resamples);
    const auto beyond = static_cast<std::size_t>(std::floor(tail * static_cast<double>(resamples)));
    for (const auto& [first, second] : pairs) {
        const Quantiles of_first = contenders[first].quantiles(once);
        const Quantiles of_second = contenders[second].quantiles(once);
        auto& of_pair = all.emplace_back();
        for (std::size_t index = 0; index < kComparedShares.size(); ++index) {
            of_pair[index].difference = if_finite(of_second[index] - of_first[index]);
            of_pair[index].enough = enough[index];
            if (!enough[index]) continue;
            for (std::size_t resample = 0; resample < resamples; ++resample)
                differences[resample] = drawn[second][resample][index] - drawn[first][resample][index];
            // Where neither was reached nothing is known of the difference.
            if (std::any_of(differences.begin(), differences.end(), [](double value) { return std::isnan(value); }))
                continue;
            std::sort(differences.begin(), differences.end());
            of_pair[index].low = if_finite(differences[beyond]);
            of_pair[index].high = if_finite(differences[resamples - 1 - beyond]);
        }
    }
    return all;
}

}  // namespace hotline
