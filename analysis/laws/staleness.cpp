#include "analysis/laws/staleness.hpp"

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <limits>
#include <utility>

namespace hotline {
namespace {

constexpr double kLeastRate = 1e-12;
constexpr double kMostRate = 1e6;

}  // namespace

StalenessFit::StalenessFit(std::vector<AgedTest> aged) : tests(aged.size()), aged_(std::move(aged)) {
    for (const AgedTest& test : aged_) {
        dead += test.dead ? 1 : 0;
        years += test.years;
    }
    if (dead == 0) return;
    if (dead == tests) {
        per_year = std::numeric_limits<double>::infinity();
        return;
    }
    // The slope falls all the way, so that it is 0 in one place at most.
    const auto slope = [&](double rate) {
        double sum = 0;
        for (const AgedTest& test : aged_)
            sum += test.dead ? test.years / std::expm1(rate * test.years) : -test.years;
        return sum;
    };
    double low = std::log(kLeastRate), high = std::log(kMostRate);
    for (int halving = 0; halving < 200 && high - low > 1e-13; ++halving) {
        const double middle = (low + high) / 2;
        (slope(std::exp(middle)) > 0 ? low : high) = middle;
    }
    per_year = std::exp((low + high) / 2);
}

double StalenessFit::log_likelihood(double rate) const {
    if (std::isinf(rate)) return dead == tests ? 0 : -rate;
    double sum = 0;
    for (const AgedTest& test : aged_)
        sum += test.dead ? std::log(-std::expm1(-rate * test.years)) : -rate * test.years;
    return sum;
}

Interval StalenessFit::interval(double confidence) const {
    if (years == 0) return {0, std::numeric_limits<double>::infinity()};
    if (dead == 0) return {0, -std::log(1 - confidence) / years};
    const double level = log_likelihood(per_year) -
                         boost::math::quantile(boost::math::chi_squared_distribution<double>(1), confidence) / 2;
    const auto end = [&](double outside) {
        if (std::isinf(outside) && std::isinf(per_year)) return outside;
        double out = std::log(std::min(outside, kMostRate)), in = std::log(std::min(per_year, kMostRate));
        if (log_likelihood(std::exp(out)) >= level) return outside;
        for (int halving = 0; halving < 200 && std::abs(out - in) > 1e-10; ++halving) {
            const double middle = (out + in) / 2;
            (log_likelihood(std::exp(middle)) >= level ? in : out) = middle;
        }
        return std::exp(out);
    };
    return {end(kLeastRate), end(std::numeric_limits<double>::infinity())};
}

}  // namespace hotline
