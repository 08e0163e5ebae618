#include "analysis/laws/log_fit.hpp"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <functional>
#include <numeric>
#include <utility>

#include "models/scenario/quiet_math.hpp"

namespace hotline {
namespace {

constexpr std::size_t kFewestContacts = 3;
constexpr std::size_t kFewestOften = 2;  // of them, that were tested more than once
/// More tests than these take seconds, and hardly tell more of how contacts differ.
constexpr double kMostForBelief = 10'000;
constexpr double kMostOfEach = 20;
constexpr double kDoubt = 0.9;  // between the 5 % and the 95 % quantile

double weight_of(const TestsOfContact& tests) {
    return std::accumulate(tests.begin(), tests.end(), 0.0,
                           [](double sum, const ObservedTime& test) { return sum + test.weight; });
}

bool tested_often(const std::vector<TestsOfContact>& contacts, bool answers_only) {
    const auto often = std::count_if(contacts.begin(), contacts.end(), [&](const TestsOfContact& tests) {
        double count = 0;
        for (const ObservedTime& test : tests) count += answers_only && test.given_up() ? 0 : test.weight;
        return count >= 2;
    });
    return contacts.size() >= kFewestContacts && static_cast<std::size_t>(often) >= kFewestOften;
}

/// Every so many contacts with some of their tests, so that few enough are left. As many contacts as can be, but each
/// with tests enough to tell it from others.
std::vector<TestsOfContact> some_of(const std::vector<TestsOfContact>& contacts, bool& thin) {
    double tests = 0;
    for (const TestsOfContact& one : contacts) tests += weight_of(one);
    thin = tests > kMostForBelief;
    if (!thin) return contacts;
    const double count = static_cast<double>(contacts.size());
    const double each = std::max(kMostForBelief / count, kMostOfEach);
    const double every = std::max(count * each / kMostForBelief, 1.0);
    std::vector<TestsOfContact> some;
    const auto taken = static_cast<std::size_t>(std::ceil(count / every - 0.5));
    for (std::size_t one = 0; one < taken; ++one) {
        const auto place = static_cast<std::size_t>((static_cast<double>(one) + 0.5) * every);
        some.push_back(thinned(contacts[std::min(place, contacts.size() - 1)], std::ceil(each), one));
    }
    return some;
}

/// Where contacts are alike, each test is one of its own.
std::vector<TestsOfContact> one_by_one(const std::vector<TestsOfContact>& contacts) {
    TestsOfContact all;
    for (const TestsOfContact& tests : contacts) all.insert(all.end(), tests.begin(), tests.end());
    return {merged(std::move(all))};
}

Known share_of(double successes, double failures) {
    const double a = successes + 1, b = failures + 1;
    // In long double, Boost throws at the median of equal shapes of 5: 4 answers of 8.
    const auto quantile = [&](double q) { return boost::math::ibeta_inv(a, b, q, QuietMath{}); };
    return {quantile(0.5),
            quantile((1 - kDoubt) / 2),
            quantile((1 + kDoubt) / 2),
            {quantile((1 - kConfidence) / 2), quantile((1 + kConfidence) / 2)}};
}

double logistic(double log_odds) {
    return 1 / (1 + std::exp(-log_odds));
}

Known read_off(const ContactsFit& fit, ContactsFit::Of parameter, const std::function<double(double)>& scale) {
    const double best = fit.at()[*fit.index_of(parameter)];
    Interval doubt = fit.interval(parameter, kDoubt);
    Interval interval = fit.interval(parameter, kConfidence);
    Known known{scale(best), scale(doubt.low), scale(doubt.high), {scale(interval.low), scale(interval.high)}};
    if (known.from > known.to) {
        std::swap(known.from, known.to);
        std::swap(known.interval.low, known.interval.high);
    }
    return known;
}

/// The best law of the class, with what every contact is believed to be.
void fit_belief(FittedClass& fitted) {
    const TimesSummary& summary = fitted.laws.times;
    fitted.answer = share_of(summary.answered(), summary.given_up);
    if (!fitted.laws.best) {
        fitted.why_not = fitted.laws.fits.empty() ? "there are no tests" : fitted.laws.fits.front().why_not;
        return;
    }
    bool thin = false;
    const std::vector<TestsOfContact> some = some_of(fitted.tests.contacts, thin);
    const LawFit& best = fitted.laws.fits[*fitted.laws.best];
    // If contacts cannot be told apart in one respect, the search may still succeed without it.
    const bool answers = tested_often(some, false), times = tested_often(some, true);
    std::vector<std::pair<bool, bool>> tries{{answers, times}};
    if (answers && times) tries.emplace_back(true, false);
    if (answers || times) tries.emplace_back(false, false);
    for (const auto& [answers_differ, times_differ] : tries) {
        const bool alike = !answers_differ && !times_differ;
        ContactsFit belief(alike ? one_by_one(fitted.tests.contacts) : some,
                           {best.model.family, answers_differ, times_differ, true}, best);
        fitted.why_not = belief.why_not();
        if (!belief.found()) continue;
        fitted.answers_differ = answers_differ;
        fitted.times_differ = times_differ;
        fitted.thinned = thin && !alike;
        fitted.belief = std::move(belief);
        break;
    }
    if (!fitted.belief) return;
    using Of = ContactsFit::Of;
    const ContactsFit& belief = *fitted.belief;
    const auto grown = [](double value) { return std::exp(value); };
    const auto shrunk = [](double value) { return std::exp(-value); };
    fitted.answer = read_off(belief, Of::answer, logistic);
    fitted.place = read_off(belief, Of::place, grown);
    const Law::Kind family = best.model.family;
    if (has_spread(family)) {
        const bool inverse = family == Law::Kind::weibull || family == Law::Kind::loglogistic;
        fitted.shape = inverse ? read_off(belief, Of::spread, shrunk) : read_off(belief, Of::spread, grown);
    }
    if (fitted.answers_differ) fitted.precision = read_off(belief, Of::precision, grown);
    if (fitted.times_differ) fitted.sigma = read_off(belief, Of::sigma, grown);
}

FittedClass fit_class(const TestClass& tests) {
    FittedClass fitted;
    fitted.tests = tests;
    std::vector<ObservedTime> all;
    for (const TestsOfContact& one : tests.contacts) all.insert(all.end(), one.begin(), one.end());
    const Times times(std::move(all));
    fitted.laws = fit_laws(times);
    if (fitted.laws.best) fitted.fit = goodness_of_fit(times, fitted.laws.fits[*fitted.laws.best], tests.contacts);
    fit_belief(fitted);
    const auto declined = static_cast<double>(tests.count(TestResult::declined));
    if (declined > 0) fitted.declined = share_of(declined, static_cast<double>(tests.count(TestResult::answered)));
    return fitted;
}

}  // namespace

LogFit fit_log(std::vector<std::string> logs, const ClassedLog& classed) {
    LogFit fit;
    fit.logs = std::move(logs);
    for (const TestClass& tests : classed.classes) fit.classes.push_back(fit_class(tests));
    for (const AgedEntries& aged : classed.aged) fit.staleness.push_back({aged.staleness, StalenessFit(aged.tests)});
    return fit;
}

}  // namespace hotline
