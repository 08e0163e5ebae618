#include "analysis/laws/contact_likelihood.hpp"

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <numbers>
#include <utility>

#include "analysis/estimates/log_of_sum.hpp"
#include "analysis/laws/given_up_tests.hpp"
#include "analysis/laws/hermite.hpp"
#include "models/scenario/quiet_math.hpp"

namespace hotline {
namespace {

double log_beta(double a, double b) {
    return boost::math::lgamma(a, QuietMath{}) + boost::math::lgamma(b, QuietMath{}) -
           boost::math::lgamma(a + b, QuietMath{});
}

}  // namespace

SortedTests::SortedTests(const TestsOfContact& tests) {
    std::vector<ExactTimes::One> times;
    for (const ObservedTime& test : tests) {
        if (test.empty()) continue;
        if (test.entry > 0) late.push_back({std::log(test.entry), test.weight});
        if (test.given_up()) {
            given_up.push_back({std::log(test.low), test.weight});
            silent += test.weight;
            continue;
        }
        answered += test.weight;
        centred += test.weight * std::log(test.exact() || test.low <= 0 ? test.high : (test.low + test.high) / 2);
        if (test.exact()) {
            times.push_back({std::log(test.low), test.weight});
        } else {
            between.push_back({std::log(test.low), std::log(test.high), test.weight});
        }
    }
    exact = ExactTimes(std::move(times));
}

ContactLikelihood::ContactLikelihood(const ContactsAre& contacts) : contacts_(contacts) {
    if (contacts.factor_sigma == 0) return;
    const FittedLaw& law = contacts.law;
    const auto middle = [](const FittedLaw& of) { return std::log(of.quantile(0.5)); };
    middle_ = middle(law);
    deviation_ = law.log_deviation();
    if (!has_spread(law.family())) return;
    constexpr double kStep = 1e-4;
    const FittedLaw wider(law.family(), law.place(), law.spread() + kStep);
    const FittedLaw narrower(law.family(), law.place(), law.spread() - kStep);
    middle_by_spread_ = (middle(wider) - middle(narrower)) / (2 * kStep);
    deviation_by_spread_ = (wider.log_deviation() - narrower.log_deviation()) / (2 * kStep);
}

OfAnswers ContactLikelihood::of_answers(const SortedTests& tests) const {
    OfAnswers answers;
    if (!std::isfinite(contacts_.precision)) {
        answers.a = contacts_.answer;
        answers.b = 1 - contacts_.answer;
        answers.log_scale = tests.answered * std::log(answers.a);
        answers.weight = {1};
        return answers;
    }
    const auto terms = static_cast<std::size_t>(std::lround(tests.silent)) + 1;
    std::vector<double> logs;
    logs.reserve(terms);
    const double prior_a = contacts_.answer * contacts_.precision;
    const double prior_b = (1 - contacts_.answer) * contacts_.precision;
    answers.a = prior_a + tests.answered;
    answers.b = prior_b + tests.silent;
    logs.push_back(log_beta(answers.a, answers.b) - log_beta(prior_a, prior_b));
    // From one term to the next the beta function changes by a simple ratio.
    for (std::size_t j = 1; j < terms; ++j) {
        const auto before = static_cast<double>(j - 1);
        logs.push_back(logs.back() + std::log((answers.a + before) / (answers.b - before - 1)));
    }
    answers.log_scale = *std::max_element(logs.begin(), logs.end());
    answers.weight.reserve(terms);
    for (const double one : logs) answers.weight.push_back(std::exp(one - answers.log_scale));
    return answers;
}

ContactLikelihood::Place ContactLikelihood::place_of(const SortedTests& tests) const {
    // Where the contact's own answers put its factor, if they were normal in ln t.
    const double prior = contacts_.factor_sigma * contacts_.factor_sigma;
    const double own = deviation_ * deviation_;
    const double sum = tests.centred - tests.answered * middle_;
    const double variance = 1 / (1 / prior + tests.answered / own);
    Place place;
    place.centre = variance * sum / own;
    place.width = std::sqrt(2 * variance);
    const double by_deviation = 2 * variance * variance * tests.answered / (own * deviation_);
    const double by_sigma = 2 * variance * variance / prior;
    const double by_middle = -variance * tests.answered / own;
    place.centre_by[0] = by_middle;
    place.centre_by[1] =
        by_middle * middle_by_spread_ + (by_deviation - 2 * variance / deviation_) * sum / own * deviation_by_spread_;
    place.centre_by[2] = by_sigma * sum / own;
    place.width_by[1] = by_deviation * deviation_by_spread_ / place.width;
    place.width_by[2] = by_sigma / place.width;
    return place;
}

double ContactLikelihood::weight_of_node(const Place& place, int node, double factor) const {
    const Hermite& nodes = hermite();
    const auto at = static_cast<std::size_t>(node);
    const double prior = contacts_.factor_sigma * contacts_.factor_sigma;
    return std::log(nodes.weight[at]) + nodes.node[at] * nodes.node[at] + std::log(place.width) -
           factor * factor / (2 * prior) - std::log(2 * std::numbers::pi * prior) / 2;
}

ForFactor ContactLikelihood::for_factor(const SortedTests& tests, const OfAnswers& answers, double factor) const {
    ForFactor result;
    result.factor = factor;
    const FittedLaw law = contacts_.law.shifted(factor);
    result.log_weight = law.log_density(tests.exact).value;
    for (const SortedTests::Between& test : tests.between) {
        const FittedLaw::Shares until = law.shares(test.log_high);
        double share = until.below;
        if (std::isfinite(test.log_low)) {
            const FittedLaw::Shares from = law.shares(test.log_low);
            share = from.below > 0.5 ? from.above - until.above : until.below - from.below;
        }
        result.log_weight += test.weight * std::log(share);
    }
    if (!std::isfinite(contacts_.precision)) {
        const auto log_waiting = [&](const SortedTests::GivenUp& test) {
            return std::log(answers.b + answers.a * law.shares(test.log_time).above);
        };
        for (const SortedTests::GivenUp& test : tests.given_up) result.log_weight += test.weight * log_waiting(test);
        for (const SortedTests::GivenUp& test : tests.late) result.log_weight -= test.weight * log_waiting(test);
        result.log_weight += answers.log_scale;
        result.terms = answers.weight;
        return result;
    }
    GivenUpTests<double> given_up;
    for (const SortedTests::GivenUp& test : tests.given_up)
        given_up.multiply(law.shares(test.log_time).above, test.weight);
    result.terms = std::move(given_up.share);
    double sum = 0;
    for (std::size_t j = 0; j < result.terms.size(); ++j) sum += result.terms[j] *= answers.weight[j];
    for (double& term : result.terms) term /= sum;
    result.log_weight += std::log(sum) + given_up.log_scale + answers.log_scale;
    return result;
}

std::vector<ForFactor> ContactLikelihood::over_factors(const SortedTests& tests, const OfAnswers& answers) const {
    std::vector<ForFactor> all;
    if (contacts_.factor_sigma == 0) {
        all.push_back(for_factor(tests, answers, 0));
        return all;
    }
    const Place place = place_of(tests);
    all.reserve(Hermite::kNodes);
    for (int node = 0; node < Hermite::kNodes; ++node) {
        const double factor = place.centre + place.width * hermite().node[static_cast<std::size_t>(node)];
        all.push_back(for_factor(tests, answers, factor));
        all.back().log_weight += weight_of_node(place, node, factor);
    }
    return all;
}

double ContactLikelihood::log_likelihood(const SortedTests& tests) const {
    std::vector<double> logs;
    for (const ForFactor& one : over_factors(tests, of_answers(tests))) logs.push_back(one.log_weight);
    return log_of_sum(logs);
}

}  // namespace hotline
