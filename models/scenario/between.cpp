#include "models/scenario/between.hpp"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <numbers>

#include "models/scenario/quiet_math.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {
namespace {

double normal_probability(double normal) {
    return std::erfc(-normal / std::numbers::sqrt2) / 2;
}

/// The log-odds moved by `shift`.
double with_log_odds_moved(double answer, double shift) {
    return answer / (answer + (1 - answer) * std::exp(-shift));
}

}  // namespace

double Between::answer(double answer, double normal) const {
    if (answer <= 0 || answer >= 1) return answer;
    switch (answers) {
        case Answers::alike:
            return answer;
        case Answers::logit_normal:
            return with_log_odds_moved(answer, answer_sigma * normal);
        case Answers::beta: {
            const double moved = boost::math::ibeta_inv(answer * answer_precision, (1 - answer) * answer_precision,
                                                        normal_probability(normal), QuietMath{});
            return std::isnan(moved) ? answer : std::clamp(moved, 0.0, 1.0);
        }
    }
    return answer;
}

double Between::factor(double normal) const {
    return std::exp(latency_sigma * normal);
}

double Between::mean_answer(double answer) const {
    if (answers != Answers::logit_normal) return answer;
    // The trapezoidal rule, whose error falls exponentially for such a function.
    constexpr int kSteps = 400;
    constexpr double kFarthest = 9;
    constexpr double kStep = kFarthest / kSteps;
    double sum = 0;
    for (int step = -kSteps; step <= kSteps; ++step) {
        const double normal = step * kStep;
        sum += std::exp(-normal * normal / 2) * with_log_odds_moved(answer, answer_sigma * normal);
    }
    return sum * kStep / std::sqrt(2 * std::numbers::pi);
}

std::string_view several(Between::Each each) {
    switch (each) {
        case Between::Each::official:
            return "officials";
        case Between::Each::organisation:
            return "organisations";
        case Between::Each::party:
            return "parties";
    }
    return {};
}

Identity who_differs(const Scenario& scenario, const Official& official, Between::Each each) {
    const Identity party = scenario.parties[official.party].identity;
    if (each == Between::Each::party) return party;
    if (each == Between::Each::official || official.organisation.empty()) return official.identity;
    return combine(party, identity_of(official.organisation));
}

}  // namespace hotline
