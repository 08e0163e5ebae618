#include "analysis/estimates/worlds_summary.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/drills/quorum_drills.hpp"
#include "analysis/estimates/milestone_summary.hpp"

namespace hotline {
namespace {

constexpr std::array kTimesShown{0.5, 0.9};
constexpr double kTailOfWorlds = (1 - kConfidence) / 2;

std::vector<double> reached_by(const std::vector<Ticks>& times, Ticks within) {
    std::vector<double> reached;
    reached.reserve(times.size());
    for (const Ticks time : times) reached.push_back(in_time(time, within) ? 1 : 0);
    return reached;
}

/// The time at that rank; a drill that never reached it ranks after every time.
std::optional<Ticks> time_at_rank(std::vector<Ticks> times, std::uint64_t rank) {
    std::erase(times, kNever);
    if (rank > times.size()) return {};
    const auto at = times.begin() + static_cast<std::ptrdiff_t>(rank - 1);
    std::nth_element(times.begin(), at, times.end());
    return *at;
}

/// The reach of a band from the best value, as the logarithm of a ratio, with that of its drills added in squares.
double reach_of(Ticks best, Ticks of_worlds, Ticks of_drills) {
    const auto reach = [&](Ticks end) {
        const double ratio = std::max(seconds_of(end), 0x1p-10) / std::max(seconds_of(best), 0x1p-10);
        return std::abs(std::log(ratio));
    };
    return std::hypot(reach(of_worlds), reach(of_drills));
}

/// The ends of a band: the worlds at these places, or the next ones outwards. All worlds share their luck, so they
/// lie as far off as the best values' drills let them: the reach of their interval is added in squares.
void set_band(WorldsTime& time) {
    std::vector<std::optional<Ticks>> sorted = time.of_worlds;
    std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a && (!b || *a < *b); });
    const auto last = static_cast<double>(sorted.size());
    const auto at = [&](double rank) { return sorted[static_cast<std::size_t>(std::clamp(rank, 1.0, last)) - 1]; };
    time.low = at(std::floor(kTailOfWorlds * (last + 1)));
    time.high = at(std::ceil((1 - kTailOfWorlds) * (last + 1)));
    const QuantileEstimate& best = time.best;
    if (best.low && time.low) {
        time.low = std::min(*time.low, *best.low);
        if (best.value) {
            const double seconds = seconds_of(*best.value) * std::exp(-reach_of(*best.value, *time.low, *best.low));
            time.low = std::min(*time.low, ticks_of_seconds(seconds));
        }
    } else if (best.low) {
        time.low = best.low;
    }
    if (!best.value || !best.high || !time.high) {
        time.high = {};
        return;
    }
    time.high = std::max(*time.high, *best.high);
    const double seconds = seconds_of(*best.value) * std::exp(reach_of(*best.value, *time.high, *best.high));
    time.high = std::max(*time.high, ticks_of_seconds(seconds));
}

}  // namespace

std::vector<const std::vector<Ticks>*> WorldsCollector::times_of_rows(const std::vector<Outcomes>& outcomes,
                                                                      const std::vector<QuorumDrills>& quorums) {
    std::vector<const std::vector<Ticks>*> times;
    times.reserve(outcomes.size() + quorums.size());
    for (const Outcomes& of_case : outcomes) times.push_back(&of_case.contact);
    for (const QuorumDrills& quorum : quorums) times.push_back(&quorum.times);
    return times;
}

