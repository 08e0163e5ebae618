// `fit` and `score`: logs of contacts that differ, some of whose tests are given up, with entries that go stale.

#include <fmt/format.h>

#include <boost/math/special_functions/beta.hpp>
#include <cmath>

#include "analysis/laws/log_fit.hpp"
#include "analysis/laws/observed_curve.hpp"
#include "models/base/normal_quantile.hpp"
#include "tests/audit/audit.hpp"

namespace hotline::audit {
namespace {

/// A fit takes a tenth of a second and more, so that few are made in each run of the tests.
constexpr std::uint64_t kOneOf = 50;
constexpr std::uint64_t kFewestFits = 4;

struct TestedContacts {
    std::string name;
    std::size_t contacts;
    std::size_t tests;  // of each
    double answer;      // the mean over contacts
    double precision;
    double factor_sigma;
    double given_up;  // seconds
};

constexpr double kMedian = 20;
constexpr double kSigma = 0.5;
constexpr double kRate = 0.25;  // a year
constexpr double kDeclined = 0.1;

std::vector<TestedContacts> families_of_fit() {
    return {{"30 contacts, 8 tests", 30, 8, 0.6, 4, 0.4, 60},
            {"30 contacts, 8 tests, given up soon", 30, 8, 0.6, 4, 0.4, 25},
            {"10 contacts, 4 tests", 10, 4, 0.7, 4, 0.4, 60},
            {"20 contacts, 5 tests, alike", 20, 5, 0.6, 1e5, 1e-3, 60},
            {"20 contacts, 6 tests, seldom", 20, 6, 0.2, 3, 0.6, 60},
            {"one contact, 40 tests", 1, 40, 0.6, 1e5, 1e-3, 60}};
}

double uniform_from(std::mt19937_64& random) {
    return (static_cast<double>(random() >> 11) + 0.5) / 9007199254740992.0;
}

/// What a contact truly is, and its tests.
struct Tested {
    double answer = 0;
    double factor = 0;
    TestsOfContact tests;
};
Tested test_contact(const TestedContacts& family, std::mt19937_64& random) {
    Tested tested;
    tested.answer = family.precision > 1e4
                        ? family.answer
                        : boost::math::ibeta_inv(family.answer * family.precision,
                                                 (1 - family.answer) * family.precision, uniform_from(random));
    tested.factor = family.factor_sigma * normal_quantile(uniform_from(random));
    for (std::size_t test = 0; test < family.tests; ++test) {
        const bool answers = uniform_from(random) < tested.answer;
        const double time = kMedian * std::exp(tested.factor + kSigma * normal_quantile(uniform_from(random)));
        const bool in_time = answers && time < family.given_up;
        tested.tests.push_back(
            {in_time ? time : family.given_up, in_time ? time : std::numeric_limits<double>::infinity(), 0, 1});
    }
    return tested;
}

void play_fit(const TestedContacts& family, std::mt19937_64& random, Table& table) {
    ClassedLog classed;
    TestClass tests;
    std::vector<Tested> truths;
    for (std::size_t contact = 0; contact < family.contacts; ++contact) {
        truths.push_back(test_contact(family, random));
        tests.entries.push_back(static_cast<Index>(contact));
        tests.contacts.push_back(merged(truths.back().tests));
        for (const ObservedTime& test : truths.back().tests) {
            if (test.given_up()) continue;
            const bool declines = uniform_from(random) < kDeclined;
            ++tests.results[static_cast<std::size_t>(declines ? TestResult::declined : TestResult::answered)];
        }
    }
    classed.classes.push_back(tests);
    AgedEntries aged;
    for (std::size_t entry = 0; entry < family.contacts; ++entry) {
        const double years = 0.2 + 3 * uniform_from(random);
        aged.tests.push_back({years, uniform_from(random) < -std::expm1(-kRate * years)});
    }
    classed.aged.push_back(aged);
    const LogFit fit = fit_log({"log"}, classed);
    const FittedClass& fitted = fit.classes.front();
    const auto row = [&](const char* what, const Known& known, double truth) {
        table.event(what, family.name, truth < known.interval.low || truth > known.interval.high);
    };
    row("fit: answer", fitted.answer, family.answer);
    if (fitted.declined) row("fit: declined", *fitted.declined, kDeclined);
    const Interval rate = fit.staleness.front().fit.interval();
    table.event("fit: staleness", family.name, kRate < rate.low || kRate > rate.high);
    if (fitted.fit.why_not.empty() && fitted.laws.best) {
        table.event("fit: p of the fit below 0.05", family.name, fitted.fit.p_value < 0.05);
    }
    // The share of tests that are answered within half of the patience: as the page draws it, without a law and by
    // it.
    const double half = family.given_up / 2;
    ContactsAre all;
    all.law = FittedLaw(hotline::Law::Kind::lognormal, std::log(kMedian), std::log(kSigma));
    all.answer = family.answer;
    all.factor_sigma = family.factor_sigma;
    const double share = answered_by(all, half);
    table.interval("fit: answered by a time, data", family.name, ObservedCurve(tests.contacts).at(half).interval,
                   share);
    if (!fitted.belief) return;
    const Interval by_law = fitted.belief->answers_by(half).interval;
    table.event("fit: answered by a time, law", family.name, share < by_law.low || share > by_law.high);
    // Another law has other numbers, of which no truth is known.
    if (fitted.belief->model().family == hotline::Law::Kind::lognormal) {
        row("fit: time, median", fitted.place, kMedian);
        row("fit: time, sigma", fitted.shape, kSigma);
    }
    if (fitted.answers_differ && family.precision < 1e4) row("fit: precision", fitted.precision, family.precision);
    if (fitted.times_differ && family.factor_sigma > 0.01) row("fit: sigma", fitted.sigma, family.factor_sigma);
    const FittedLaw law(hotline::Law::Kind::lognormal, std::log(kMedian) + truths[0].factor, std::log(kSigma));
    const ContactsFit::Belief belief = fitted.belief->belief(tests.contacts[0], half);
    const double truth = truths[0].answer * law.below(half);
    table.event("score: answers in time", family.name, truth < belief.interval.low || truth > belief.interval.high);
}

}  // namespace

Table of_fit(std::uint64_t experiments) {
    return audit(families_of_fit(), std::max(experiments / kOneOf, kFewestFits), play_fit);
}

}  // namespace hotline::audit
