#include "analysis/survival.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <limits>

namespace hotline {
namespace {

double normal_reach() {
    static const double reach =
        boost::math::quantile(boost::math::normal_distribution<double>(), (1 + kConfidence) / 2);
    return reach;
}

Interval around(double reach, double distance) {
    return {std::max(0.0, reach - distance), std::min(1.0, reach + distance)};
}

/// Requires 0 < survival < 1.
Interval log_log_interval(double survival, double greenwood) {
    const double minus_log = -std::log(survival);
    const double factor = std::exp(normal_reach() * std::sqrt(greenwood) / minus_log);
    return {-std::expm1(-minus_log / factor), -std::expm1(-minus_log * factor)};
}

/// Shares are often meant to be hit exactly, and a product of many factors comes out a hair beside them.
bool reaches(double reach, double share) {
    return reach >= share - 1e-9;
}

}  // namespace

double CurveStep::standard_error() const {
    return survival == 0 ? 0 : survival * std::sqrt(greenwood);
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
}

void SurvivalCurve::add_step(CurveStep step) {
    const CurveStep before = steps_.empty() ? CurveStep{} : steps_.back();
    const auto at_risk = static_cast<double>(step.at_risk);
    const auto reached = static_cast<double>(step.reached);
    const auto all = static_cast<double>(entries_);
    const double stay = (at_risk - reached) / at_risk;
    step.survival = before.survival * stay;
    step.greenwood = before.greenwood + reached / (at_risk * (at_risk - reached));
    if (step.survival == 1) {
        step.log_log = clopper_pearson(0, step.at_risk);
    } else if (step.survival > 0) {
        step.log_log = log_log_interval(step.survival, step.greenwood);
    } else {
        step.log_log = {before.survival == 1 ? clopper_pearson(step.at_risk, step.at_risk).low : before.log_log.low,
                        1};
    }
    step.plain = around(step.reach(), normal_reach() * step.standard_error());
    spread_ = spread_ * stay + all * before.survival * reached / (at_risk * at_risk);
    step.hall_wellner = band_around(step.reach(), spread_);
    // Up to the next step those are at risk who end there or later; at the last time of all, those who end at it.
    step.band = band_around(step.reach(), step.survival + step.reach() * before.survival * all / at_risk);
    if (!steps_.empty()) {
        CurveStep& last = steps_.back();
        last.band = band_around(last.reach(), last.survival + last.reach() * last.survival * all / at_risk);
    }
    reached_ += step.reached;
    steps_.push_back(step);
}

Interval SurvivalCurve::band_around(double reach, double spread) const {
    return around(reach, std::sqrt(std::log(2 / (1 - kConfidence)) / 2 / static_cast<double>(entries_)) * spread);
}

ReachEstimate SurvivalCurve::at(double seconds) const {
    const auto next = std::upper_bound(steps_.begin(), steps_.end(), seconds,
                                       [](double time, const CurveStep& step) { return time < step.seconds; });
    const CurveStep& step = *(next - 1);
    ReachEstimate estimate{step.reach(), step.standard_error(), step.log_log, step.plain,
                           step.band,    step.hall_wellner};
    if (next != steps_.end()) {
        // Those who were censored at the step are not at risk any more.
        if (step.survival == 1 && seconds > step.seconds) estimate.log_log = clopper_pearson(0, next->at_risk);
    } else if (seconds > step.seconds && step.survival > 0) {
        estimate.reach.reset();
        estimate.log_log.high = estimate.plain.high = estimate.band.high = estimate.hall_wellner.high = 1;
    }
    return estimate;
}

TimeEstimate SurvivalCurve::time_of(double share) const {
    TimeEstimate estimate;
    for (const CurveStep& step : steps_) {
        if (!estimate.low && step.log_log.high >= share) estimate.low = step.seconds;
        if (!estimate.value && reaches(step.reach(), share)) estimate.value = step.seconds;
        if (!estimate.high && step.log_log.low >= share) estimate.high = step.seconds;
    }
    return estimate;
}

RestrictedMean SurvivalCurve::restricted_mean(double horizon) const {
    RestrictedMean mean;
    mean.within = steps_.back().survival > 0 ? std::min(horizon, steps_.back().seconds) : horizon;
    double variance = 0;
    std::uint64_t contacts = 0;
    double end = mean.within;
    for (auto step = steps_.rbegin(); step != steps_.rend(); ++step) {
        if (step->seconds > mean.within) continue;
        mean.value += step->survival * (end - step->seconds);
        end = step->seconds;
        contacts += step->reached;
        if (step->reached == step->at_risk) continue;  // nothing is left under the curve
        const auto at_risk = static_cast<double>(step->at_risk);
        const auto reached = static_cast<double>(step->reached);
        variance += mean.value * mean.value * reached / (at_risk * (at_risk - reached));
    }
    mean.standard_error = std::sqrt(variance);
    mean.interval = {0, mean.within};
    if (contacts < 2) return mean;
    const auto m = static_cast<double>(contacts);
    const double distance = student_reach(contacts) * std::sqrt(m / (m - 1)) * mean.standard_error;
    mean.interval = {std::max(0.0, mean.value - distance), std::min(mean.within, mean.value + distance)};
    return mean;
}

}  // namespace hotline
