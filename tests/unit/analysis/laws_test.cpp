// Laws fitted to times: their derivatives, what cannot be fitted, and what is said of it.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <limits>
#include <random>
#include <vector>

#include "analysis/laws/goodness_of_fit.hpp"
#include "analysis/laws/law_fit.hpp"
#include "analysis/laws/sample_size.hpp"
#include "analysis/laws/staleness.hpp"
#include "models/base/normal_quantile.hpp"

namespace hotline {
namespace {

constexpr double kGivenUp = std::numeric_limits<double>::infinity();

ObservedTime answered(double seconds) {
    return {seconds, seconds, 0, 1};
}
ObservedTime given_up(double seconds, double weight = 1) {
    return {seconds, kGivenUp, 0, weight};
}

std::vector<LawModel> all_models() {
    std::vector<LawModel> models;
    for (const Law::Kind family : kFamilies) {
        for (const bool some_never : {false, true}) models.push_back({family, some_never});
    }
    return models;
}

std::string name_of(const LawModel& model) {
    return fmt::format("{}{}", hotline::name_of(model.family), model.some_never ? ", some never" : "");
}

/// Times of every kind.
std::vector<ObservedTime> every_kind() {
    return {answered(3),  answered(11),  answered(40),   given_up(25), given_up(60, 3),
            {0, 5, 0, 2}, {7, 12, 0, 1}, {30, 90, 2, 1}, {9, 9, 4, 1}, {70, kGivenUp, 6, 1}};
}

TEST(Laws, have_the_derivatives_of_their_likelihood) {
    const Times times(every_kind());
    for (const LawModel& model : all_models()) {
        SCOPED_TRACE(name_of(model));
        for (const double spread : {-0.7, 0.4}) {
            Parameters at(model.parameters());
            at[0] = 2.9;
            if (has_spread(model.family)) at[1] = spread;
            if (model.some_never) at[model.answer_index()] = 0.8;
            Climb exact, differences;
            exact.gradient = Parameters::Zero(at.size());
            exact.hessian = SecondDerivatives::Zero(at.size(), at.size());
            times.evaluate(model, at, exact);
            differentiate([&](const Parameters& near) { return times.log_likelihood(model, near); }, at, differences);
            EXPECT_NEAR(exact.value, differences.value, 1e-12);
            for (Eigen::Index one = 0; one < at.size(); ++one) {
                EXPECT_NEAR(exact.gradient[one], differences.gradient[one], 1e-7) << one;
                for (Eigen::Index other = 0; other < at.size(); ++other)
                    EXPECT_NEAR(exact.hessian(one, other), differences.hessian(one, other),
                                1e-5 * std::max(3.0, std::abs(exact.hessian(one, other))))
                        << one << other;
            }
        }
    }
}

TEST(Laws, are_those_of_scenarios) {
    for (const Law::Kind family : kFamilies) {
        const FittedLaw fitted(family, 3, has_spread(family) ? -0.3 : 0);
        for (const double share : {0.01, 0.3, 0.5, 0.9, 0.999}) {
            const double time = fitted.law().seconds(share);
            EXPECT_NEAR(fitted.below(time), share, 1e-12) << hotline::name_of(family);
            const FittedLaw::Probability at = fitted.probability(std::log(time));
            EXPECT_NEAR(at.below.value, share, 1e-12);
            EXPECT_NEAR(at.above, 1 - share, 1e-12);
            EXPECT_NEAR(fitted.log_above(std::log(time)).value, std::log(1 - share), 1e-10);
        }
    }
}

TEST(Laws, merge_times_that_are_alike) {
    const std::vector<ObservedTime> all =
        merged({given_up(9), answered(3), given_up(0), answered(3), {5, kGivenUp, 5, 1}, given_up(9, 2)});
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].weight, 2);
    EXPECT_EQ(all[1].weight, 3);
    const TimesSummary summary = summary_of(all);
    EXPECT_EQ(summary.answered(), 2);
    EXPECT_EQ(summary.given_up, 3);
    EXPECT_EQ(summary.last, 9);
}

