#include "analysis/laws/newton.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace hotline {
namespace {

/// Half of it is by how much the value should rise in the next step: the squared length of a step in standard errors.
constexpr double kConverged = 1e-16;
/// The same, where rounding keeps the value from rising any more.
constexpr double kStalled = 1e-8;
/// A step moves no parameter by more than this. All are logarithms or log-odds.
constexpr double kLongestStep = 3;

/// The step, uphill even where the function is not concave; the squared length of Newton's own step, or infinity.
std::pair<Parameters, double> next_step(const Climb& climb) {
    const auto size = climb.gradient.size();
    const Eigen::MatrixXd bend = -climb.hessian;  // of any size: g++ takes parts of one of at most so many as unset
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(bend);
    const Eigen::VectorXd& values = solver.eigenvalues();
    const double largest = std::max(values.cwiseAbs().maxCoeff(), 1e-300);
    const Eigen::VectorXd turned = solver.eigenvectors().transpose() * climb.gradient;
    Eigen::VectorXd along(size);
    double decrement = 0;
    bool concave = true;
    for (Eigen::Index index = 0; index < size; ++index) {
        concave &= values[index] > 1e-13 * largest;
        along[index] = turned[index] / std::max(std::abs(values[index]), 1e-10 * largest);
        decrement += turned[index] * along[index];
    }
    Parameters step = solver.eigenvectors() * along;
    const double longest = step.cwiseAbs().maxCoeff();
    if (longest > kLongestStep) step *= kLongestStep / longest;
    return {step, concave ? decrement : std::numeric_limits<double>::infinity()};
}

}  // namespace

Summit maximise(const std::function<void(const Parameters&, Climb&)>& function, Parameters start, int most_steps) {
    Summit summit;
    summit.at = std::move(start);
    const auto evaluate = [&](const Parameters& at, Climb& climb) {
        climb.gradient = Parameters::Zero(at.size());
        climb.hessian = SecondDerivatives::Zero(at.size(), at.size());
        function(at, climb);
        return std::isfinite(climb.value) && climb.gradient.allFinite() && climb.hessian.allFinite();
    };
    if (!evaluate(summit.at, summit.climb)) return summit;
    Climb tried;
    while (summit.steps < most_steps) {
        ++summit.steps;
        const auto [step, decrement] = next_step(summit.climb);
        if (decrement <= kConverged) {
            summit.converged = true;
            break;
        }
        summit.converged = false;
        if (decrement <= kStalled) {
            // So near, the gain is lost in rounding, and the slope says better whether a step is good.
            const Parameters next = summit.at + step;
            summit.converged = true;
            if (!evaluate(next, tried) || !(tried.gradient.norm() < summit.climb.gradient.norm() / 2)) break;
            summit.at = next;
            std::swap(summit.climb, tried);
            continue;
        }
        // A rise of a ten-thousandth of what the slope promises is enough (Armijo).
        const double promised = summit.climb.gradient.dot(step);
        bool risen = false;
        double part = 1;
        for (int halving = 0; halving < 30 && !risen; ++halving, part /= 2) {
            const Parameters next = summit.at + part * step;
            if (!evaluate(next, tried) || !(tried.value > summit.climb.value + 1e-4 * part * promised)) continue;
            risen = true;
            summit.at = next;
            std::swap(summit.climb, tried);
        }
        if (!risen) break;
    }
    return summit;
}

void differentiate(const std::function<double(const Parameters&)>& function, const Parameters& at, Climb& climb) {
    constexpr double kStep = 1e-3;
    const Eigen::Index size = at.size();
    climb.value = function(at);
    climb.gradient.resize(size);
    climb.hessian.resize(size, size);
    const auto moved = [&](Eigen::Index one, double by_one, Eigen::Index other, double by_other) {
        Parameters there = at;
        there[one] += by_one;
        there[other] += by_other;
        return function(there);
    };
    for (Eigen::Index one = 0; one < size; ++one) {
        const double more = moved(one, kStep, one, 0), less = moved(one, -kStep, one, 0);
        const double far_more = moved(one, 2 * kStep, one, 0), far_less = moved(one, -2 * kStep, one, 0);
        climb.gradient[one] = (8 * (more - less) - (far_more - far_less)) / (12 * kStep);
        climb.hessian(one, one) =
            (16 * (more + less) - (far_more + far_less) - 30 * climb.value) / (12 * kStep * kStep);
        for (Eigen::Index other = 0; other < one; ++other) {
            const double mixed = (moved(one, kStep, other, kStep) - moved(one, kStep, other, -kStep) -
                                  moved(one, -kStep, other, kStep) + moved(one, -kStep, other, -kStep)) /
                                 (4 * kStep * kStep);
            climb.hessian(one, other) = climb.hessian(other, one) = mixed;
        }
    }
}

}  // namespace hotline
