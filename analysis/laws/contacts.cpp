#include "analysis/laws/contacts.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <array>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "analysis/laws/even_sequence.hpp"
#include "models/base/normal_quantile.hpp"
#include "models/scenario/quiet_math.hpp"

namespace hotline {
namespace {

/// The largest standard error of the place and spread of a law, which are logarithms: beyond it times from
/// microseconds to centuries are as likely.
constexpr double kMostError = 20;
constexpr double kUnlikely = -std::numeric_limits<double>::infinity();

/// Densities of the parameters themselves: each has the derivative of its transform.
void add_priors(const ContactsModel& model, const ContactsAre& contacts, ContactLikelihood::Slopes& sum) {
    const double p = contacts.answer;
    sum.value += std::log(p) + std::log1p(-p);
    sum.first[2] += 1 - 2 * p;
    sum.second(2, 2) -= 2 * p * (1 - p);
    if (model.answers_differ) {
        const double correlation = 1 / (contacts.precision + 1);
        sum.value += 2 * std::log1p(-correlation) + std::log(correlation);
        sum.first[3] += 2 - 3 * (1 - correlation);
        sum.second(3, 3) -= 3 * correlation * (1 - correlation);
    }
    if (model.times_differ) {
        const double squared = contacts.factor_sigma * contacts.factor_sigma;
        sum.value += std::log(contacts.factor_sigma) - squared / 2;
        sum.first[4] += 1 - squared;
        sum.second(4, 4) -= 2 * squared;
    }
}

constexpr std::size_t kDraws = 320;         // of the parameters
constexpr std::size_t kMostWeighed = 2000;  // tests
constexpr double kFewestLikely = 30;        // draws, if all counted alike
constexpr double kTails = 5;                // degrees of freedom of Student's law
constexpr double kWider = 1.2;

}  // namespace

ContactsFit::ContactsFit(const std::vector<TestsOfContact>& contacts, const ContactsModel& model, const LawFit& start)
    : contacts_(contacts.begin(), contacts.end()), model_(model) {
    if (!start.found()) {
        why_not_ = start.why_not;
        return;
    }
    const auto is_late = [](const SortedTests& tests) { return !tests.late.empty(); };
    if ((model_.answers_differ || model_.times_differ) && std::any_of(contacts_.begin(), contacts_.end(), is_late)) {
        why_not_ = "tests were observed late";
        return;
    }
    Eigen::Index size = 2;
    if (has_spread(model_.family)) ++size;
    if (model_.answers_differ) ++size;
    if (model_.times_differ) ++size;
    Parameters at(size);
    at[0] = start.law().place();
    if (const auto spread = index_of(Of::spread)) at[*spread] = start.law().spread();
    const double answer = std::clamp(start.answer(), 0.05, 0.95);
    at[*index_of(Of::answer)] = std::log(answer / (1 - answer));
    if (const auto precision = index_of(Of::precision)) at[*precision] = std::log(5.0);
    if (const auto sigma = index_of(Of::sigma)) at[*sigma] = std::log(0.4);
    const Summit summit = maximise(
        [&](const Parameters& there, Climb& climb) {
            if (there.cwiseAbs().maxCoeff() > 40) {
                climb.value = kUnlikely;
                return;
            }
            evaluate(there, climb);
        },
        at, 60);
    at_ = summit.at;
    if (!summit.converged || !std::isfinite(summit.climb.value)) {
        why_not_ = "the search did not converge";
        return;
    }
    covariance_ = (-summit.climb.hessian).inverse();
    const auto is_known = [&](Eigen::Index index) { return covariance_(index, index) < kMostError * kMostError; };
    if (!is_known(0) || (has_spread(model_.family) && !is_known(1))) {
        why_not_ = "the tests say too little of it";
        return;
    }
    best_ = read(at_);
    const ContactLikelihood likelihood(best_);
    for (const SortedTests& tests : contacts_) log_likelihood_ += likelihood.log_likelihood(tests);
    if (!draw_parameters()) why_not_ = "the search did not converge";
}

bool ContactsFit::draw_parameters() {
    const Eigen::LLT<SecondDerivatives> root(covariance_);
    if (root.info() != Eigen::Success) return false;
    std::size_t tests = contacts_.size();
    for (const SortedTests& of : contacts_) tests += of.exact.all.size() + of.between.size() + of.given_up.size();
    const bool weighed = tests <= kMostWeighed;
    const double best = log_posterior(at_);
    const auto size = static_cast<double>(at_.size());
    std::vector<double> logs, normal_logs;
    for (std::size_t draw = 0; draw < kDraws; ++draw) {
        Parameters from_best(at_.size());
        for (Eigen::Index index = 0; index < at_.size(); ++index)
            from_best[index] = normal_quantile(evenly(draw, kSteps[static_cast<std::size_t>(index)]));
        double log_density = 0;
        if (weighed) {
            // Student's law: a normal one, divided by the root of a chi-squared mean.
            const double chi_squared =
                2 * boost::math::gamma_p_inv(kTails / 2, evenly(draw, kSteps.back()), QuietMath{});
            from_best *= kWider * std::sqrt(kTails / chi_squared);
            log_density = -(kTails + size) / 2 * std::log1p(from_best.squaredNorm() / (kWider * kWider * kTails));
        } else {
            log_density = -from_best.squaredNorm() / 2;
        }
        const Parameters at = at_ + root.matrixL() * from_best;
        normal_logs.push_back(-from_best.squaredNorm() / 2 - log_density);
        logs.push_back(weighed ? log_posterior(at) - best - log_density : normal_logs.back());
        draws_.push_back({at, 0, 0});
    }
    const double all = log_of_sum(logs), all_normal = log_of_sum(normal_logs);
    double squares = 0;
    for (std::size_t draw = 0; draw < kDraws; ++draw) {
        draws_[draw].weight = std::exp(logs[draw] - all);
        draws_[draw].normal = std::exp(normal_logs[draw] - all_normal);
        squares += draws_[draw].weight * draws_[draw].weight;
    }
    // Too few of the draws are likely: they say less than the normal law.
    if (!(1 / squares > kFewestLikely)) {
        for (Draw& draw : draws_) draw.weight = draw.normal;
    }
    // A sum over factors costs as much as so many draws.
    const std::size_t likely = model_.times_differ ? kDraws / 10 : kDraws;
    double sum = 0;
    std::size_t draw = 0;
    for (std::size_t index = 0; index < likely; ++index) {
        const double at = (static_cast<double>(index) + 0.5) / static_cast<double>(likely);
        while (draw + 1 < kDraws && sum + draws_[draw].weight < at) sum += draws_[draw++].weight;
        likely_.emplace_back(read(draws_[draw].at));
    }
    return true;
}

double ContactsFit::quantile(const std::vector<double>& values, double share, double Draw::*weight) const {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t one, std::size_t other) { return values[one] < values[other]; });
    // Between the middles of two draws' weights the share grows evenly.
    double before = 0, middle_before = 0;
    for (std::size_t index = 0; index < order.size(); ++index) {
        const double own = draws_[order[index]].*weight, middle = before + own / 2;
        if (middle >= share) {
            if (index == 0) return values[order[0]];
            const double part = (share - middle_before) / (middle - middle_before);
            return values[order[index - 1]] + part * (values[order[index]] - values[order[index - 1]]);
        }
        middle_before = middle;
        before += own;
    }
    return values[order.back()];
}

