#include "analysis/laws/goodness_of_fit.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <limits>
#include <vector>

namespace hotline {
namespace {

constexpr double kAnswersPerSpan = 6;
constexpr std::size_t kMostSpans = 8;
constexpr std::size_t kFewestSpans = 4;
/// A direction in which the differences hardly vary is left out: there the law fits by its very making.
constexpr double kLeastVariance = 1e-3;

/// Where the spans end: each has about as many answers.
std::vector<double> ends_of_spans(const std::vector<ObservedTime>& times, double answers, std::size_t spans) {
    std::vector<double> ends;
    double counted = 0;
    for (const ObservedTime& time : times) {
        if (!time.exact()) continue;
        counted += time.weight;
        if (counted >= answers * static_cast<double>(ends.size() + 1) / static_cast<double>(spans) &&
            ends.size() + 1 < spans && (ends.empty() || time.low > ends.back()))
            ends.push_back(time.low);
    }
    return ends;
}

}  // namespace

GoodnessOfFit goodness_of_fit(const Times& times, const LawFit& fit,
                              const std::vector<std::vector<ObservedTime>>& contacts) {
    GoodnessOfFit result;
    const TimesSummary& summary = times.summary();
    if (summary.left + summary.interval > 0) {
        result.why_not = "some answers came at times of which only bounds are known";
        return result;
    }
    const std::size_t spans = std::min(kMostSpans, static_cast<std::size_t>(summary.exact / kAnswersPerSpan));
    if (spans < kFewestSpans) {
        result.why_not = "there are too few answers";
        return result;
    }
    const std::vector<double> ends = ends_of_spans(times.merged(), summary.exact, spans);
    const std::size_t count = ends.size() + 1;
    if (count < kFewestSpans) {
        result.why_not = "too many answers came at the same times";
        return result;
    }
    const auto size = static_cast<Eigen::Index>(count);
    const Eigen::Index parameters = fit.at.size();
    // The hazard that is passed by the end of each span.
    std::vector<double> passed(ends.size());
    std::vector<Parameters> slopes(ends.size());
    for (std::size_t span = 0; span < ends.size(); ++span)
        cumulative_hazard(fit.model, fit.at, ends[span], passed[span], slopes[span]);
    const auto span_of = [&](double time) {
        return static_cast<std::size_t>(std::lower_bound(ends.begin(), ends.end(), time) - ends.begin());
    };
    struct Sum {
        Eigen::VectorXd differences;  // answers less those that are expected
        Eigen::VectorXd expected;
        Eigen::MatrixXd by_parameter;  // of what is expected
    };
    const auto sum_of = [&](const std::vector<ObservedTime>& some) {
        Sum sum{Eigen::VectorXd::Zero(size), Eigen::VectorXd::Zero(size), Eigen::MatrixXd::Zero(size, parameters)};
        // Adds what is expected until a time: all spans before its own, and a part of that.
        const auto expect_until = [&](double time, double weight) {
            double hazard = 0;
            Parameters slope;
            cumulative_hazard(fit.model, fit.at, time, hazard, slope);
            const std::size_t last = span_of(time);
            for (std::size_t span = 0; span <= last; ++span) {
                const auto row = static_cast<Eigen::Index>(span);
                const bool whole = span < last;
                sum.expected[row] += weight * ((whole ? passed[span] : hazard) - (span > 0 ? passed[span - 1] : 0));
                sum.by_parameter.row(row) += weight * (whole ? slopes[span] : slope).transpose();
                if (span > 0) sum.by_parameter.row(row) -= weight * slopes[span - 1].transpose();
            }
        };
        for (const ObservedTime& time : some) {
            if (time.exact()) sum.differences[static_cast<Eigen::Index>(span_of(time.low))] += time.weight;
            expect_until(time.low, time.weight);
            if (time.entry > 0) expect_until(time.entry, -time.weight);
        }
        sum.differences -= sum.expected;
        return sum;
    };
    const auto [differences, expected, by_parameter] = sum_of(times.merged());
    Eigen::MatrixXd covariance = -by_parameter * fit.covariance * by_parameter.transpose();
    covariance.diagonal() += expected;
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(covariance);
    const double largest = solver.eigenvalues().maxCoeff();
    const Eigen::VectorXd turned = solver.eigenvectors().transpose() * differences;
    // How much the contacts' own differences vary in each direction, with what each moves the estimates.
    Eigen::VectorXd varied = Eigen::VectorXd::Zero(size);
    for (const std::vector<ObservedTime>& tests : contacts) {
        Climb climb;
        climb.gradient = Parameters::Zero(parameters);
        climb.hessian = SecondDerivatives::Zero(parameters, parameters);
        Times(tests).evaluate(fit.model, fit.at, climb);
        const Eigen::VectorXd moved = fit.covariance * climb.gradient;
        const Eigen::VectorXd own = sum_of(tests).differences - by_parameter * moved;
        varied += (solver.eigenvectors().transpose() * own).cwiseAbs2();
    }
    double alike = 0;
    for (Eigen::Index index = 0; index < size; ++index) {
        const double variance = solver.eigenvalues()[index];
        if (!(variance > kLeastVariance * largest)) continue;
        result.chi_squared += turned[index] * turned[index] / variance;
        alike += varied[index] / variance;
        ++result.degrees_of_freedom;
    }
    const auto count_of = static_cast<double>(contacts.size());
    if (contacts.size() > 1 && result.degrees_of_freedom > 0)
        result.alike =
            std::max(alike / static_cast<double>(result.degrees_of_freedom) * count_of / (count_of - 1), 1.0);
    result.chi_squared /= result.alike;
    if (result.degrees_of_freedom == 0 || !std::isfinite(result.chi_squared)) {
        result.why_not = "the law fits by its very making";
        return result;
    }
    const boost::math::chi_squared_distribution<double> law(static_cast<double>(result.degrees_of_freedom));
    result.p_value = boost::math::cdf(boost::math::complement(law, result.chi_squared));
    return result;
}

}  // namespace hotline
