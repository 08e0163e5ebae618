// Long because the likelihood, the fit and the beliefs share the terms of a contact.

#include "analysis/laws/contacts.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <array>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

#include "analysis/laws/hermite.hpp"
#include "models/scenario/quiet_math.hpp"

namespace hotline {
namespace {

/// The largest standard error of the place and spread of a law, which are logarithms: beyond it times from
/// microseconds to centuries are as likely.
constexpr double kMostError = 20;
constexpr double kUnlikely = -std::numeric_limits<double>::infinity();

double log_of_sum(const std::vector<double>& logs) {
    const double most = *std::max_element(logs.begin(), logs.end());
    if (!std::isfinite(most)) return most;
    double sum = 0;
    for (const double one : logs) sum += std::exp(one - most);
    return most + std::log(sum);
}

/// The sum of c_j p^j (1 - p)^(K - j) that the tests which were given up make, up to a common factor.
struct GivenUp {
    std::vector<double> share{1};  // c_j
    double log_scale = 0;

    /// Multiplies by ((1 - p) + p · later), `times` times.
    void multiply(double later, double times) {
        const auto count = static_cast<std::size_t>(std::lround(times));
        const std::vector<double> group = powers(later, count);
        if (share.size() == 1) {
            share = group;
            return;
        }
        std::vector<double> product(share.size() + count, 0.0);
        for (std::size_t one = 0; one < share.size(); ++one) {
            for (std::size_t other = 0; other <= count; ++other) product[one + other] += share[one] * group[other];
        }
        const double most = *std::max_element(product.begin(), product.end());
        for (double& one : product) one /= most;
        log_scale += std::log(most);
        share = std::move(product);
    }

private:
    /// The binomial coefficients times later^j, up to the largest, which is 1.
    std::vector<double> powers(double later, std::size_t count) {
        std::vector<double> group(count + 1, 0.0);
        const auto all = static_cast<double>(count);
        const double odds = later / (1 + later);
        const auto middle = std::min(static_cast<std::size_t>((all + 1) * odds), count);
        group[middle] = 1;
        for (std::size_t j = middle; j < count && group[j] > 0; ++j)
            group[j + 1] = group[j] * later * static_cast<double>(count - j) / static_cast<double>(j + 1);
        for (std::size_t j = middle; j > 0 && group[j] > 0; --j)
            group[j - 1] = group[j] / later * static_cast<double>(j) / static_cast<double>(count - j + 1);
        if (middle > 0) {
            const auto at = static_cast<double>(middle);
            log_scale += at * std::log(later) - log_choose_inverse(all, at);
        }
        return group;
    }
    /// ln(1 / C(all, some)).
    static double log_choose_inverse(double all, double some) {
        return boost::math::lgamma(some + 1, QuietMath{}) + boost::math::lgamma(all - some + 1, QuietMath{}) -
               boost::math::lgamma(all + 1, QuietMath{});
    }
};

double log_beta(double a, double b) {
    return boost::math::lgamma(a, QuietMath{}) + boost::math::lgamma(b, QuietMath{}) -
           boost::math::lgamma(a + b, QuietMath{});
}

/// What the answers say under a beta law, whatever the factor: the weight of p^(answered + j) (1 - p)^(given up - j).
struct OfAnswers {
    double answered = 0;
    double given_up = 0;
    double a = 1;  // of the beta law after the tests, for j = 0
    double b = 1;
    double log_scale = 0;
    std::vector<double> weight;  // by j, times exp(log_scale)

