#include "analysis/estimates/survival_band.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hotline {

SurvivalBand::SurvivalBand(std::uint64_t entries) {
    for (std::uint64_t rate = 1; rate <= 4 * entries; rate *= 2) above_.rates.push_back(static_cast<double>(rate));
    for (std::uint64_t rate = 1; rate <= entries; rate *= 2) below_.rates.push_back(static_cast<double>(rate));
    above_.logs.resize(above_.rates.size());
    below_.logs.resize(below_.rates.size());
}

void SurvivalBand::add(std::uint64_t at_risk, std::uint64_t contacts) {
    for (std::uint64_t contact = 0; contact < contacts; ++contact) {
        const auto left = static_cast<double>(at_risk - contact);
        for (std::size_t index = 0; index < above_.rates.size(); ++index)
            above_.logs[index] += std::log1p(above_.rates[index] / left);
        // Rates that are left out here are not used any more: from now on fewer entries are at risk than such a rate.
        for (std::size_t index = 0; index < below_.rates.size() && below_.rates[index] < left; ++index)
            below_.logs[index] += std::log1p(-below_.rates[index] / left);
    }
}

double SurvivalBand::farthest(const Side& side, std::size_t count) const {
    const double limit = std::log(2 / (1 - kConfidence)) + std::log(static_cast<double>(side.rates.size()));
    double x = std::numeric_limits<double>::infinity();
    for (std::size_t index = 0; index < count; ++index)
        x = std::min(x, (limit - side.logs[index]) / side.rates[index]);
    // The logarithm of the sum of all exp(log + rate · x) is convex and grows: Newton's steps come from above and
    // stay there.
    for (int step = 0; step < 30; ++step) {
        double largest = -std::numeric_limits<double>::infinity();
        for (std::size_t index = 0; index < count; ++index)
            largest = std::max(largest, side.logs[index] + side.rates[index] * x);
        double sum = 0;
        double slope = 0;
        for (std::size_t index = 0; index < count; ++index) {
            const double part = std::exp(side.logs[index] + side.rates[index] * x - largest);
            sum += part;
            slope += part * side.rates[index];
        }
        const double excess = largest + std::log(sum) - limit;
        if (excess < 1e-9) break;
        x -= excess * sum / slope;
    }
    return x;
}

Interval SurvivalBand::reach(std::uint64_t at_risk) const {
    const auto alive = static_cast<std::size_t>(
        std::upper_bound(below_.rates.begin(), below_.rates.end(), static_cast<double>(at_risk)) -
        below_.rates.begin());
    const double low = std::max(0.0, -std::expm1(farthest(above_, above_.rates.size())));
    return {low, alive == 0 ? 1 : -std::expm1(-farthest(below_, alive))};
}

}  // namespace hotline
