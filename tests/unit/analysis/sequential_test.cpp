#include "analysis/estimates/sequential.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/binomial.hpp>
#include <functional>
#include <random>

#include "tests/support/random.hpp"

namespace hotline {
namespace {

constexpr int kExperiments = 4000;
constexpr int kMostDrillsOfATest = 1500;

using Draw = std::function<double(std::mt19937_64&)>;

void add(ProbabilityTest& test, double value) {
    test.add(value != 0);
}
void add(MeanTest& test, double value) {
    test.add(value);
}

/// How many experiments passed and how many failed. The others were undecided.
struct Verdicts {
    int passed = 0;
    int failed = 0;
};

template <class Test>
Verdicts verdicts(const Test& fresh, const Draw& draw, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    Verdicts came;
    for (int experiment = 0; experiment < kExperiments; ++experiment) {
        Test test = fresh;
        for (int drill = 0; drill < kMostDrillsOfATest && test.verdict() == Verdict::undecided; ++drill)
            add(test, draw(random));
        came.passed += test.verdict() == Verdict::pass ? 1 : 0;
        came.failed += test.verdict() == Verdict::fail ? 1 : 0;
    }
    return came;
}

/// Whether that many experiments are compatible with a rate. The tests below ask about twenty times. Together they
/// may be wrong once in a thousand.
bool rate_is_at_most(double rate, int counted) {
    const boost::math::binomial_distribution<double> wrong(kExperiments, rate);
    return counted == 0 || boost::math::cdf(boost::math::complement(wrong, counted - 1)) > 0.001 / 20;
}

struct Bound {
    double bound;
    bool at_least;
    double indifference;
    double confidence;
};

TEST(ProbabilityTest, is_wrong_of_either_kind_no_more_often_than_it_says) {
    for (const Bound& of : {Bound{0.5, true, 0.1, 0.95}, Bound{0.95, true, 0.02, 0.95}, Bound{0.95, true, 0.04, 0.99},
                            Bound{0.1, false, 0.05, 0.9}, Bound{0.02, false, 0.02, 0.95}}) {
        const ProbabilityTest test(of.bound, of.at_least, of.indifference, of.confidence);
        const double missed = of.bound + (of.at_least ? -of.indifference : of.indifference);
        const auto happens = [](double p) { return [p](std::mt19937_64& random) { return uniform(random) < p; }; };
        const Verdicts held = verdicts(test, happens(of.bound), 3);
        const Verdicts broken = verdicts(test, happens(missed), 4);
        EXPECT_PRED2(rate_is_at_most, 1 - of.confidence, held.failed) << of.bound;
        EXPECT_PRED2(rate_is_at_most, 1 - of.confidence, broken.passed) << of.bound;
        // A test that never decides is never wrong, and useless.
        EXPECT_GT(held.passed, 0.85 * kExperiments) << of.bound;
        EXPECT_GT(broken.failed, 0.85 * kExperiments) << of.bound;
    }
}

TEST(ProbabilityTest, of_certainty_fails_with_the_first_failure) {
    ProbabilityTest test(1, true, 0.001, 0.95);
    for (int drill = 0; drill < 2994; ++drill) test.add(true);
    EXPECT_EQ(test.verdict(), Verdict::undecided);  // 0.999^2994 > 0.05
    ProbabilityTest failing = test;
    failing.add(false);
    EXPECT_EQ(failing.verdict(), Verdict::fail);
    test.add(true);
    EXPECT_EQ(test.verdict(), Verdict::pass);
}

TEST(ProbabilityTest, counts_nothing_after_its_verdict) {
    ProbabilityTest test(0.5, true, 0.1, 0.95);
    for (int drill = 0; drill < 1000; ++drill) test.add(true);
    EXPECT_EQ(test.verdict(), Verdict::pass);
    EXPECT_EQ(test.drills(), 14U);  // 0.8^14 < 0.05 < 0.8^13
    EXPECT_EQ(test.estimate(), 1);
}

TEST(MeanTest, is_wrong_of_either_kind_no_more_often_than_it_says) {
    const struct {
        const char* name;
        double low, high, mean;
        Draw draw;
    } kWorlds[] = {
        {"coin", 0, 1, 0.3, [](std::mt19937_64& random) { return uniform(random) < 0.3 ? 1.0 : 0.0; }},
        {"rare", 0, 1, 0.01, [](std::mt19937_64& random) { return uniform(random) < 0.01 ? 1.0 : 0.0; }},
        {"even", 0, 24, 12, [](std::mt19937_64& random) { return 24 * uniform(random); }},
        {"pairs", -1, 1, 0.1,
         [](std::mt19937_64& random) {
             const double u = uniform(random);
             return u < 0.15 ? 1.0 : u < 0.2 ? -1.0 : 0.0;
         }},
        {"narrow", 0, 1000, 5, [](std::mt19937_64& random) { return 4 + 2 * uniform(random); }},
    };
    for (const auto& world : kWorlds) {
        // The bound is the mean itself. Either verdict would be wrong for a bound slightly beside it.
        const MeanTest test(world.low, world.high, world.mean, true, 0.95);
        const Verdicts wrong = verdicts(test, world.draw, 5);
        EXPECT_PRED2(rate_is_at_most, 0.05, wrong.passed) << world.name;
        EXPECT_PRED2(rate_is_at_most, 0.05, wrong.failed) << world.name;
    }
}

TEST(MeanTest, comes_to_the_right_verdict) {
    const Draw draw = [](std::mt19937_64& random) { return uniform(random) < 0.3 ? 1.0 : 0.0; };
    EXPECT_GT(verdicts(MeanTest(0, 1, 0.2, true, 0.95), draw, 7).passed, 0.99 * kExperiments);
    EXPECT_GT(verdicts(MeanTest(0, 1, 0.2, false, 0.95), draw, 8).failed, 0.99 * kExperiments);
    EXPECT_GT(verdicts(MeanTest(0, 1, 0.4, true, 0.95), draw, 9).failed, 0.99 * kExperiments);
}

TEST(MeanTest, has_an_interval_around_its_estimate) {
    MeanTest test(-10, 10, 9, true, 0.95);
    for (int drill = 0; drill < 40; ++drill) test.add(drill % 2 == 0 ? 1 : 3);
    EXPECT_NEAR(test.estimate(), 2, 1e-12);
    EXPECT_LT(test.interval().low, 2);
    EXPECT_GT(test.interval().high, 2);
    EXPECT_GE(test.interval().low, -10);
}

/// Claims of twenty tests each, all of which have to pass.
struct Claims {
    int failed = 0;
    int passed = 0;
    int outside = 0;  // some interval misses the truth
};

template <class Test>
Claims claims_of_twenty(const Test& fresh, const std::function<double(int)>& truth, int claims) {
    std::mt19937_64 random(20);
    Claims came;
    for (int claim = 0; claim < claims; ++claim) {
        bool any_failed = false;
        bool all_passed = true;
        bool outside = false;
        for (int one = 0; one < 20; ++one) {
            Test test = fresh;
            for (int drill = 0; drill < kMostDrillsOfATest && test.verdict() == Verdict::undecided; ++drill)
                add(test, uniform(random) < truth(one) ? 1 : 0);
            any_failed |= test.verdict() == Verdict::fail;
            all_passed &= test.verdict() == Verdict::pass;
            outside |= truth(one) < test.interval().low || truth(one) > test.interval().high;
        }
        came.failed += any_failed;
        came.passed += all_passed;
        came.outside += outside;
    }
    return came;
}

// At the bound each of the twenty tests would fail alone in 5 %, and the claim in more than half of the runs.
TEST(TestsTogether, are_wrong_of_either_kind_no_more_often_than_one) {
    constexpr int kClaims = 300;
    constexpr int kMost = 28;  // 29 or more of 300 at 5 %: once in 1000
    const ProbabilityTest alone(0.8, true, 0.1, 0.95);
    const ProbabilityTest probability(0.8, true, 0.1, 0.95, Together{20});
    const MeanTest mean(0, 1, 0.8, true, 0.95, Together{20});
    const auto at_bound = [](int) { return 0.8; };
    const auto one_misses = [](int one) { return one == 7 ? 0.7 : 0.99; };
    EXPECT_GT(claims_of_twenty(alone, at_bound, kClaims).failed, kClaims / 3);
    for (const Claims& kept :
         {claims_of_twenty(probability, at_bound, kClaims), claims_of_twenty(mean, at_bound, kClaims)}) {
        EXPECT_LE(kept.failed, kMost);
        EXPECT_LE(kept.outside, kMost);
    }
    for (const Claims& missed :
         {claims_of_twenty(probability, one_misses, kClaims), claims_of_twenty(mean, one_misses, kClaims)}) {
        EXPECT_LE(missed.passed, kMost);
        EXPECT_LE(missed.outside, kMost);
    }
}

// A pass takes as many drills as it takes one test alone. A failure takes more.
TEST(TestsTogether, cost_what_failing_takes) {
    ProbabilityTest alone(0.9, true, 0.05, 0.95);
    ProbabilityTest together(0.9, true, 0.05, 0.95, Together{20});
    while (alone.verdict() == Verdict::undecided) alone.add(true);
    while (together.verdict() == Verdict::undecided) together.add(true);
    EXPECT_EQ(together.drills(), alone.drills());
    ProbabilityTest failing(0.9, true, 0.05, 0.95);
    ProbabilityTest failing_together(0.9, true, 0.05, 0.95, Together{20});
    while (failing.verdict() == Verdict::undecided) failing.add(false);
    while (failing_together.verdict() == Verdict::undecided) failing_together.add(false);
    EXPECT_EQ(failing.drills(), 8U);            // ln 20 / ln 1.5
    EXPECT_EQ(failing_together.drills(), 15U);  // ln 400 / ln 1.5
}

}  // namespace
}  // namespace hotline