    OfAnswers(const TestsOfContact& tests, const ContactsAre& contacts) {
        for (const ObservedTime& test : tests) (test.given_up() ? given_up : answered) += test.weight;
        const auto terms = static_cast<std::size_t>(std::lround(given_up)) + 1;
        std::vector<double> logs;
        logs.reserve(terms);
        if (std::isfinite(contacts.precision)) {
            const double prior_a = contacts.answer * contacts.precision;
            const double prior_b = (1 - contacts.answer) * contacts.precision;
            a = prior_a + answered;
            b = prior_b + given_up;
            logs.push_back(log_beta(a, b) - log_beta(prior_a, prior_b));
            // From one term to the next the beta function changes by a simple ratio.
            for (std::size_t j = 1; j < terms; ++j) {
                const auto before = static_cast<double>(j - 1);
                logs.push_back(logs.back() + std::log((a + before) / (b - before - 1)));
            }
        } else {
            // All answer alike.
            a = contacts.answer;
            b = 1 - contacts.answer;
            for (std::size_t j = 0; j < terms; ++j) {
                const auto more = static_cast<double>(j);
                logs.push_back((answered + more) * std::log(a) + (given_up - more) * std::log(b));
            }
        }
        log_scale = *std::max_element(logs.begin(), logs.end());
        weight.reserve(terms);
        for (const double one : logs) weight.push_back(std::exp(one - log_scale));
    }
};

/// A contact's tests for one factor of its times.
struct ForFactor {
    double factor = 0;          // its logarithm
    double log_weight = 0;      // of the factor, with all tests
    std::vector<double> terms;  // the share of each j, which sum to 1
};

ForFactor for_factor(const TestsOfContact& tests, const ContactsAre& contacts, const OfAnswers& answers,
                     double factor) {
    ForFactor result;
    result.factor = factor;
    const FittedLaw law = contacts.law.shifted(factor);
    GivenUp given_up;
    for (const ObservedTime& test : tests) {
        if (test.given_up()) {
            given_up.multiply(law.shares(std::log(test.low)).above, test.weight);
            continue;
        }
        if (test.exact()) {
            result.log_weight += test.weight * law.log_density_alone(std::log(test.low));
            continue;
        }
        const FittedLaw::Shares until = law.shares(std::log(test.high));
        double share = until.below;
        if (test.low > 0) {
            const FittedLaw::Shares from = law.shares(std::log(test.low));
            share = from.below > 0.5 ? from.above - until.above : until.below - from.below;
        }
        result.log_weight += test.weight * std::log(share);
    }
    result.terms = std::move(given_up.share);
    double sum = 0;
    for (std::size_t j = 0; j < result.terms.size(); ++j) sum += result.terms[j] *= answers.weight[j];
    for (double& term : result.terms) term /= sum;
    result.log_weight += std::log(sum) + given_up.log_scale + answers.log_scale;
    return result;
}

/// The tests at each of the factors over which they are summed.
std::vector<ForFactor> over_factors(const TestsOfContact& tests, const ContactsAre& contacts,
                                    const OfAnswers& of_answers) {
    std::vector<ForFactor> all;
    if (contacts.factor_sigma == 0) {
        all.push_back(for_factor(tests, contacts, of_answers, 0));
        return all;
    }
    // Where the contact's own answers put its factor, if they were normal in ln t.
    const double own = contacts.law.log_deviation();
    const double middle = std::log(contacts.law.quantile(0.5));
    double answers = 0, sum = 0;
    for (const ObservedTime& test : tests) {
        if (test.given_up()) continue;
        answers += test.weight;
        sum +=
            test.weight * (std::log(test.exact() || test.low <= 0 ? test.high : (test.low + test.high) / 2) - middle);
    }
    const double prior = contacts.factor_sigma * contacts.factor_sigma;
    const double variance = 1 / (1 / prior + answers / (own * own));
    const double centre = variance * sum / (own * own);
    const double width = std::sqrt(2 * variance);
    const Hermite& nodes = hermite();
    all.reserve(Hermite::kNodes);
    for (std::size_t index = 0; index < Hermite::kNodes; ++index) {
        const double x = nodes.node[index];
        const double factor = centre + width * x;
        all.push_back(for_factor(tests, contacts, of_answers, factor));
        all.back().log_weight += std::log(nodes.weight[index]) + x * x + std::log(width) -
                                 factor * factor / (2 * prior) - std::log(2 * std::numbers::pi * prior) / 2;
    }
    return all;
}

/// A number of a sequence that fills (0, 1) evenly. `step` is irrational, and differs from sequence to sequence.
double evenly(std::size_t index, double step) {
    const double value = 0.5 + static_cast<double>(index + 1) * step;
    return std::clamp(value - std::floor(value), 1e-9, 1 - 1e-9);
}
/// The powers of the number that fills many dimensions most evenly (Roberts, 2018): the root of x⁶ = x + 1.
constexpr std::array<double, 5> kSteps{0.8812714616335696, 0.7766393890897682, 0.6844301295853426, 0.6031687406857282,
                                       0.5315553977157792};
constexpr std::size_t kDraws = 48;  // of the parameters
constexpr int kBeliefs = 800;       // of a contact

}  // namespace

double log_likelihood_of(const TestsOfContact& tests, const ContactsAre& contacts) {
    std::vector<double> logs;
    for (const ForFactor& one : over_factors(tests, contacts, OfAnswers(tests, contacts)))
        logs.push_back(one.log_weight);
    return log_of_sum(logs);
}

ContactsFit::ContactsFit(std::vector<TestsOfContact> contacts, const ContactsModel& model, const LawFit& start)
    : contacts_(std::move(contacts)), model_(model) {
    if (!start.found()) {
        why_not_ = start.why_not;
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
            differentiate([&](const Parameters& near) { return objective(near); }, there, climb);
        },
        at, 60);
    at_ = summit.at;
    // Differences of five points are exact to about 1e-8 of a standard error.
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
    for (const TestsOfContact& tests : contacts_) log_likelihood_ += log_likelihood_of(tests, best_);
    const Eigen::LLT<SecondDerivatives> root(covariance_);
    if (root.info() != Eigen::Success) {
        why_not_ = "the search did not converge";
        return;
    }
    for (std::size_t draw = 0; draw < kDraws; ++draw) {
        Parameters normal(size);
        for (Eigen::Index index = 0; index < size; ++index)
            normal[index] = normal_quantile(evenly(draw, kSteps[static_cast<std::size_t>(index)]));
        likely_.push_back(read(at_ + root.matrixL() * normal));
    }
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

double ContactsFit::objective(const Parameters& at) const {
    const ContactsAre contacts = read(at);
    if (!(contacts.answer > 0 && contacts.answer < 1)) return kUnlikely;
    double sum = 0;
    for (const TestsOfContact& tests : contacts_) sum += log_likelihood_of(tests, contacts);
    if (!model_.priors) return sum;
    // Densities of the parameters themselves: each has the derivative of its transform.
    sum += std::log(contacts.answer) + std::log1p(-contacts.answer);
    if (model_.answers_differ) {
        const double correlation = 1 / (contacts.precision + 1);
        sum += std::log1p(-correlation) + std::log(correlation) + std::log1p(-correlation);
    }
    if (model_.times_differ)
        sum += std::log(contacts.factor_sigma) - contacts.factor_sigma * contacts.factor_sigma / 2;
    return sum;
}

Interval ContactsFit::interval(Of parameter, double confidence) const {
    const Eigen::Index index = *index_of(parameter);
    const double reach = normal_quantile((1 + confidence) / 2) * std::sqrt(covariance_(index, index));
    return {at_[index] - reach, at_[index] + reach};
}

ContactsFit::Belief ContactsFit::belief(const TestsOfContact& tests, double seconds) const {
    return beliefs(tests, {seconds}).front();
}

std::vector<ContactsFit::Belief> ContactsFit::beliefs(const TestsOfContact& tests,
                                                      const std::vector<double>& seconds) const {
    struct Piece {
        const ContactsAre* contacts;
        const OfAnswers* answers;
        ForFactor at;
    };
    std::vector<OfAnswers> of_answers;
    of_answers.reserve(likely_.size());
    std::vector<Piece> pieces;
    for (const ContactsAre& contacts : likely_) {
        of_answers.emplace_back(tests, contacts);
        for (ForFactor& one : over_factors(tests, contacts, of_answers.back()))
            pieces.push_back({&contacts, &of_answers.back(), std::move(one)});
    }
    // Each draw of the parameters counts alike: the tests have already chosen them.
    std::vector<double> cumulative;
    cumulative.reserve(pieces.size());
    double sum = 0;
    const std::size_t each = pieces.size() / likely_.size();
    for (std::size_t draw = 0; draw < likely_.size(); ++draw) {
        std::vector<double> logs;
        for (std::size_t node = 0; node < each; ++node) logs.push_back(pieces[draw * each + node].at.log_weight);
        const double all = log_of_sum(logs);
        for (const double one : logs) cumulative.push_back(sum += std::exp(one - all));
    }
    Belief common;
    std::vector<std::vector<double>> values(seconds.size());
    for (std::vector<double>& of_time : values) of_time.reserve(kBeliefs);
    for (std::size_t index = 0; index < static_cast<std::size_t>(kBeliefs); ++index) {
        const double at = evenly(index, kSteps[0]) * sum;
        const auto found =
            static_cast<std::size_t>(std::lower_bound(cumulative.begin(), cumulative.end(), at) - cumulative.begin());
        const Piece& piece = pieces[std::min(found, pieces.size() - 1)];
        double rest = evenly(index, kSteps[1]);
        std::size_t term = 0;
        while (term + 1 < piece.at.terms.size() && rest > piece.at.terms[term]) rest -= piece.at.terms[term++];
        double answer = piece.answers->a;
        if (std::isfinite(piece.contacts->precision)) {
            const auto j = static_cast<double>(term);
            answer = boost::math::ibeta_inv(piece.answers->a + j, piece.answers->b - j, evenly(index, kSteps[2]),
                                            QuietMath{});
        }
        const FittedLaw own = piece.contacts->law.shifted(piece.at.factor);
        for (std::size_t time = 0; time < seconds.size(); ++time)
            values[time].push_back(answer * own.below(seconds[time]));
        // The place of the law is uncertain, too: what counts is where the contact's own law lies.
        const double factor = piece.contacts->law.place() + piece.at.factor - best_.law.place();
        common.answer += answer / kBeliefs;
        common.answer_variance += answer * answer / kBeliefs;
        common.factor += factor / kBeliefs;
        common.factor_variance += factor * factor / kBeliefs;
    }
    common.answer_variance = std::max(common.answer_variance - common.answer * common.answer, 0.0);
    common.factor_variance = std::max(common.factor_variance - common.factor * common.factor, 0.0);
    const auto tail = static_cast<std::size_t>(kBeliefs * (1 - kConfidence) / 2);
    std::vector<Belief> all;
    all.reserve(seconds.size());
    for (std::vector<double>& of_time : values) {
        Belief belief = common;
        for (const double value : of_time) {
            belief.mean += value / kBeliefs;
            belief.variance += value * value / kBeliefs;
        }
        belief.variance = std::max(belief.variance - belief.mean * belief.mean, 0.0);
        std::sort(of_time.begin(), of_time.end());
        belief.interval = {of_time[tail], of_time[of_time.size() - 1 - tail]};
        all.push_back(belief);
    }
    return all;
}

}  // namespace hotline
