// What is expected of a contact that is drawn from all of them.

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <vector>

#include "analysis/laws/contacts.hpp"
#include "analysis/laws/hermite.hpp"

namespace hotline {

Hermite::Hermite() {
    Eigen::MatrixXd recurrence = Eigen::MatrixXd::Zero(kNodes, kNodes);
    for (int index = 1; index < kNodes; ++index)
        recurrence(index, index - 1) = recurrence(index - 1, index) = std::sqrt(index / 2.0);
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(recurrence);
    for (std::size_t index = 0; index < kNodes; ++index) {
        const auto column = static_cast<Eigen::Index>(index);
        node[index] = solver.eigenvalues()[column];
        const double first = solver.eigenvectors()(0, column);
        weight[index] = std::sqrt(std::numbers::pi) * first * first;
    }
}

const Hermite& hermite() {
    static const Hermite made;
    return made;
}

double answered_by(const ContactsAre& contacts, double seconds) {
    if (contacts.factor_sigma == 0) return contacts.answer * contacts.law.below(seconds);
    const Hermite& nodes = hermite();
    double below = 0;
    for (std::size_t index = 0; index < Hermite::kNodes; ++index) {
        const double factor = std::numbers::sqrt2 * contacts.factor_sigma * nodes.node[index];
        below += nodes.weight[index] * contacts.law.shifted(factor).below(seconds);
    }
    return contacts.answer * below / std::sqrt(std::numbers::pi);
}

namespace {

constexpr double kMostLog = 700;  // exp of it is finite

/// How much wider an interval of a function of the parameters is if each is in doubt by itself, by the normal law.
double width_apart(const std::function<double(const Parameters&)>& of, const Parameters& at,
                   const SecondDerivatives& covariance) {
    constexpr double kStep = 1e-4;  // of a logarithm
    Parameters gradient(at.size());
    for (Eigen::Index index = 0; index < at.size(); ++index) {
        Parameters more = at, less = at;
        more[index] += kStep;
        less[index] -= kStep;
        gradient[index] = (of(more) - of(less)) / (2 * kStep);
    }
    return std::sqrt(gradient.cwiseAbs2().dot(covariance.diagonal()) / gradient.dot(covariance * gradient));
}

}  // namespace

AnswerBy ContactsFit::answers_by(double seconds, double confidence, Doubts doubts) const {
    AnswerBy by;
    by.probability = answered_by(best_, seconds);
    const auto log_hazard = [&](const Parameters& at) {
        return std::log(-std::log1p(-answered_by(read(at), seconds)));
    };
    const double middle = log_hazard(at_);
    if (!std::isfinite(middle)) return {by.probability, {0, 1}};
    std::vector<double> values;
    values.reserve(draws_.size());
    for (const Draw& draw : draws_) values.push_back(std::clamp(log_hazard(draw.at), -kMostLog, kMostLog));
    const double wider = doubts == Doubts::together ? 1 : width_apart(log_hazard, at_, covariance_);
    if (!std::isfinite(wider)) return {by.probability, {0, 1}};
    const auto end = [&](double share) { return middle + wider * (quantile(values, share) - middle); };
    const double low = std::min(end((1 - confidence) / 2), middle),
                 high = std::max(end((1 + confidence) / 2), middle);
    by.interval = {-std::expm1(-std::exp(low)), -std::expm1(-std::exp(high))};
    return by;
}

}  // namespace hotline
