#include "analysis/laws/law_fit.hpp"

#include <fmt/format.h>

#include <Eigen/Dense>
#include <algorithm>
#include <array>
#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

#include "models/base/normal_quantile.hpp"

namespace hotline {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();
/// Log-odds beyond these are none or all.
constexpr double kMostLogOdds = 14;
/// A spread below this has no width that a clock could see; one above it spans the age of the universe.
constexpr double kLeastSpread = -12;
constexpr double kMostSpread = 6;
constexpr double kWithinAic = 2;
constexpr double kSameSummit = 1e-9;
/// More times than this begin where the fit to as many of them ends.
constexpr std::size_t kMostForStart = 20'000;
/// The likelihood ratio that a share on its bound exceeds in 5 % of logs: half of them have 0 (Self, Liang).
constexpr double kBoundaryRatio = 2.7055434540954146;

/// The mean and the standard deviation of the logarithms of all finite bounds, as if they were answers.
std::pair<double, double> rough_place(const std::vector<ObservedTime>& times) {
    double weight = 0, mean = 0, squares = 0;
    bool any = false;
    for (const bool only_answers : {true, false}) {
        if (any) break;
        for (const ObservedTime& time : times) {
            if (only_answers && time.given_up()) continue;
            const double typical = time.given_up() || time.exact() ? time.low : (time.low + time.high) / 2;
            if (!(typical > 0)) continue;
            any = true;
            const double log_time = std::log(typical);
            weight += time.weight;
            const double from_old = log_time - mean;
            mean += time.weight / weight * from_old;
            squares += time.weight * from_old * (log_time - mean);
        }
    }
    return {mean, weight > 0 ? std::sqrt(squares / weight) : 1};
}

/// Every so many of the times, with their weights: nearly the same estimates, for a start.
std::vector<ObservedTime> some_for_start(const std::vector<ObservedTime>& times) {
    const std::size_t every = times.size() / kMostForStart + 1;
    std::vector<ObservedTime> some;
    for (std::size_t index = every / 2; index < times.size(); index += every) some.push_back(times[index]);
    return some;
}

/// Where to start: the answers' own place and spread, slower and wider laws, and several shares that answer.
std::vector<Parameters> starts_of(const Times& times, const LawModel& model) {
    if (times.merged().size() > 2 * kMostForStart) {
        const LawFit of_some = fit_law(Times(some_for_start(times.merged())), model);
        if (of_some.found()) return {of_some.at};
    }
    const std::pair<double, double> rough = rough_place(times.merged());
    const double place = rough.first, deviation = rough.second;
    const TimesSummary& summary = times.summary();
    const double answered = std::clamp(summary.answered() / summary.all, 0.02, 0.98);
    const double spread = std::log(std::clamp(deviation, 0.05, 5.0));
    std::vector<Parameters> starts;
    const auto add = [&](double from_place, double from_spread, double share) {
        Parameters start(model.parameters());
        start[0] = place + from_place;
        if (has_spread(model.family))
            start[1] = model.family == Law::Kind::gamma ? std::clamp(-2 * (spread + from_spread), -3.0, 6.0)
                                                        : spread + from_spread;
        if (model.some_never) start[model.answer_index()] = std::log(share / (1 - share));
        starts.push_back(std::move(start));
    };
    if (model.some_never) {
        add(0, 0, answered);
        add(0.5, 0.3, (1 + answered) / 2);
        add(1.5, 0.7, 0.97);
    } else {
        const double slow = -std::log(answered);
        add(slow, 0.3 * slow, 1);
        add(2 + slow, 1, 1);
        add(0, 0, 1);
    }
    return starts;
}

/// Why a model cannot be fitted to such times at all; empty where it can.
std::string impossible(const Times& times, const LawModel& model) {
    const TimesSummary& summary = times.summary();
    if (summary.all == 0) return "there are no times";
    if (summary.answered() == 0) return "nobody answered";
    if (model.some_never && summary.given_up == 0) return "all answered";
    const auto needed = static_cast<std::size_t>(has_spread(model.family) ? 2 : 1);
    if (summary.distinct_answers < needed) return "all answers came at the same time";
    return {};
}

/// Nothing changes any more out there, and a climb would not end.
bool far_out_of_bounds(const LawModel& model, const Parameters& at) {
    constexpr double kBeyond = 3;
    if (model.some_never && std::abs(at[model.answer_index()]) > kMostLogOdds + kBeyond) return true;
    return has_spread(model.family) && std::abs(at[1]) > 2 * -kLeastSpread + kBeyond;
}

/// Where the estimate lies on a bound, so that it is none; empty elsewhere.
std::string out_of_bounds(const LawModel& model, const Parameters& at) {
    if (model.some_never && at[model.answer_index()] > kMostLogOdds)
        return "no share that never answers makes the log more likely";
    if (model.some_never && at[model.answer_index()] < -kMostLogOdds)
        return "the share that answers cannot be told from a slow law";
    const double spread = model.family == Law::Kind::gamma ? -at[1] / 2 : has_spread(model.family) ? at[1] : 0;
    if (spread < kLeastSpread) return "the answers came at the same time";
    if (spread > kMostSpread) return "the law has no end of width";
    return {};
}

}  // namespace