TEST(Laws, are_drawn_from_as_many_times_as_are_wanted_with_their_own_variety) {
    std::vector<ObservedTime> times;
    for (int second = 1; second <= 30; ++second) times.push_back(answered(second));
    times.push_back(given_up(60, 70));
    double sum = 0, squares = 0;
    constexpr int kDraws = 2000;
    for (std::uint64_t seed = 0; seed < kDraws; ++seed) {
        const TimesSummary some = summary_of(thinned(times, 20, seed));
        ASSERT_EQ(some.all, 20);
        sum += some.given_up / kDraws;
        squares += some.given_up * some.given_up / kDraws;
    }
    // A hypergeometric law: 20 of 100, 70 of which were given up.
    EXPECT_NEAR(sum, 14, 0.15);
    EXPECT_NEAR(squares - sum * sum, 20 * 0.7 * 0.3 * 80 / 99, 0.4);
    EXPECT_EQ(thinned(times, 100).size(), times.size());
}

TEST(Laws, that_cannot_be_fitted_say_why) {
    const auto why = [](std::vector<ObservedTime> times, LawModel model) {
        return fit_law(Times(std::move(times)), model).why_not;
    };
    const LawModel exponential{Law::Kind::exponential, false}, weibull{Law::Kind::weibull, false};
    EXPECT_EQ(why({}, exponential), "there are no times");
    EXPECT_EQ(why({given_up(5), given_up(7)}, weibull), "nobody answered");
    EXPECT_EQ(why({answered(5), answered(5)}, weibull), "all answers came at the same time");
    EXPECT_EQ(why({answered(5)}, weibull), "all answers came at the same time");
    EXPECT_EQ(why({answered(5), answered(7)}, {Law::Kind::weibull, true}), "all answered");
    EXPECT_EQ(why({answered(5)}, exponential), "");
    // Given up before the only answers, so that they tell nothing of whoever never answers.
    EXPECT_EQ(why({answered(50), answered(70), given_up(1)}, {Law::Kind::exponential, true}),
              "no share that never answers makes the log more likely");
}

TEST(Laws, tell_a_share_that_never_answers_from_a_slow_law_only_where_the_log_does) {
    std::vector<ObservedTime> told, not_told;
    for (int index = 1; index < 40; ++index) {
        told.push_back(answered(std::exp(3 + 0.5 * normal_quantile(index / 40.0))));
        not_told.push_back(index < 20 ? answered(std::exp(3 + 0.5 * normal_quantile(index / 40.0)))
                                      : given_up(20.08));
    }
    told.push_back(given_up(600, 20));
    const FittedLaws sure = fit_laws(Times(told));
    EXPECT_EQ(sure.never, FittedLaws::Never::told);
    ASSERT_TRUE(sure.best);
    EXPECT_NEAR(sure.fits[*sure.best].answer(), 39. / 59, 0.01);
    const FittedLaws unsure = fit_laws(Times(not_told));
    EXPECT_EQ(unsure.never, FittedLaws::Never::not_told);
    EXPECT_FALSE(unsure.as_good.empty());
}

TEST(Laws, have_intervals_from_the_likelihood) {
    // Of the exponential law the likelihood ratio is known: n (x - 1 - ln x) with x = mean / estimate, in its
    // logarithm.
    const Times times({answered(10), answered(20), answered(60)});
    const LawFit fit = fit_law(times, {Law::Kind::exponential, false});
    ASSERT_TRUE(fit.found());
    EXPECT_NEAR(std::exp(fit.at[0]), 30, 1e-9);
    EXPECT_NEAR(fit.standard_error(0), 1 / std::sqrt(3.0), 1e-9);
    const Interval interval = profile_interval(times, fit, 0);
    for (const double end : {interval.low, interval.high}) {
        const double x = 30 / std::exp(end);
        EXPECT_NEAR(3 * (x - 1 - std::log(x)), 3.841458820694124 / 2, 1e-5);
    }
    const AnswerBy by = answer_by(fit, 30);
    EXPECT_NEAR(by.probability, 1 - std::exp(-1.0), 1e-9);
    EXPECT_NEAR(by.interval.low, 1 - std::exp(-std::exp(-1.959964 / std::sqrt(3.0))), 1e-6);
}

