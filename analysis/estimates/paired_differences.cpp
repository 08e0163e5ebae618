#include "analysis/estimates/paired_differences.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <numeric>
#include <utility>

#include "analysis/drills/outcome.hpp"
#include "analysis/estimates/betting.hpp"
#include "analysis/estimates/sign_test.hpp"

namespace hotline {
namespace {

/// Source: Wilson (1927), Journal of the American Statistical Association 22:209.
Interval wilson(double successes, double drills, double z) {
    const double share = successes / drills;
    const double centre = share + z * z / (2 * drills);
    const double reach = z * std::sqrt(share * (1 - share) / drills + z * z / (4 * drills * drills));
    const double scale = 1 + z * z / drills;
    return {std::max((centre - reach) / scale, 0.0), std::min((centre + reach) / scale, 1.0)};
}

/// Wilson's interval. If successes are few, its lower end excludes very small shares that a single success by chance
/// is compatible with; there, and likewise for few failures at the upper end, it extends to Clopper and Pearson's.
Interval interval_of_share(std::uint64_t successes, std::uint64_t drills, double z, double confidence) {
    constexpr std::uint64_t kFew = 5;
    Interval interval = wilson(static_cast<double>(successes), static_cast<double>(drills), z);
    if (successes < kFew) {
        interval.low = std::min(interval.low, clopper_pearson(successes, drills, confidence).low);
    }
    if (drills - successes < kFew) {
        interval.high = std::max(interval.high, clopper_pearson(successes, drills, confidence).high);
    }
    return interval;
}

/// The correlation of the pairs, with the method's continuity correction.
double correlation(const PairedCounts& counts) {
    const auto a = static_cast<double>(counts.both);
    const auto b = static_cast<double>(counts.first_only);
    const auto c = static_cast<double>(counts.second_only);
    const auto d = static_cast<double>(counts.neither);
    const double scale = (a + b) * (c + d) * (a + c) * (b + d);
    if (scale == 0) return 0;
    const double product = a * d - b * c;
    const double corrected = product > 0 ? std::max(product - (a + b + c + d) / 2, 0.0) : product;
    return corrected / std::sqrt(scale);
}

Interval newcombe(const PairedCounts& counts, double confidence, double phi) {
    const double z = boost::math::quantile(
        boost::math::complement(boost::math::normal_distribution<double>(), (1 - confidence) / 2));
    const auto drills = static_cast<double>(counts.all());
    const Interval first = interval_of_share(counts.both + counts.first_only, counts.all(), z, confidence);
    const Interval second = interval_of_share(counts.both + counts.second_only, counts.all(), z, confidence);
    const double of_first = static_cast<double>(counts.both + counts.first_only) / drills;
    const double of_second = static_cast<double>(counts.both + counts.second_only) / drills;
    const auto reach = [&](double of_one, double of_other) {
        return std::sqrt(std::max(of_one * of_one - 2 * phi * of_one * of_other + of_other * of_other, 0.0));
    };
    const double difference = counts.difference();
    return {std::max(difference - reach(of_second - second.low, first.high - of_first), -1.0),
            std::min(difference + reach(second.high - of_second, of_first - first.low), 1.0)};
}

/// Pairs of min(time, horizon) in seconds: drill k of the first with drill k + `later` of the second, wrapping around
/// at the end.
std::vector<double> differences_of(const std::vector<Ticks>& first, const std::vector<Ticks>& second, Ticks horizon,
                                   std::size_t later) {
    std::vector<double> differences;
    differences.reserve(first.size());
    for (std::size_t drill = 0; drill < first.size(); ++drill)
        differences.push_back(seconds_within(second[(drill + later) % second.size()], horizon) -
                              seconds_within(first[drill], horizon));
    return differences;
}

MeanBets bets_on(std::vector<double> differences, Ticks horizon) {
    const double most = seconds_of(horizon);
    return {std::move(differences), -most, most};
}

/// For differences bounded in absolute value.
std::optional<Unseen> unseen(const PairedMean& mean, double most, std::uint64_t drills, double confidence) {
    if (!(mean.interval.low < 0 && 0 < mean.interval.high)) return {};
    const Unseen shares{unseen_share(drills, confidence), std::abs(mean.mean) / (most + std::abs(mean.mean))};
    if (shares.outweighs >= shares.not_excluded) return {};
    if (std::abs(mean.mean) <= student_reach(drills, confidence) * mean.error) return {};
    return shares;
}

}  // namespace

double PairedCounts::difference() const {
    return (static_cast<double>(second_only) - static_cast<double>(first_only)) / static_cast<double>(all());
}

Interval newcombe(const PairedCounts& counts, double confidence) {
    return newcombe(counts, confidence, correlation(counts));
}

Interval newcombe_of_independent(const PairedCounts& counts, double confidence) {
    return newcombe(counts, confidence, 0);
}

Interval difference_exact(const PairedCounts& counts, ClopperPearsons& known, double confidence) {
    const double of_each = (1 + confidence) / 2;
    const Interval& first = known.of(counts.first_only, counts.all(), of_each);
    const Interval& second = known.of(counts.second_only, counts.all(), of_each);
    return {second.low - first.high, second.high - first.low};
}

double mcnemar(const PairedCounts& counts) {
    return std::min(1.0, 2 * std::min(mcnemar_first_better(counts), mcnemar_second_better(counts)));
}

double mcnemar_second_better(const PairedCounts& counts) {
    return half_or_more(counts.second_only, counts.first_only + counts.second_only);
}

double mcnemar_first_better(const PairedCounts& counts) {
    return half_or_more(counts.first_only, counts.first_only + counts.second_only);
}

PairedMean paired_mean(const std::vector<Ticks>& first, const std::vector<Ticks>& second, Ticks horizon,
                       double confidence) {
    std::vector<double> differences = differences_of(first, second, horizon, 0);
    MeanOf of_difference;
    for (const double difference : differences) of_difference.add(difference);
    const MeanBets bets = bets_on(std::move(differences), horizon);
    PairedMean mean;
    mean.mean = of_difference.mean();
    mean.interval = bets.interval(confidence, 0);
    mean.p_value = bets.p_value(0);
    mean.p_second_better = bets.p_below(0);
    mean.p_first_better = bets.p_above(0);
    mean.error = of_difference.standard_error();
    mean.unseen = unseen(mean, seconds_of(horizon), first.size(), confidence);
    return mean;
}

Interval mean_interval_of_independent(const std::vector<Ticks>& first, const std::vector<Ticks>& second,
                                      Ticks horizon, double confidence) {
    return bets_on(differences_of(first, second, horizon, 1), horizon).interval(confidence, 0);
}

std::vector<double> holm(const std::vector<double>& p_values) {
    std::vector<std::size_t> order(p_values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return p_values[a] < p_values[b]; });
    std::vector<double> corrected(p_values.size());
    double most = 0;
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        most = std::max(most, std::min(1.0, p_values[order[rank]] * static_cast<double>(order.size() - rank)));
        corrected[order[rank]] = most;
    }
    return corrected;
}

}  // namespace hotline