double LawFit::standard_error(Eigen::Index parameter) const {
    return std::sqrt(covariance(parameter, parameter));
}

LawFit fit_law(const Times& times, const LawModel& model) {
    LawFit fit;
    fit.model = model;
    fit.why_not = impossible(times, model);
    if (!fit.found()) return fit;
    std::optional<Summit> best;
    for (const Parameters& start : starts_of(times, model)) {
        Summit summit = maximise(
            [&](const Parameters& at, Climb& climb) {
                times.evaluate(model, at, climb);
                if (far_out_of_bounds(model, at)) climb.value = -kInfinite;
            },
            start);
        if (!std::isfinite(summit.climb.value)) continue;
        if (best && best->converged && summit.converged &&
            std::abs(summit.climb.value - best->climb.value) <= kSameSummit * std::abs(best->climb.value))
            break;  // two starts lead to one summit
        if (!best || summit.climb.value > best->climb.value) best = std::move(summit);
    }
    if (!best) {
        fit.why_not = "the search did not begin: the likelihood is not defined at any start";
        return fit;
    }
    fit.at = best->at;
    fit.log_likelihood = best->climb.value;
    fit.why_not = out_of_bounds(model, fit.at);
    if (fit.found() && !best->converged) fit.why_not = "the search did not converge";
    if (!fit.found()) return fit;
    fit.covariance = (-best->climb.hessian).inverse();
    for (Eigen::Index one = 0; one < fit.at.size(); ++one) {
        if (!(fit.covariance(one, one) > 0) || !std::isfinite(fit.covariance(one, one)))
            fit.why_not = "the search did not converge";
    }
    return fit;
}