TEST(Laws, fit_what_they_made_and_nothing_else) {
    std::vector<ObservedTime> good, bad;
    std::mt19937_64 random(5);
    const FittedLaw law(Law::Kind::weibull, 3, -0.2);
    for (int index = 0; index < 400; ++index) {
        const double time = law.quantile((static_cast<double>(random() >> 11) + 0.5) / 9007199254740992.0);
        good.push_back(time < 40 ? answered(time) : given_up(40));
        bad.push_back(index % 2 == 0 ? answered(1 + time / 100) : answered(500 + time));
    }
    const Times good_times(good), bad_times(bad);
    const GoodnessOfFit fits = goodness_of_fit(good_times, fit_law(good_times, {Law::Kind::weibull, false}));
    EXPECT_EQ(fits.why_not, "");
    EXPECT_GT(fits.p_value, 0.01);
    EXPECT_LT(goodness_of_fit(bad_times, fit_law(bad_times, {Law::Kind::weibull, false})).p_value, 1e-6);
    const Times few({answered(1), answered(2), given_up(3)});
    EXPECT_EQ(goodness_of_fit(few, fit_law(few, {Law::Kind::weibull, false})).why_not, "there are too few answers");
    const Times bounds({{1, 2, 0, 50}, answered(2), answered(9)});
    EXPECT_EQ(goodness_of_fit(bounds, fit_law(bounds, {Law::Kind::weibull, false})).why_not,
              "some answers came at times of which only bounds are known");
}

TEST(Laws, fit_tests_of_contacts_that_resemble_each_other_no_worse) {
    // Each contact answers all of its five tests at once.
    std::vector<ObservedTime> times;
    std::vector<std::vector<ObservedTime>> contacts;
    std::mt19937_64 random(3);
    const FittedLaw law(Law::Kind::weibull, 3, -0.5);
    for (int contact = 0; contact < 60; ++contact) {
        const double time = law.quantile((static_cast<double>(random() >> 11) + 0.5) / 9007199254740992.0);
        contacts.push_back({{time, time, 0, 5}});
        times.push_back(contacts.back().front());
    }
    const Times all(times);
    const LawFit fit = fit_law(all, {Law::Kind::weibull, false});
    const GoodnessOfFit independent = goodness_of_fit(all, fit), resembling = goodness_of_fit(all, fit, contacts);
    EXPECT_EQ(independent.alike, 1);
    EXPECT_NEAR(resembling.alike, 5, 1);
    EXPECT_NEAR(resembling.chi_squared * resembling.alike, independent.chi_squared, 1e-9);
    EXPECT_LT(independent.p_value, 0.05);
    EXPECT_GT(resembling.p_value, 0.05);
}