std::optional<Eigen::Index> ContactsFit::index_of(Of parameter) const {
    const Eigen::Index after_spread = has_spread(model_.family) ? 2 : 1;
    switch (parameter) {
        case Of::place:
            return 0;
        case Of::spread:
            return has_spread(model_.family) ? std::optional<Eigen::Index>(1) : std::nullopt;
        case Of::answer:
            return after_spread;
        case Of::precision:
            return model_.answers_differ ? std::optional<Eigen::Index>(after_spread + 1) : std::nullopt;
        case Of::sigma:
            return model_.times_differ ? std::optional<Eigen::Index>(after_spread + (model_.answers_differ ? 2 : 1))
                                       : std::nullopt;
    }
    return {};
}

ContactsAre ContactsFit::read(const Parameters& at) const {
    ContactsAre contacts;
    const auto spread = index_of(Of::spread);
    contacts.law = FittedLaw(model_.family, at[0], spread ? at[*spread] : 0);
    contacts.answer = 1 / (1 + std::exp(-at[*index_of(Of::answer)]));
    const auto precision = index_of(Of::precision);
    contacts.precision = precision ? std::exp(at[*precision]) : std::numeric_limits<double>::infinity();
    const auto sigma = index_of(Of::sigma);
    contacts.factor_sigma = sigma ? std::exp(at[*sigma]) : 0;
    return contacts;
}

