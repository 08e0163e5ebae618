#include "analysis/laws/likelihood.hpp"

#include <cmath>
#include <limits>
#include <utility>

namespace hotline {
namespace {

/// A term in place, spread and the log-odds of an answer, whether or not the model has them all.
struct Term {
    double value = 0;
    double first[3] = {0, 0, 0};
    double second[6] = {0, 0, 0, 0, 0, 0};  // 00 01 11 02 12 22

    void add(const Curved& curved, double times) {
        value += times * curved.value;
        first[0] += times * curved.by_place;
        first[1] += times * curved.by_spread;
        second[0] += times * curved.place_place;
        second[1] += times * curved.place_spread;
        second[2] += times * curved.spread_spread;
    }
    /// `times` of the logarithm of a term that is a probability.
    void add_log(const Term& of, double times) {
        const double inverse = 1 / of.value;
        double slopes[3];
        for (int one = 0; one < 3; ++one) slopes[one] = of.first[one] * inverse;
        value += times * std::log(of.value);
        for (int one = 0, at = 0; one < 3; ++one) {
            first[one] += times * slopes[one];
            for (int other = 0; other <= one; ++other, ++at)
                second[at] += times * (of.second[at] * inverse - slopes[one] * slopes[other]);
        }
    }
};

/// The probability of an answer, with the derivatives that its log-odds give.
struct Answer {
    double p = 1;
    double q = 0;  // 1 - p

    explicit Answer(double log_odds) {
        const double small = std::exp(-std::abs(log_odds));
        p = log_odds > 0 ? 1 / (1 + small) : small / (1 + small);
        q = log_odds > 0 ? small / (1 + small) : 1 / (1 + small);
    }
    double slope() const { return p * q; }
    double bend() const { return p * q * (q - p); }
};

/// `sign` · answer · F(t), added to a term.
void add_below(Term& term, const Answer& answer, const Curved& below, double sign) {
    term.add(below, sign * answer.p);
    term.first[2] += sign * answer.slope() * below.value;
    term.second[3] += sign * answer.slope() * below.by_place;
    term.second[4] += sign * answer.slope() * below.by_spread;
    term.second[5] += sign * answer.bend() * below.value;
}

/// 1 - answer · F(t).
Term still_waiting(const Answer& answer, const FittedLaw::Probability& at) {
    Term term;
    add_below(term, answer, at.below, -1);
    term.value = answer.q + answer.p * at.above;
    return term;
}

/// answer · (F(b) - F(a)); without a: answer · F(b).
Term in_between(const Answer& answer, const FittedLaw::Probability* from, const FittedLaw::Probability& until) {
    Term term;
    add_below(term, answer, until.below, 1);
    if (from == nullptr) return term;
    add_below(term, answer, from->below, -1);
    const bool late = from->below.value > 0.5;  // there the differences of F lose more
    term.value = answer.p * (late ? from->above - until.above : until.below.value - from->below.value);
    term.first[2] = term.value * answer.q;
    term.second[5] = term.value * answer.q * (answer.q - answer.p);
    return term;
}

/// ln P(T > t), for a model in which everybody answers.
void add_log_above(Term& sum, const FittedLaw& law, double log_time, double times) {
    sum.add(law.log_above(log_time), times);
}

ExactTimes exact_of(const std::vector<ObservedTime>& times) {
    std::vector<ExactTimes::One> exact;
    for (const ObservedTime& time : times) {
        if (time.exact()) exact.push_back({std::log(time.low), time.weight});
    }
    return ExactTimes(std::move(exact));
}

}  // namespace

double LawModel::answer(const Parameters& at) const {
    return some_never ? Answer(at[answer_index()]).p : 1;
}

Times::Times(std::vector<ObservedTime> observed)
    : times_(hotline::merged(std::move(observed))), exact_(exact_of(times_)), summary_(summary_of(times_)) {
    for (const ObservedTime& time : times_) {
        if (!time.exact() || time.entry > 0)
            others_.push_back({time, std::log(time.low), std::log(time.high), std::log(time.entry)});
    }
}

void Times::evaluate(const LawModel& model, const Parameters& at, Climb& climb) const {
    const FittedLaw law = model.law(at);
    const Answer answer(model.some_never ? at[model.answer_index()] : std::numeric_limits<double>::infinity());
    Term sum;
    sum.add(law.log_density(exact_), 1);
    if (model.some_never && exact_.weight > 0) {
        sum.value += exact_.weight * std::log(answer.p);
        sum.first[2] += exact_.weight * answer.q;
        sum.second[5] -= exact_.weight * answer.slope();
    }
    for (const Other& logs : others_) {
        const ObservedTime& time = logs.time;
        if (time.given_up()) {
            if (model.some_never) {
                sum.add_log(still_waiting(answer, law.probability(logs.low)), time.weight);
            } else {
                add_log_above(sum, law, logs.low, time.weight);
            }
        } else if (!time.exact()) {
            const FittedLaw::Probability until = law.probability(logs.high);
            if (time.low > 0) {
                const FittedLaw::Probability from = law.probability(logs.low);
                sum.add_log(in_between(answer, &from, until), time.weight);
            } else {
                sum.add_log(in_between(answer, nullptr, until), time.weight);
            }
        }
        if (time.entry > 0) {
            if (model.some_never) {
                sum.add_log(still_waiting(answer, law.probability(logs.entry)), -time.weight);
            } else {
                add_log_above(sum, law, logs.entry, -time.weight);
            }
        }
    }
    climb.value = sum.value;
    int map[3] = {0, -1, -1};
    int next = 1;
    if (has_spread(model.family)) map[1] = next++;
    if (model.some_never) map[2] = next;
    for (int one = 0, place = 0; one < 3; ++one) {
        for (int other = 0; other <= one; ++other, ++place) {
            if (map[one] < 0 || map[other] < 0) continue;
            climb.hessian(map[one], map[other]) = climb.hessian(map[other], map[one]) = sum.second[place];
        }
        if (map[one] >= 0) climb.gradient[map[one]] = sum.first[one];
    }
}

double Times::log_likelihood(const LawModel& model, const Parameters& at) const {
    Climb climb;
    climb.gradient = Parameters::Zero(at.size());
    climb.hessian = SecondDerivatives::Zero(at.size(), at.size());
    evaluate(model, at, climb);
    return climb.value;
}

void cumulative_hazard(const LawModel& model, const Parameters& at, double seconds, double& value,
                       Parameters& gradient) {
    value = 0;
    gradient = Parameters::Zero(at.size());
    if (!(seconds > 0)) return;
    const FittedLaw law = model.law(at);
    const double log_time = std::log(seconds);
    Term sum;
    if (model.some_never) {
        sum.add_log(still_waiting(Answer(at[model.answer_index()]), law.probability(log_time)), -1);
        gradient[model.answer_index()] = sum.first[2];
    } else {
        add_log_above(sum, law, log_time, -1);
    }
    value = sum.value;
    gradient[0] = sum.first[0];
    if (has_spread(model.family)) gradient[1] = sum.first[1];
}

}  // namespace hotline
