#include "analysis/estimates/survival.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "analysis/estimates/survival_band.hpp"

namespace hotline {
namespace {

constexpr double kHair = 1e-9;

double normal_reach() {
    static const double reach =
        boost::math::quantile(boost::math::normal_distribution<double>(), (1 + kConfidence) / 2);
    return reach;
}

Interval around(double reach, double distance) {
    return {std::max(0.0, reach - distance), std::min(1.0, reach + distance)};
}

Interval over(const Interval& a, const Interval& b) {
    return {std::min(a.low, b.low), std::max(a.high, b.high)};
}

/// Requires 0 < survival < 1.
Interval log_log_interval(double survival, double greenwood) {
    const double minus_log = -std::log(survival);
    const double factor = std::exp(normal_reach() * std::sqrt(greenwood) / minus_log);
    return {-std::expm1(-minus_log / factor), -std::expm1(-minus_log * factor)};
}

/// Shares are often meant to be hit exactly, but a product of many factors has rounding errors.
bool reaches(double reach, double share) {
    return reach >= share - kHair;
}

/// Of the bands of Dvoretzky, Kiefer and Wolfowitz, and of Hall and Wellner.
double band_constant(std::uint64_t entries) {
    return std::sqrt(std::log(2 / (1 - kConfidence)) / 2 / static_cast<double>(entries));
}

}  // namespace

double CurveStep::standard_error() const {
    return survival == 0 ? 0 : survival * std::sqrt(greenwood);
}

Interval CurveStep::band() const {
    return over(simultaneous, interval());
}

Interval CurveStep::band_behind() const {
    return over(simultaneous_behind, interval_behind());
}

Interval CurveStep::interval_of(std::uint64_t still_at_risk) const {
    constexpr double kTail = (1 - kConfidence) / 2;
    Interval interval{product.gone(kTail), 1};
    // One of the entries at risk may make contact next.
    if (still_at_risk > 0) interval.high = product.times(static_cast<double>(still_at_risk), 1).gone(1 - kTail);
    return interval;
}

SurvivalCurve::SurvivalCurve(std::vector<Observation> observations) : entries_(observations.size()) {
    std::sort(observations.begin(), observations.end(),
              [](const Observation& a, const Observation& b) { return a.seconds < b.seconds; });
    CurveStep step;
    step.at_risk = entries_;
    if (observations.front().seconds > 0) add_step(step);
    for (std::size_t index = 0; index < observations.size();) {
        step = {};
        step.seconds = observations[index].seconds;
        step.at_risk = entries_ - index;
        for (; index < observations.size() && observations[index].seconds == step.seconds; ++index) {
            ++(observations[index].reached ? step.reached : step.censored);
        }
        add_step(step);
    }
    add_bands();
}

void SurvivalCurve::add_step(CurveStep step) {
    const CurveStep before = steps_.empty() ? CurveStep{} : steps_.back();
    const auto at_risk = static_cast<double>(step.at_risk);
    const auto reached = static_cast<double>(step.reached);
    const auto all = static_cast<double>(entries_);
    const double stay = (at_risk - reached) / at_risk;
    step.survival = before.survival * stay;
    step.greenwood = before.greenwood + reached / (at_risk * (at_risk - reached));
    step.product = before.product;
    if (step.reached > 0) step.product.multiply(at_risk - reached + 1, reached);
    if (step.survival > 0 && step.survival < 1) step.log_log = log_log_interval(step.survival, step.greenwood);
    step.plain = around(step.reach(), normal_reach() * step.standard_error());
    spread_ = spread_ * stay + all * before.survival * reached / (at_risk * at_risk);
    step.hall_wellner = around(step.reach(), band_constant(entries_) * spread_);
    reached_ += step.reached;
    steps_.push_back(step);
}

void SurvivalCurve::add_bands() {
    const bool whole = std::none_of(steps_.begin(), steps_.end() - 1, [](const auto& step) { return step.censored; });
    if (whole) {
        for (CurveStep& step : steps_) {
            step.simultaneous = around(step.reach(), band_constant(entries_));
            step.simultaneous_behind = step.simultaneous;
            if (step.left_behind() == 0) step.simultaneous_behind.high = 1;
        }
        return;
    }
    SurvivalBand band(entries_);
    for (CurveStep& step : steps_) {
        if (step.reached > 0) band.add(step.at_risk, step.reached);
        step.simultaneous = band.reach(step.left());
        step.simultaneous_behind = step.censored == 0 ? step.simultaneous : band.reach(step.left_behind());
    }
}

ReachEstimate SurvivalCurve::at(double seconds) const {
    const auto next = std::upper_bound(steps_.begin(), steps_.end(), seconds,
                                       [](double time, const CurveStep& step) { return time < step.seconds; });
    const CurveStep& step = *(next - 1);
    const bool behind = seconds > step.seconds;
    ReachEstimate estimate{
        step.reach(), step.standard_error(), behind ? step.interval_behind() : step.interval(), {}, step.log_log,
        step.plain,   step.hall_wellner};
    estimate.band = over(behind ? step.simultaneous_behind : step.simultaneous, estimate.interval);
    if (next == steps_.end() && behind && step.survival > 0) {
        estimate.reach.reset();
        estimate.log_log.high = estimate.plain.high = estimate.hall_wellner.high = 1;
    }
    return estimate;
}

TimeEstimate SurvivalCurve::time_of(double share) const {
    constexpr double kTail = (1 - kConfidence) / 2;
    TimeEstimate estimate;
    for (const CurveStep& step : steps_) {
        // Whether the ends of the intervals reach the share, without computing the ends.
        const auto left = static_cast<double>(step.left_behind());
        if (!estimate.low && (left == 0 || step.product.times(left, 1).below(1 - share) >= kTail))
            estimate.low = step.seconds;
        if (!estimate.value && reaches(step.reach(), share)) estimate.value = step.seconds;
        if (!estimate.high && step.product.below(1 - share) >= 1 - kTail) estimate.high = step.seconds;
    }
    estimate.enough = estimate.high || clopper_pearson(entries_, entries_).low >= share;
    return estimate;
}

RestrictedMean SurvivalCurve::restricted_mean(double horizon) const {
    RestrictedMean mean;
    mean.within = steps_.back().survival > 0 ? std::min(horizon, steps_.back().seconds) : horizon;
    double variance = 0;
    double end = mean.within;
    Interval area{0, 0};
    for (auto step = steps_.rbegin(); step != steps_.rend(); ++step) {
        if (step->seconds > mean.within) continue;
        const double lasts = end - step->seconds;
        mean.value += step->survival * lasts;
        area.low += (1 - step->simultaneous_behind.high) * lasts;
        area.high += (1 - step->simultaneous_behind.low) * lasts;
        end = step->seconds;
        if (step->reached == step->at_risk) continue;  // nothing is left under the curve
        const auto at_risk = static_cast<double>(step->at_risk);
        const auto reached = static_cast<double>(step->reached);
        variance += mean.value * mean.value * reached / (at_risk * (at_risk - reached));
    }
    mean.standard_error = std::sqrt(variance);
    // The sum of many parts has rounding errors, and may exceed its limit.
    mean.interval = {std::max(0.0, area.low - kHair * mean.within),
                     std::min(mean.within, area.high + kHair * mean.within)};
    return mean;
}

}  // namespace hotline