WorldsCollector::WorldsCollector(const Scenario& scenario, std::vector<Ticks> deadlines,
                                 const std::vector<Outcomes>& best, std::vector<Ticks> curve)
    : horizon_(scenario.horizon), deadlines_(std::move(deadlines)), curve_(std::move(curve)) {
    const std::vector<QuorumDrills> quorums = quorum_drills(scenario, best);
    for (const Outcomes& of_case : best) {
        WorldsRow& row = rows_.emplace_back();
        row.case_index = of_case.case_index;
        row.protocols = {of_case.protocol};
    }
    for (const QuorumDrills& quorum : quorums) {
        WorldsRow& row = rows_.emplace_back();
        row.quorum = quorum.quorum;
        row.protocols = quorum.protocols;
    }
    const std::vector<const std::vector<Ticks>*> all = times_of_rows(best, quorums);
    for (std::size_t index = 0; index < rows_.size(); ++index) {
        const std::vector<Ticks>& times = *all[index];
        auto& sums = sums_.emplace_back();
        for (const Ticks within : deadlines_) {
            const auto reached = static_cast<std::uint64_t>(
                std::count_if(times.begin(), times.end(), [&](Ticks time) { return in_time(time, within); }));
            rows_[index].figures.push_back({within,
                                            static_cast<double>(reached) / static_cast<double>(times.size()),
                                            clopper_pearson(reached, times.size()),
                                            {},
                                            {}});
            sums.emplace_back(1);
        }
        auto& of_curve = sums_of_curve_.emplace_back();
        for (const Ticks at : curve_) {
            const auto reached =
                std::count_if(times.begin(), times.end(), [&](Ticks time) { return in_time(time, at); });
            rows_[index].curve.push_back(
                {at, static_cast<double>(reached) / static_cast<double>(times.size()), {}, {}});
            of_curve.emplace_back(1);
        }
        const MilestoneSummary summary = summarise_milestone(times, horizon_);
        rows_[index].figures.push_back({{}, summary.mean_within_horizon, summary.mean_interval.value(), {}, {}});
        sums.emplace_back(seconds_of(horizon_));
        for (const double share : kTimesShown) {
            const auto found = std::find(kShares.begin(), kShares.end(), share) - kShares.begin();
            rows_[index].times.push_back({share, summary.quantiles[static_cast<std::size_t>(found)], {}, {}, {}});
        }
    }
    quantile_times_.assign(rows_.size(), std::vector<std::vector<std::optional<Ticks>>>(kTimesShown.size()));
}

void WorldsCollector::add(const Scenario& world, const std::vector<Outcomes>& outcomes) {
    const std::vector<QuorumDrills> quorums = quorum_drills(world, outcomes);
    const std::vector<const std::vector<Ticks>*> all = times_of_rows(outcomes, quorums);
    for (std::size_t row = 0; row < rows_.size(); ++row) {
        const std::vector<Ticks>& times = *all[row];
        for (std::size_t index = 0; index < deadlines_.size(); ++index)
            sums_[row][index].add(reached_by(times, deadlines_[index]));
        sums_[row].back().add(seconds_within(times, horizon_));
        for (std::size_t index = 0; index < curve_.size(); ++index)
            sums_of_curve_[row][index].add(reached_by(times, curve_[index]));
        for (std::size_t index = 0; index < kTimesShown.size(); ++index) {
            quantile_times_[row][index].push_back(
                time_at_rank(times, quantile_rank(times.size(), kTimesShown[index])));
        }
    }
}

std::vector<WorldsRow> WorldsCollector::rows(const std::vector<std::vector<double>>& quantiles,
                                             const std::vector<SourceKind>& kinds) const {
    const SourceBasis basis(quantiles, kinds);
    std::vector<WorldsRow> rows = rows_;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        for (std::size_t index = 0; index < rows[row].figures.size(); ++index) {
            WorldsFigure& figure = rows[row].figures[index];
            figure.over_worlds = sums_[row][index].estimate();
            figure.sensitivity = basis.sensitivity(figure.over_worlds.of_worlds, figure.over_worlds.noise);
        }
        for (std::size_t index = 0; index < rows[row].curve.size(); ++index) {
            const TwoLevelEstimate over = sums_of_curve_[row][index].estimate();
            rows[row].curve[index].simulation = over.simulation;
            rows[row].curve[index].band = over.band;
        }
        for (std::size_t index = 0; index < rows[row].times.size(); ++index) {
            rows[row].times[index].of_worlds = quantile_times_[row][index];
            set_band(rows[row].times[index]);
        }
    }
    return rows;
}

}  // namespace hotline
