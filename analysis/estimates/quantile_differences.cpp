// The differences of quantiles of analysis/estimates/paired_differences.hpp.
//
// A pair of times (x, y) is a candidate for the two quantiles if x lies between the order statistics of the first
// contender, y between those of the second, and no sign test rejects that the first reaches by x as often as the
// second by y: true quantiles would be reached by the same share. The interval is the range of y - x over all
// candidates. Each of the three conditions has a part of the error, so the total is at most the error, for any number
// of drills and any ties. Common luck cancels in the sign test.

#include <algorithm>
#include <limits>

#include "analysis/drills/outcome.hpp"
#include "analysis/estimates/paired_differences.hpp"
#include "analysis/estimates/sign_test.hpp"

namespace hotline {
namespace {

constexpr double kErrorOfEither = 0.125;  // the share of the error for each contender's order statistics
constexpr double kErrorOfSigns = 1 - 2 * kErrorOfEither;

/// Ranks count the drills from 1, earliest first; drills that never reached come last.
class InOrder {
public:
    explicit InOrder(const std::vector<Ticks>& times) : times_(times) {
        for (std::uint32_t drill = 0; drill < times.size(); ++drill) {
            if (times[drill] != kNever) order_.push_back(drill);
        }
        std::stable_sort(order_.begin(), order_.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return times[a] < times[b]; });
    }

    std::uint64_t reached() const { return order_.size(); }
    std::uint32_t drill(std::uint64_t rank) const { return order_[rank - 1]; }
    /// Requires the rank of a drill that reached.
    Ticks at(std::uint64_t rank) const { return times_[drill(rank)]; }
    /// Later than all times if it never reached.
    Ticks of_drill(std::uint32_t drill) const { return times_[drill] == kNever ? kForever : times_[drill]; }
    std::size_t drills() const { return times_.size(); }

private:
    const std::vector<Ticks>& times_;
    std::vector<std::uint32_t> order_;
};

/// Counts drills in which the first had reached before x but the second not by y, and the reverse, while x and y
/// increase.
class Discordant {
public:
    Discordant(const InOrder& first, const InOrder& second) : first_(first), second_(second) {}

    void move_x(Ticks x) {
        while (before_x_ < first_.reached() && first_.at(before_x_ + 1) < x) {
            const std::uint32_t drill = first_.drill(++before_x_);
            second_.of_drill(drill) <= y_ ? --second_only_ : ++first_only_;
        }
        x_ = x;
    }
    void move_y(Ticks y) {
        while (by_y_ < second_.reached() && second_.at(by_y_ + 1) <= y) {
            const std::uint32_t drill = second_.drill(++by_y_);
            first_.of_drill(drill) < x_ ? --first_only_ : ++second_only_;
        }
        y_ = y;
    }
    std::uint64_t first_only() const { return first_only_; }
    std::uint64_t all() const { return first_only_ + second_only_; }

private:
    const InOrder& first_;
    const InOrder& second_;
    Ticks x_{std::numeric_limits<std::int64_t>::min()};
    Ticks y_{std::numeric_limits<std::int64_t>::min()};
    std::uint64_t before_x_ = 0;
    std::uint64_t by_y_ = 0;
    std::uint64_t first_only_ = 0;
    std::uint64_t second_only_ = 0;
};

/// The smallest y - x over all candidates; empty if unbounded. Requires ranks with both ends.
std::optional<double> least_difference(const InOrder& first, const InOrder& second, const Ranks& ranks,
                                       SignTest& signs) {
    if (*ranks.high > first.reached()) return {};  // the first may never reach
    std::optional<double> least;
    Discordant discordant(first, second);
    // Were x and y the quantiles, the first would come before x in less than the share, the second by y in the share
    // or more. The farther x is, the farther is the least y.
    std::uint64_t rank = *ranks.low;
    for (std::uint64_t of_first = *ranks.low; of_first <= *ranks.high; ++of_first) {
        const Ticks x = first.at(of_first);
        discordant.move_x(x);
        for (; rank <= *ranks.high && rank <= second.reached(); ++rank) {
            discordant.move_y(second.at(rank));
            if (!signs.is_beyond_luck(discordant.first_only(), discordant.all())) break;
        }
        if (rank > *ranks.high || rank > second.reached()) break;
        const double difference = seconds_of(second.at(rank) - x);
        least = std::min(least.value_or(difference), difference);
    }
    return least;
}

std::optional<double> difference_of(const InOrder& first, const InOrder& second, std::uint64_t rank) {
    if (rank > first.reached() || rank > second.reached()) return {};
    return seconds_of(second.at(rank) - first.at(rank));
}

}  // namespace

std::vector<std::array<QuantileDifference, kComparedShares.size()>> quantile_differences(
    const std::vector<const std::vector<Ticks>*>& times,
    const std::vector<std::pair<std::size_t, std::size_t>>& pairs, double confidence) {
    std::vector<InOrder> contenders;
    contenders.reserve(times.size());
    for (const auto* of_one : times) contenders.emplace_back(*of_one);
    const std::size_t drills = times.front()->size();
    std::vector<Ranks> ranks;
    ranks.reserve(kComparedShares.size());
    for (const double share : kComparedShares)
        ranks.push_back(quantile_ranks(drills, share, 1 - kErrorOfEither * (1 - confidence)));
    SignTest signs(kErrorOfSigns * (1 - confidence) / 2);

    std::vector<std::array<QuantileDifference, kComparedShares.size()>> all;
    for (const auto& [first, second] : pairs) {
        const InOrder& one = contenders[first];
        const InOrder& other = contenders[second];
        auto& of_pair = all.emplace_back();
        for (std::size_t index = 0; index < kComparedShares.size(); ++index) {
            QuantileDifference& quantile = of_pair[index];
            quantile.difference = difference_of(one, other, quantile_rank(drills, kComparedShares[index]));
            quantile.enough = ranks[index].low && ranks[index].high;
            if (!quantile.enough) continue;
            quantile.low = least_difference(one, other, ranks[index], signs);
            quantile.high = least_difference(other, one, ranks[index], signs);
            if (quantile.high) *quantile.high = -*quantile.high + 0.0;
        }
    }
    return all;
}

}  // namespace hotline