void ContactsFit::evaluate(const Parameters& at, Climb& climb) const {
    const ContactsAre contacts = read(at);
    if (!(contacts.answer > 0 && contacts.answer < 1)) {
        climb.value = kUnlikely;
        return;
    }
    const ContactLikelihood likelihood(contacts);
    ContactLikelihood::Slopes sum;
    for (const SortedTests& tests : contacts_) likelihood.add(tests, sum);
    if (model_.priors) add_priors(model_, contacts, sum);
    climb.value = sum.value;
    constexpr std::array kAll{Of::place, Of::spread, Of::answer, Of::precision, Of::sigma};
    for (const Of one : kAll) {
        const auto row = index_of(one);
        if (!row) continue;
        climb.gradient[*row] = sum.first[static_cast<int>(one)];
        for (const Of other : kAll) {
            const auto column = index_of(other);
            if (!column || other > one) continue;
            climb.hessian(*row, *column) = climb.hessian(*column, *row) =
                sum.second(static_cast<int>(one), static_cast<int>(other));
        }
    }
}

double ContactsFit::log_posterior(const Parameters& at) const {
    const ContactsAre contacts = read(at);
    if (!(contacts.answer > 0 && contacts.answer < 1)) return kUnlikely;
    const ContactLikelihood likelihood(contacts);
    ContactLikelihood::Slopes sum;
    for (const SortedTests& tests : contacts_) sum.value += likelihood.log_likelihood(tests);
    if (model_.priors) add_priors(model_, contacts, sum);
    if (!std::isfinite(sum.value)) return kUnlikely;
    return sum.value;
}

Interval ContactsFit::interval(Of parameter, double confidence) const {
    const Eigen::Index index = *index_of(parameter);
    const double error = std::sqrt(covariance_(index, index));
    std::vector<double> values;
    values.reserve(draws_.size());
    for (const Draw& draw : draws_) values.push_back(draw.at[index]);
    std::vector<std::pair<double, double>> by_normal;  // values with their weights by the normal law
    for (std::size_t draw = 0; draw < draws_.size(); ++draw)
        by_normal.emplace_back(values[draw], draws_[draw].normal);
    std::sort(by_normal.begin(), by_normal.end());
    // By the normal law the end is known. Where it lies among the draws with their weights by that law, it lies among
    // them with their own.
    const auto end = [&](double share) {
        const double normal = at_[index] + normal_quantile(share) * error;
        double below = 0, before = at_[index], middle_before = 0;
        for (const auto& [value, weight] : by_normal) {
            const double middle = below + weight / 2;
            if (value >= normal) {
                const double part = value > before ? (normal - before) / (value - before) : 1;
                return quantile(values, middle_before + std::clamp(part, 0.0, 1.0) * (middle - middle_before));
            }
            before = value;
            middle_before = middle;
            below += weight;
        }
        return quantile(values, 1);
    };
    return {std::min(end((1 - confidence) / 2), at_[index]), std::max(end((1 + confidence) / 2), at_[index])};
}

}  // namespace hotline
