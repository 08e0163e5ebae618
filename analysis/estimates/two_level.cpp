#include "analysis/estimates/two_level.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/estimates/betting.hpp"

namespace hotline {
namespace {

constexpr double kTailOfBand = (1 - kConfidence) / 2;
constexpr double kReachOfLuck = 1.959963984540054;  // 97.5 % point of the standard normal law

}  // namespace

double point_at(const std::vector<double>& sorted, double share) {
    const double rank =
        std::clamp(share * static_cast<double>(sorted.size() + 1), 1.0, static_cast<double>(sorted.size()));
    const double below = std::floor(rank);
    const auto index = static_cast<std::size_t>(below) - 1;
    if (index + 1 == sorted.size()) return sorted.back();
    return sorted[index] + (rank - below) * (sorted[index + 1] - sorted[index]);
}

TwoLevelEstimate two_level(std::vector<double> means, const std::vector<double>& sums, double squares, double low,
                           double high) {
    TwoLevelEstimate estimate;
    const auto worlds = static_cast<double>(means.size());
    const auto drills = static_cast<double>(sums.size());
    MeanOf of_means;
    double squared_means = 0;
    for (const double mean : means) {
        of_means.add(mean);
        squared_means += mean * mean;
    }
    std::vector<double> by_drill;
    by_drill.reserve(sums.size());
    MeanOf of_drills;
    double squared_drills = 0;
    for (const double sum : sums) {
        const double mean = std::clamp(sum / worlds, low, high);
        by_drill.push_back(mean);
        of_drills.add(mean);
        squared_drills += mean * mean;
    }
    const double mean = of_means.mean();
    estimate.worlds = means.size();
    estimate.mean = mean;
    estimate.spread = of_means.variance();
    estimate.chance = std::max(0.0, (squares - drills * squared_means) / (worlds * (drills - 1)));
    estimate.luck = of_drills.variance() / drills;
    const double interaction =
        squares - drills * squared_means - worlds * squared_drills + drills * worlds * mean * mean;
    estimate.noise = std::max(0.0, interaction / ((worlds - 1) * (drills - 1)) / drills);
    estimate.doubt = std::max(0.0, estimate.spread - estimate.noise);
    estimate.simulation = MeanBets(std::move(by_drill), low, high).interval();

    std::vector<double> drawn = means;
    // The variance of few worlds is uncertain itself: one standard error of it is left in.
    const double left = std::min(estimate.spread, estimate.doubt + estimate.spread * std::sqrt(2 / (worlds - 1)));
    const double scale = estimate.spread > 0 ? std::sqrt(left / estimate.spread) : 0;
    for (double& value : drawn) value = std::clamp(mean + scale * (value - mean), low, high);
    std::sort(drawn.begin(), drawn.end());
    // The luck that all worlds share moves them together, and those at the ends by more than their mean.
    const double of_one = kReachOfLuck * std::sqrt(estimate.chance / drills);
    const double below = std::max(mean - point_at(drawn, kTailOfBand) + of_one, mean - estimate.simulation.low);
    const double above = std::max(point_at(drawn, 1 - kTailOfBand) - mean + of_one, estimate.simulation.high - mean);
    estimate.band = {std::max(low, mean - below), std::min(high, mean + above)};
    estimate.of_worlds = std::move(means);
    return estimate;
}

void TwoLevelSums::add(const std::vector<double>& drills) {
    sums_.resize(drills.size(), 0);
    double sum = 0;
    for (std::size_t drill = 0; drill < drills.size(); ++drill) {
        sums_[drill] += drills[drill];
        sum += drills[drill];
        squares_ += drills[drill] * drills[drill];
    }
    means_.push_back(sum / static_cast<double>(drills.size()));
}

TwoLevelEstimate TwoLevelSums::estimate() const {
    return two_level(means_, sums_, squares_, low_, high_);
}

}  // namespace hotline
