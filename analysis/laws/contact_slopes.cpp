// The derivatives of the likelihood of a contact's tests.

#include <algorithm>
#include <array>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>
#include <cmath>
#include <limits>

#include "analysis/laws/contact_likelihood.hpp"
#include "analysis/laws/given_up_tests.hpp"
#include "analysis/laws/hermite.hpp"
#include "models/scenario/quiet_math.hpp"

namespace hotline {
namespace {

/// ln Γ(x + n) - ln Γ(x), of which only the derivatives in x are needed.
struct Rise {
    double first;
    double second;
    Rise(double x, double n)
        : first(boost::math::digamma(x + n, QuietMath{}) - boost::math::digamma(x, QuietMath{})),
          second(boost::math::trigamma(x + n, QuietMath{}) - boost::math::trigamma(x, QuietMath{})) {}
    /// From n to n + 1.
    void step(double x_and_n) {
        first += 1 / x_and_n;
        second -= 1 / (x_and_n * x_and_n);
    }
};

/// The derivatives of ln of each weight of OfAnswers, in the log-odds of the mean answer and in ln(precision).
struct AnswerSlopes {
    double answer = 0;
    double precision = 0;
    double answer_answer = 0;
    double answer_precision = 0;
    double precision_precision = 0;
};

std::vector<AnswerSlopes> slopes_of_answers(const SortedTests& tests, const ContactsAre& contacts,
                                            std::size_t terms) {
    std::vector<AnswerSlopes> slopes(terms);
    const double p = contacts.answer, q = 1 - p, n = tests.answered, k = tests.silent;
    const double all = contacts.precision, a = p * all, b = q * all, slope = p * q * all;
    const Rise total(all, n + k);
    Rise up(a, n);
    // Γ(b + K - j), as j grows.
    Rise down(b, k);
    for (std::size_t j = 0; j < terms; ++j) {
        const auto more = static_cast<double>(j);
        slopes[j] = {slope * (up.first - down.first), a * up.first + b * down.first - all * total.first,
                     slope * slope * (up.second + down.second) + slope * (q - p) * (up.first - down.first),
                     slope * (up.first - down.first) + slope * (a * up.second - b * down.second),
                     a * up.first + b * down.first - all * total.first + a * a * up.second + b * b * down.second -
                         all * all * total.second};
        up.step(a + n + more);
        const double below = b + k - more - 1;
        down.first -= 1 / below;
        down.second += 1 / (below * below);
    }
    return slopes;
}

/// The share of a time between two bounds, with the derivatives of its logarithm.
Curved log_between(const FittedLaw& law, const SortedTests::Between& test) {
    const FittedLaw::Probability until = law.probability(test.log_high);
    Curved share = until.below;
    if (std::isfinite(test.log_low)) {
        const FittedLaw::Probability from = law.probability(test.log_low);
        const double value = from.below.value > 0.5 ? from.above - until.above : until.below.value - from.below.value;
        share = until.below + from.below * -1;
        share.value = value;
    }
    return log(share);
}

using Slopes = ContactLikelihood::Slopes;

/// ln of the sum over j of the terms of a factor, with its derivatives in all but sigma.
Slopes log_of_terms(const GivenUpTests<Curved>& given_up, const OfAnswers& answers,
                    const std::vector<AnswerSlopes>& slopes) {
    Slopes sum;
    for (std::size_t j = 0; j < slopes.size(); ++j) {
        const Curved& share = given_up.share[j];
        const AnswerSlopes& of = slopes[j];
        const double weight = answers.weight[j], term = share.value * weight;
        if (term == 0) continue;
        sum.value += term;
        sum.first[0] += weight * share.by_place;
        sum.first[1] += weight * share.by_spread;
        sum.first[2] += term * of.answer;
        sum.first[3] += term * of.precision;
        sum.second(0, 0) += weight * share.place_place;
        sum.second(1, 0) += weight * share.place_spread;
        sum.second(1, 1) += weight * share.spread_spread;
        sum.second(2, 0) += weight * share.by_place * of.answer;
        sum.second(2, 1) += weight * share.by_spread * of.answer;
        sum.second(3, 0) += weight * share.by_place * of.precision;
        sum.second(3, 1) += weight * share.by_spread * of.precision;
        sum.second(2, 2) += term * (of.answer_answer + of.answer * of.answer);
        sum.second(3, 2) += term * (of.answer_precision + of.answer * of.precision);
        sum.second(3, 3) += term * (of.precision_precision + of.precision * of.precision);
    }
    sum.first /= sum.value;
    sum.second /= sum.value;
    for (int one = 0; one < 4; ++one) {
        for (int other = 0; other <= one; ++other) sum.second(one, other) -= sum.first[one] * sum.first[other];
    }
    sum.value = std::log(sum.value);
    return sum;
}

/// Adds what depends on the law alone.
void add_of_law(Slopes& sum, const Curved& curved, double weight) {
    sum.value += weight * curved.value;
    sum.first[0] += weight * curved.by_place;
    sum.first[1] += weight * curved.by_spread;
    sum.second(0, 0) += weight * curved.place_place;
    sum.second(1, 0) += weight * curved.place_spread;
    sum.second(1, 1) += weight * curved.spread_spread;
}

/// The chance to be later than a time.
Curved later_than(const FittedLaw& law, double log_time) {
    const FittedLaw::Probability at = law.probability(log_time);
    Curved later = at.below * -1;
    later.value = at.above;
    return later;
}

/// Adds what the answers say where all contacts answer alike, without the scale of OfAnswers.
void add_alike(Slopes& sum, const SortedTests& tests, const FittedLaw& law, const OfAnswers& answers) {
    const double p = answers.a, q = answers.b;
    sum.first[2] += tests.answered * q;
    sum.second(2, 2) -= tests.answered * p * q;
    const auto add_waiting = [&](double log_time, double weight) {
        const Curved later = later_than(law, log_time);
        const Curved waiting = later * p + Curved{q};
        add_of_law(sum, log(waiting), weight);
        const double slope = p * q * (later.value - 1) / waiting.value;  // in the log-odds
        sum.first[2] += weight * slope;
        sum.second(2, 2) += weight * (slope * (q - p) - slope * slope);
        const double mixed = p * q / waiting.value, per_slope = slope * p / waiting.value;
        sum.second(2, 0) += weight * (mixed - per_slope) * later.by_place;
        sum.second(2, 1) += weight * (mixed - per_slope) * later.by_spread;
    };
    for (const SortedTests::GivenUp& test : tests.given_up) add_waiting(test.log_time, test.weight);
    for (const SortedTests::GivenUp& test : tests.late) add_waiting(test.log_time, -test.weight);
}

}  // namespace

void ContactLikelihood::add(const SortedTests& tests, Slopes& sum) const {
    const OfAnswers answers = of_answers(tests);
    const std::vector<AnswerSlopes> slopes = std::isfinite(contacts_.precision)
                                                 ? slopes_of_answers(tests, contacts_, answers.weight.size())
                                                 : std::vector<AnswerSlopes>();
    const bool differ = contacts_.factor_sigma > 0;
    const Place place = differ ? place_of(tests) : Place{};
    const double prior = contacts_.factor_sigma * contacts_.factor_sigma;
    std::array<Slopes, Hermite::kNodes> nodes;
    const std::size_t count = differ ? nodes.size() : 1;
    double most = -std::numeric_limits<double>::infinity();
    for (std::size_t index = 0; index < count; ++index) {
        const double factor = differ ? place.centre + place.width * hermite().node[index] : 0;
        const FittedLaw law = contacts_.law.shifted(factor);
        Slopes& node = nodes[index];
        if (std::isfinite(contacts_.precision)) {
            GivenUpTests<Curved> given_up;
            for (const SortedTests::GivenUp& test : tests.given_up)
                given_up.multiply(later_than(law, test.log_time), test.weight);
            node = log_of_terms(given_up, answers, slopes);
            add_of_law(node, given_up.log_scale, 1);
        } else {
            add_alike(node, tests, law, answers);
        }
        node.value += answers.log_scale;
        add_of_law(node, law.log_density(tests.exact), 1);
        for (const SortedTests::Between& test : tests.between) add_of_law(node, log_between(law, test), test.weight);
        if (differ) {
            const double squared = factor * factor / prior;
            node.value += weight_of_node(place, static_cast<int>(index), factor);
            node.first[4] = squared - 1;
            node.second(4, 4) = -2 * squared;
        }
        most = std::max(most, node.value);
    }
    if (!std::isfinite(most)) {
        sum.value = -std::numeric_limits<double>::infinity();
        return;
    }
    Slopes all;
    Eigen::Matrix<double, kSize, 1> moved = Eigen::Matrix<double, kSize, 1>::Zero();  // by the nodes that move
    for (std::size_t index = 0; index < count; ++index) {
        const Slopes& node = nodes[index];
        const double weight = std::exp(node.value - most);
        all.value += weight;
        all.first += weight * node.first;
        all.second += weight * (node.second + node.first * node.first.transpose());
        if (!differ) continue;
        const double x = hermite().node[index];
        const double by_factor = node.first[0] - (place.centre + place.width * x) / prior;
        for (int one = 0; one < 3; ++one) {
            moved[one < 2 ? one : 4] += weight * (by_factor * (place.centre_by[one] + x * place.width_by[one]) +
                                                  place.width_by[one] / place.width);
        }
    }
    all.first /= all.value;
    all.second /= all.value;
    sum.value += most + std::log(all.value);
    sum.first += all.first + moved / all.value;
    for (int one = 0; one < kSize; ++one) {
        for (int other = 0; other <= one; ++other)
            sum.second(one, other) += all.second(one, other) - all.first[one] * all.first[other];
    }
}

}  // namespace hotline
