// What is expected of a contact that is drawn from all of them.

#include <Eigen/Dense>
#include <cmath>
#include <numbers>

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

AnswerBy ContactsFit::answers_by(double seconds, double confidence, Doubts doubts) const {
    constexpr double kStep = 1e-4;  // of a logarithm
    const auto log_hazard = [&](const Parameters& at) {
        return std::log(-std::log1p(-answered_by(read(at), seconds)));
    };
    AnswerBy by;
    by.probability = answered_by(best_, seconds);
    const double middle = log_hazard(at_);
    if (!std::isfinite(middle)) return {by.probability, {0, 1}};
    Parameters gradient(at_.size());
    for (Eigen::Index index = 0; index < at_.size(); ++index) {
        Parameters more = at_, less = at_;
        more[index] += kStep;
        less[index] -= kStep;
        gradient[index] = (log_hazard(more) - log_hazard(less)) / (2 * kStep);
    }
    const double error = std::sqrt(doubts == Doubts::together ? gradient.dot(covariance_ * gradient)
                                                              : gradient.cwiseAbs2().dot(covariance_.diagonal()));
    if (!std::isfinite(error)) return {by.probability, {0, 1}};
    const double reach = normal_quantile((1 + confidence) / 2) * error;
    by.interval = {-std::expm1(-std::exp(middle - reach)), -std::expm1(-std::exp(middle + reach))};
    return by;
}

}  // namespace hotline
