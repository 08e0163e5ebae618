// Summary of the time to a milestone over the drills of one case, or of one quorum: how many reached it and when.
// Every estimate has a 95 % interval.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/estimates/even_bets.hpp"
#include "analysis/estimates/intervals.hpp"
#include "analysis/estimates/quantile.hpp"
#include "models/base/ticks.hpp"

namespace hotline {

inline constexpr std::array<double, 4> kShares{0.5, 0.9, 0.95, 0.99};

struct MilestoneSummary {
    std::uint64_t reached = 0;
    double probability = 0;
    Interval interval;
    std::array<QuantileEstimate, kShares.size()> quantiles;
    /// The mean of min(time, horizon), in seconds; its interval is by betting, between 0 and the horizon.
    double mean_within_horizon = 0;
    std::optional<Interval> mean_interval;  // see MeanIntervals
};

/// Whether a summary has the intervals of means, which take most of its time.
enum class MeanIntervals : bool { none, all };

/// The mean of numbers that are not negative and have an upper bound, which is at least the largest number seen; its
/// interval is by betting. `even`: where the drills start, with even starts.
struct BoundedMean {
    BoundedMean(std::vector<double> values, double bound, double confidence = kConfidence,
                MeanIntervals wanted = MeanIntervals::all, const std::vector<EvenStart>* even = nullptr);

    MeanOf of;
    std::optional<Interval> interval;
};

/// What depends on the drills' number and starts alone: it takes longer than the rest, and tens of thousands of cases
/// share it.
///
/// Intervals of shares and means use `even`. Those of quantiles stay exact with even starts, and become conservative:
/// the number of drills by a time is a sum of independent 0s and 1s, whose tails are lighter than the binomial ones
/// if the probabilities differ. Source: Hoeffding (1956), Annals of Mathematical Statistics 27:713, theorem 4.
struct OfDrills {
    /// `even`: where the drills start, with even starts; it must outlive this object.
    explicit OfDrills(std::uint64_t drills, double confidence = kConfidence,
                      MeanIntervals of_means = MeanIntervals::all, const std::vector<EvenStart>* even = nullptr);

    /// Of the probability with which a drill is in time, at that confidence.
    Interval share(const std::vector<Ticks>& times, Ticks within, double of_share);
    /// Of a number that each drill has.
    BoundedMean mean(std::vector<double> values, double bound) const;

    double confidence;  // of each interval
    MeanIntervals means;
    const std::vector<EvenStart>* even;

    std::vector<QuantilePlace> places;  // of kShares
    std::vector<std::uint64_t> wanted;  // all of their ranks, in order
    ClopperPearsons intervals;
};

/// Summary of one milestone; `times` by drill, `kNever` if not reached. Requires at least one drill.
MilestoneSummary summarise_milestone(const std::vector<Ticks>& times, Ticks horizon);
/// The same for several milestones with the same number of drills.
MilestoneSummary summarise_milestone(const std::vector<Ticks>& times, Ticks horizon, OfDrills& of_drills);

}  // namespace hotline
