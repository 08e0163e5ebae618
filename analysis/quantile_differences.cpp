// The differences of quantiles of analysis/paired.hpp.

#include <Random123/philox.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

#include "analysis/outcome.hpp"
#include "analysis/paired.hpp"

namespace hotline {
namespace {

constexpr std::size_t kFewestToResample = 1000;
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

    /// The drill of that rank among all; infinite where it was not reached.
    double at(std::uint64_t rank) const {
        return rank > order_.size() ? std::numeric_limits<double>::infinity() : seconds_of(times_[order_[rank - 1]]);
    }
    double quantile(std::size_t index) const { return at(rank_[index]); }
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

/// The ends of intervals of differences, for each share that is compared.
class Ends {
public:
    Ends(std::size_t drills, double confidence_of_either) {
        for (const double share : kComparedShares)
            ranks_.push_back(quantile_ranks(drills, share, confidence_of_either));
    }
    virtual ~Ends() = default;

    /// Whether order statistics bound the quantile at all.
    bool enough(std::size_t index) const { return ranks_[index].low && ranks_[index].high; }
    /// Requires that they do. What is not finite is no end.
    virtual Interval of(std::size_t first, std::size_t second, std::size_t index) = 0;

protected:
    std::vector<Ranks> ranks_;
};

class ExactEnds final : public Ends {
public:
    ExactEnds(const std::vector<Resampled>& contenders, std::size_t drills, double confidence)
        : Ends(drills, (1 + confidence) / 2), contenders_(contenders) {}

    Interval of(std::size_t first, std::size_t second, std::size_t index) override {
        const Ranks& ranks = ranks_[index];
        return {contenders_[second].at(*ranks.low) - contenders_[first].at(*ranks.high),
                contenders_[second].at(*ranks.high) - contenders_[first].at(*ranks.low)};
    }

private:
    const std::vector<Resampled>& contenders_;
};

class BootstrapEnds final : public Ends {
public:
    BootstrapEnds(const std::vector<Resampled>& contenders, std::size_t drills, double confidence, std::uint64_t seed)
        : Ends(drills, confidence), drawn_(contenders.size()) {
        const double tail = (1 - confidence) / 2;
        const auto resamples =
            static_cast<std::size_t>(std::clamp(std::ceil(kBeyondEnds / tail), kFewestResamples, kMostResamples));
        differences_.resize(resamples);
        beyond_ = static_cast<std::size_t>(std::floor(tail * static_cast<double>(resamples)));
        Resampler resampler(drills, seed);
        for (std::size_t resample = 0; resample < resamples; ++resample) {
            const auto& weights = resampler.draw(resample);
            for (std::size_t index = 0; index < contenders.size(); ++index)
                drawn_[index].push_back(contenders[index].quantiles(weights));
        }
    }

    Interval of(std::size_t first, std::size_t second, std::size_t index) override {
        for (std::size_t resample = 0; resample < differences_.size(); ++resample)
            differences_[resample] = drawn_[second][resample][index] - drawn_[first][resample][index];
        // Where neither was reached nothing is known of the difference.
        if (std::any_of(differences_.begin(), differences_.end(), [](double value) { return std::isnan(value); }))
            return {-std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
        std::sort(differences_.begin(), differences_.end());
        return {differences_[beyond_], differences_[differences_.size() - 1 - beyond_]};
    }

private:
    std::vector<std::vector<Quantiles>> drawn_;
    std::vector<double> differences_;
    std::size_t beyond_ = 0;
};

}  // namespace

std::vector<std::array<QuantileDifference, kComparedShares.size()>> quantile_differences(
    const std::vector<const std::vector<Ticks>*>& times,
    const std::vector<std::pair<std::size_t, std::size_t>>& pairs, double confidence, std::uint64_t seed) {
    std::vector<Resampled> contenders;
    contenders.reserve(times.size());
    for (const auto* of_one : times) contenders.emplace_back(*of_one);
    const std::size_t drills = times.front()->size();
    std::unique_ptr<Ends> ends;
    if (drills < kFewestToResample) {
        ends = std::make_unique<ExactEnds>(contenders, drills, confidence);
    } else {
        ends = std::make_unique<BootstrapEnds>(contenders, drills, confidence, seed);
    }

    std::vector<std::array<QuantileDifference, kComparedShares.size()>> all;
    for (const auto& [first, second] : pairs) {
        auto& of_pair = all.emplace_back();
        for (std::size_t index = 0; index < kComparedShares.size(); ++index) {
            QuantileDifference& quantile = of_pair[index];
            quantile.difference = if_finite(contenders[second].quantile(index) - contenders[first].quantile(index));
            quantile.enough = ends->enough(index);
            if (!quantile.enough) continue;
            const Interval interval = ends->of(first, second, index);
            quantile.low = if_finite(interval.low);
            quantile.high = if_finite(interval.high);
        }
    }
    return all;
}

}  // namespace hotline
