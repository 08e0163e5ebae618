#include "analysis/estimates/milestone_summary.hpp"

#include <algorithm>
#include <utility>

#include "analysis/drills/outcome.hpp"
#include "analysis/estimates/betting.hpp"

namespace hotline {
namespace {

/// Puts the elements of those ranks, counted from 1 and in order, where a full sort would put them; it takes a
/// fraction of its time.
void place(std::vector<Ticks>& values, const std::vector<std::uint64_t>& ranks) {
    auto from = values.begin();
    for (const std::uint64_t rank : ranks) {
        if (rank > values.size()) return;
        const auto at = values.begin() + static_cast<std::ptrdiff_t>(rank - 1);
        if (at < from) continue;
        std::nth_element(from, at, values.end());
        from = at + 1;
    }
}

}  // namespace

OfDrills::OfDrills(std::uint64_t drills, double of_each, MeanIntervals of_means, const std::vector<EvenStart>* starts)
    : confidence(of_each), means(of_means), even(starts) {
    for (const double share : kShares) {
        const QuantilePlace& place = places.emplace_back(share, drills, confidence);
        wanted.push_back(place.rank);
        if (place.around.low) wanted.push_back(*place.around.low);
        if (place.around.high) wanted.push_back(*place.around.high);
    }
    std::sort(wanted.begin(), wanted.end());
}

Interval OfDrills::share(const std::vector<Ticks>& times, Ticks within, double of_share) {
    if (even) {
        std::vector<double> shares(times.size());
        std::transform(times.begin(), times.end(), shares.begin(),
                       [&](Ticks time) { return in_time(time, within) ? 1.0 : 0.0; });
        return EvenBets(shares, *even, 0, 1).interval(of_share);
    }
    const auto reached = std::count_if(times.begin(), times.end(), [&](Ticks time) { return in_time(time, within); });
    return intervals.of(static_cast<std::uint64_t>(reached), times.size(), of_share);
}

BoundedMean OfDrills::mean(std::vector<double> values, double bound) const {
    return {std::move(values), bound, confidence, means, even};
}

BoundedMean::BoundedMean(std::vector<double> values, double bound, double confidence, MeanIntervals wanted,
                         const std::vector<EvenStart>* even) {
    for (const double value : values) {
        of.add(value);
        bound = std::max(bound, value);
    }
    if (wanted == MeanIntervals::none) return;
    interval = even ? EvenBets(values, *even, 0, bound).interval(confidence)
                    : MeanBets(std::move(values), 0, bound).interval(confidence);
}

MilestoneSummary summarise_milestone(const std::vector<Ticks>& times, Ticks horizon) {
    OfDrills of_drills(times.size());
    return summarise_milestone(times, horizon, of_drills);
}

MilestoneSummary summarise_milestone(const std::vector<Ticks>& times, Ticks horizon, OfDrills& of_drills) {
    MilestoneSummary summary;
    std::vector<Ticks> reached;
    reached.reserve(times.size());
    for (const Ticks time : times) {
        if (time != kNever) reached.push_back(time);
    }
    place(reached, of_drills.wanted);
    summary.reached = reached.size();
    summary.probability = static_cast<double>(reached.size()) / static_cast<double>(times.size());
    summary.interval = of_drills.share(times, kForever, of_drills.confidence);  // times end with the horizon
    for (std::size_t index = 0; index < kShares.size(); ++index) {
        summary.quantiles[index] = quantile_at(of_drills.places[index], reached);
    }
    const BoundedMean mean = of_drills.mean(seconds_within(times, horizon), seconds_of(horizon));
    summary.mean_within_horizon = mean.of.mean();
    summary.mean_interval = mean.interval;
    return summary;
}

}  // namespace hotline
