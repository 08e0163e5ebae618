// The likelihood of one contact's tests: its derivatives, and what it is where it has a simple form.

#include "analysis/laws/contact_likelihood.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "analysis/laws/likelihood.hpp"
#include "analysis/laws/log_fit.hpp"
#include "analysis/laws/newton.hpp"

namespace hotline {
namespace {

constexpr double kOpenEnd = std::numeric_limits<double>::infinity();

/// Answers, bounds, and tests that were given up at different times.
TestsOfContact every_kind_of_test() {
    return {{11, 11, 0, 2}, {40, 40, 0, 1},       {0, 5, 0, 1},         {7, 12, 0, 1},
            {30, 90, 0, 1}, {25, kOpenEnd, 0, 1}, {60, kOpenEnd, 0, 3}, {0, kOpenEnd, 0, 1}};
}

/// Answers, bounds and a test that was given up, all observed late.
TestsOfContact late_tests() {
    return {{11, 11, 4, 2}, {40, 40, 0, 1}, {7, 12, 5, 1}, {3, 12, 3, 1}, {25, kOpenEnd, 20, 3}};
}

/// What contacts are, from the parameters of the derivatives.
ContactsAre contacts_at(Law::Kind family, const Parameters& at, bool answers_differ, bool times_differ) {
    ContactsAre contacts;
    contacts.law = FittedLaw(family, at[0], has_spread(family) ? at[1] : 0);
    contacts.answer = 1 / (1 + std::exp(-at[2]));
    contacts.precision = answers_differ ? std::exp(at[3]) : kOpenEnd;
    contacts.factor_sigma = times_differ ? std::exp(at[4]) : 0;
    return contacts;
}

TEST(ContactLikelihood, has_its_derivatives) {
    Parameters at(5);
    at << 3.1, -0.4, 0.3, 1.2, -0.7;
    for (const Law::Kind family : kFamilies) {
        for (const bool answers_differ : {false, true}) {
            for (const bool times_differ : {false, true}) {
                for (const bool no_answer : {false, true}) {
                    SCOPED_TRACE(testing::Message()
                                 << name_of(family) << answers_differ << times_differ << no_answer);
                    TestsOfContact made = every_kind_of_test();
                    if (!answers_differ && !times_differ) {
                        const TestsOfContact late = late_tests();
                        made.insert(made.end(), late.begin(), late.end());
                    }
                    if (no_answer) std::erase_if(made, [](const ObservedTime& test) { return !test.given_up(); });
                    const SortedTests tests(made);
                    const auto value = [&](const Parameters& there) {
                        return ContactLikelihood(contacts_at(family, there, answers_differ, times_differ))
                            .log_likelihood(tests);
                    };
                    Climb differences;
                    differentiate(value, at, differences);
                    ContactLikelihood::Slopes exact;
                    ContactLikelihood(contacts_at(family, at, answers_differ, times_differ)).add(tests, exact);
                    EXPECT_NEAR(exact.value, differences.value, 1e-12 * std::abs(exact.value));
                    for (int one = 0; one < 5; ++one) {
                        if (one == 1 && !has_spread(family)) continue;
                        EXPECT_NEAR(exact.first[one], differences.gradient[one], 1e-7) << one;
                        for (int other = 0; other <= one; ++other) {
                            if (other == 1 && !has_spread(family)) continue;
                            // As exact as the quadrature over factors.
                            EXPECT_NEAR(exact.second(one, other), differences.hessian(one, other), 1e-3)
                                << one << other;
                        }
                    }
                }
            }
        }
    }
}

TEST(ContactLikelihood, of_contacts_that_are_alike_is_that_of_independent_tests) {
    const ContactsAre alike{FittedLaw(Law::Kind::lognormal, 3, -0.5), 0.7, kOpenEnd, 0};
    double sum = 0;
    for (const ObservedTime& test : every_kind_of_test()) {
        const double log_low = std::log(test.low);
        const double until = alike.law.below(test.high), from = alike.law.below(test.low);
        sum += test.weight * (test.given_up() ? std::log1p(-0.7 * from)
                              : test.exact() ? std::log(0.7) + alike.law.log_density(ExactTimes({{log_low, 1}})).value
                                             : std::log(0.7 * (until - from)));
    }
    EXPECT_NEAR(ContactLikelihood(alike).log_likelihood(SortedTests(every_kind_of_test())), sum, 1e-10);
}

TEST(ContactLikelihood, of_tests_observed_late_is_that_of_the_laws) {
    for (const Law::Kind family : kFamilies) {
        const LawModel model{family, true};
        Parameters at(model.parameters());
        at[0] = 3.1;
        if (has_spread(family)) at[1] = -0.4;
        at[model.answer_index()] = 0.3;
        const ContactsAre alike{model.law(at), model.answer(at), kOpenEnd, 0};
        EXPECT_NEAR(ContactLikelihood(alike).log_likelihood(SortedTests(late_tests())),
                    Times(late_tests()).log_likelihood(model, at), 1e-10);
    }
}

// Whoever answers at once is missing from a log of tests that are observed after a minute. The estimates must not
// take the rest for all.
TEST(Contacts, observed_late_count_as_alike_and_are_not_believed_to_answer_less) {
    std::mt19937_64 random(7);
    std::exponential_distribution<double> time(1 / 90.0);
    std::bernoulli_distribution answers(0.7);
    TestClass tests;
    tests.response = "phone";
    tests.contacts.resize(40);
    for (TestsOfContact& contact : tests.contacts) {
        while (contact.size() < 30) {
            const double after = answers(random) ? time(random) : kOpenEnd;
            if (after <= 60) continue;
            contact.push_back(after < 600 ? ObservedTime{after, after, 60, 1} : ObservedTime{600, kOpenEnd, 60, 1});
        }
    }
    ClassedLog log;
    log.classes = {tests};
    const LogFit fit = fit_log({"log.csv"}, log);
    const FittedClass& fitted = fit.classes.front();
    ASSERT_TRUE(fitted.belief) << fitted.why_not;
    EXPECT_FALSE(fitted.answers_differ || fitted.times_differ);
    EXPECT_NEAR(fitted.answer.best, 0.7, 0.03);
    EXPECT_TRUE(fitted.answer.interval.low < 0.7 && 0.7 < fitted.answer.interval.high)
        << fitted.answer.interval.low << " " << fitted.answer.interval.high;
}

}  // namespace
}  // namespace hotline
