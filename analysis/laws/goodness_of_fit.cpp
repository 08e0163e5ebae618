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

GoodnessOfFit goodness_of_fit(const Times& times, const LawFit& fit) {
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
    Eigen::VectorXd differences = Eigen::VectorXd::Zero(size);
    Eigen::VectorXd expected = Eigen::VectorXd::Zero(size);
    Eigen::MatrixXd by_parameter = Eigen::MatrixXd::Zero(size, parameters);
    const auto span_of = [&](double time) {
        return static_cast<std::size_t>(std::lower_bound(ends.begin(), ends.end(), time) - ends.begin());
    };
    // Adds what is expected until a time: all spans before its own, and a part of that.
    const auto expect_until = [&](double time, double weight) {
        double hazard = 0;
        Parameters slope;
        cumulative_hazard(fit.model, fit.at, time, hazard, slope);
        const std::size_t last = span_of(time);
        for (std::size_t span = 0; span <= last; ++span) {
            const auto row = static_cast<Eigen::Index>(span);
            const bool whole = span < last;
            expected[row] += weight * ((whole ? passed[span] : hazard) - (span > 0 ? passed[span - 1] : 0));
            by_parameter.row(row) += weight * (whole ? slopes[span] : slope).transpose();
            if (span > 0) by_parameter.row(row) -= weight * slopes[span - 1].transpose();
        }
    };
    for (const ObservedTime& time : times.merged()) {
        if (time.exact()) differences[static_cast<Eigen::Index>(span_of(time.low))] += time.weight;
        expect_until(time.low, time.weight);
        if (time.entry > 0) expect_until(time.entry, -time.weight);
    }
    differences -= expected;
    Eigen::MatrixXd covariance = -by_parameter * fit.covariance * by_parameter.transpose();
    covariance.diagonal() += expected;
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(covariance);
    const double largest = solver.eigenvalues().maxCoeff();
    const Eigen::VectorXd turned = solver.eigenvectors().transpose() * differences;
    for (Eigen::Index index = 0; index < size; ++index) {
        if (!(solver.eigenvalues()[index] > kLeastVariance * largest)) continue;
        result.chi_squared += turned[index] * turned[index] / solver.eigenvalues()[index];
        ++result.degrees_of_freedom;
    }
    if (result.degrees_of_freedom == 0 || !std::isfinite(result.chi_squared)) {
        result.why_not = "the law fits by its very making";
        return result;
    }
    const boost::math::chi_squared_distribution<double> law(static_cast<double>(result.degrees_of_freedom));
    result.p_value = boost::math::cdf(boost::math::complement(law, result.chi_squared));
    return result;
}

}  // namespace hotline