TEST(Laws, of_a_million_times_are_those_of_some_of_them_at_first) {
    std::vector<ObservedTime> times;
    const FittedLaw law(Law::Kind::lognormal, 3, 0);
    for (int index = 0; index < 30'000; ++index) {
        const double time = law.quantile((index + 0.5) / 30'000);
        times.push_back(time < 60 ? answered(time) : given_up(60));
    }
    const LawFit fit = fit_law(Times(times), {Law::Kind::lognormal, false});
    ASSERT_TRUE(fit.found()) << fit.why_not;
    EXPECT_NEAR(fit.at[0], 3, 1e-3);
    EXPECT_NEAR(fit.at[1], 0, 1e-3);
}

// HOTLINE_LOGS=10000 for as many logs. Whatever a log holds, each law either converges to a place from which no
// direction leads up, or says why not.
TEST(Laws, of_random_times_are_found_or_say_why_not) {
    std::mt19937_64 random(29);
    const auto uniform = [&] { return (static_cast<double>(random() >> 11) + 0.5) / 9007199254740992.0; };
    std::size_t found = 0, told = 0;
    const char* const many = std::getenv("HOTLINE_LOGS");
    const int logs = many != nullptr ? std::atoi(many) : 60;
    for (int log = 0; log < logs; ++log) {
        const auto size = static_cast<std::size_t>(1 + std::floor(std::exp(uniform() * std::log(300.0))));
        const double scale = std::exp(12 * uniform() - 2), shape = std::exp(3 * uniform() - 1.5);
        const double round = uniform() < 0.3 ? scale : 0, censored = uniform() < 0.2 ? 1 : uniform();
        std::vector<ObservedTime> times;
        for (std::size_t index = 0; index < size; ++index) {
            double time = scale * std::pow(-std::log(uniform()), 1 / shape);
            if (round > 0) time = std::ceil(time / round) * round;
            const double end = scale * uniform() * 3;
            if (uniform() < censored) {
                times.push_back(given_up(end));
            } else if (uniform() < 0.2) {
                times.push_back({std::floor(time), std::floor(time) + 1, 0, 1});
            } else if (uniform() < 0.1) {
                times.push_back({0, time + 1, 0, 1});
            } else {
                times.push_back({time, time, uniform() < 0.1 ? time / 2 : 0, 1});
            }
        }
        const Times all(times);
        for (const LawModel& model : all_models()) {
            const LawFit fit = fit_law(all, model);
            (fit.found() ? found : told) += 1;
            if (!fit.found()) continue;
            EXPECT_TRUE(std::isfinite(fit.log_likelihood));
            for (Eigen::Index index = 0; index < fit.at.size(); ++index) {
                const double error = fit.standard_error(index);
                ASSERT_TRUE(error > 0 && std::isfinite(error)) << log << " " << name_of(model);
                for (const double direction : {-0.01, 0.01}) {
                    Parameters moved = fit.at;
                    moved[index] += direction * error;
                    EXPECT_LE(all.log_likelihood(model, moved), fit.log_likelihood + 1e-7)
                        << log << " " << name_of(model);
                }
            }
        }
    }
    EXPECT_GT(found, static_cast<std::size_t>(3 * logs));
    EXPECT_GT(told, static_cast<std::size_t>(logs));
}

TEST(SampleSizes, are_the_classic_ones) {
    EXPECT_EQ(tests_needed(0.9, 0.95, 0), 29U);
    EXPECT_EQ(tests_needed(0.95, 0.95, 0), 59U);
    EXPECT_EQ(tests_needed(0.99, 0.95, 0), 299U);
    EXPECT_EQ(tests_needed(0.95, 0.95, 1), 93U);
    EXPECT_EQ(tests_needed(0.5, 0.5, 0), 1U);
    EXPECT_EQ(tests_needed(0.9, 0.9, 2), 52U);
    EXPECT_FALSE(tests_needed(1 - 1e-9, 0.95, 0));
    EXPECT_NEAR(chance_to_pass(59, 0, 0.99), std::pow(0.99, 59), 1e-12);
    EXPECT_NEAR(chance_to_pass(3, 1, 0.8), 0.8 * 0.8 * 0.8 + 3 * 0.2 * 0.8 * 0.8, 1e-12);
    EXPECT_EQ(chance_to_pass(3, 3, 0), 1);
    EXPECT_EQ(chance_to_pass(3, 0, 0), 0);
    // By sums: as many as shown, and one fewer is too few.
    for (const double at_least : {0.6, 0.9, 0.97}) {
        for (const std::uint64_t failures : {0U, 1U, 4U, 9U}) {
            const auto passes = [&](std::uint64_t tests) {
                double sum = 0, term = std::pow(at_least, static_cast<double>(tests));
                for (std::uint64_t failed = 0; failed <= failures; ++failed) {
                    sum += term;
                    term *= static_cast<double>(tests - failed) / static_cast<double>(failed + 1) * (1 - at_least) /
                            at_least;
                }
                return sum;
            };
            const std::uint64_t needed = tests_needed(at_least, 0.95, failures).value();
            EXPECT_LE(passes(needed), 0.05);
            EXPECT_GT(passes(needed - 1), 0.05);
        }
    }
}

TEST(Staleness, is_that_of_dead_entries_and_their_ages) {
    // Tests at one age: the share that is dead tells the rate.
    std::vector<AgedTest> aged;
    for (int index = 0; index < 20; ++index) aged.push_back({2, index < 5});
    const StalenessFit fit(aged);
    EXPECT_NEAR(fit.per_year, -std::log(0.75) / 2, 1e-9);
    const Interval interval = fit.interval();
    for (const double end : {interval.low, interval.high})
        EXPECT_NEAR(fit.log_likelihood(fit.per_year) - fit.log_likelihood(end), 3.841458820694124 / 2, 1e-6);
    const StalenessFit none({{1, false}, {2, false}});
    EXPECT_EQ(none.per_year, 0);
    EXPECT_NEAR(none.interval().high, -std::log(0.05) / 3, 1e-12);
    const StalenessFit all({{1, true}});
    EXPECT_TRUE(std::isinf(all.per_year) && std::isinf(all.interval().high));
    EXPECT_NEAR(all.log_likelihood(all.interval().low), -3.841458820694124 / 2, 1e-6);
}

}  // namespace
}  // namespace hotline