Interval profile_interval(const Times& times, const LawFit& fit, Eigen::Index parameter, double confidence) {
    const Eigen::Index size = fit.at.size();
    const double allowed = boost::math::quantile(boost::math::chi_squared_distribution<double>(1), confidence) / 2;
    Parameters nearby = fit.at;  // the best others at the last value that was tried
    /// By how much the best likelihood at a value falls short of what is allowed; below 0 inside.
    const auto shortfall = [&](double value) {
        Parameters others(size - 1);
        for (Eigen::Index index = 0; index < size - 1; ++index)
            others[index] = nearby[index < parameter ? index : index + 1];
        const auto whole = [&](const Parameters& rest) {
            Parameters all(size);
            for (Eigen::Index index = 0; index < size - 1; ++index)
                all[index < parameter ? index : index + 1] = rest[index];
            all[parameter] = value;
            return all;
        };
        Climb full;
        full.gradient = Parameters::Zero(size);
        full.hessian = SecondDerivatives::Zero(size, size);
        if (size == 1) {
            times.evaluate(fit.model, whole(others), full);
            return fit.log_likelihood - full.value - allowed;
        }
        const Summit summit = maximise(
            [&](const Parameters& rest, Climb& climb) {
                times.evaluate(fit.model, whole(rest), full);
                climb.value = full.value;
                for (Eigen::Index one = 0; one < size - 1; ++one) {
                    const Eigen::Index from = one < parameter ? one : one + 1;
                    climb.gradient[one] = full.gradient[from];
                    for (Eigen::Index other = 0; other < size - 1; ++other)
                        climb.hessian(one, other) = full.hessian(from, other < parameter ? other : other + 1);
                }
            },
            others, 60);
        if (!std::isfinite(summit.climb.value)) return kInfinite;
        nearby = whole(summit.at);
        return fit.log_likelihood - summit.climb.value - allowed;
    };
    const auto end = [&](double direction) {
        nearby = fit.at;
        const double error = fit.standard_error(parameter);
        double inside = fit.at[parameter];
        double outside = inside + direction * 2 * error;
        double step = 2 * error;
        double gap = shortfall(outside);
        for (int tries = 0; gap < 0; ++tries) {
            if (tries == 40 || std::abs(outside) > 1e3) return direction * kInfinite;
            inside = outside;
            outside += direction * (step *= 1.5);
            gap = shortfall(outside);
        }
        for (int halving = 0; halving < 60 && std::abs(outside - inside) > 1e-7 * (error + std::abs(inside) * 1e-3);
             ++halving) {
            const double middle = (inside + outside) / 2;
            (shortfall(middle) < 0 ? inside : outside) = middle;
        }
        return outside;
    };
    return {end(-1), end(1)};
}

AnswerBy answer_by(const LawFit& fit, double seconds, double confidence) {
    double hazard = 0;
    Parameters gradient;
    cumulative_hazard(fit.model, fit.at, seconds, hazard, gradient);
    AnswerBy by;
    by.probability = -std::expm1(-hazard);
    if (!(hazard > 0)) return {by.probability, {0, 1}};
    const double error = std::sqrt(gradient.dot(fit.covariance * gradient)) / hazard;
    const double reach = normal_quantile((1 + confidence) / 2) * error;
    by.interval = {-std::expm1(-hazard * std::exp(-reach)), -std::expm1(-hazard * std::exp(reach))};
    return by;
}

FittedLaws fit_laws(const Times& times) {
    FittedLaws laws;
    laws.times = times.summary();
    for (const Law::Kind family : kFamilies) {
        for (const bool some_never : {false, true}) laws.fits.push_back(fit_law(times, {family, some_never}));
    }
    for (std::size_t index = 0; index < laws.fits.size(); ++index) {
        if (laws.fits[index].found() && (!laws.best || laws.fits[index].aic() < laws.fits[*laws.best].aic()))
            laws.best = index;
    }
    if (!laws.best) return laws;
    for (std::size_t index = 0; index < laws.fits.size(); ++index) {
        if (index != *laws.best && laws.fits[index].found() &&
            laws.fits[index].aic() <= laws.fits[*laws.best].aic() + kWithinAic)
            laws.as_good.push_back(index);
    }
    if (laws.times.given_up == 0) return laws;
    // Against the best law of each kind: any slow law will do.
    std::array<double, 2> most{-kInfinite, -kInfinite};
    for (const LawFit& fit : laws.fits) {
        double& of = most[fit.model.some_never ? 1 : 0];
        if (fit.found()) of = std::max(of, fit.log_likelihood);
    }
    laws.never = 2 * (most[1] - most[0]) > kBoundaryRatio ? FittedLaws::Never::told : FittedLaws::Never::not_told;
    return laws;
}

}  // namespace hotline
