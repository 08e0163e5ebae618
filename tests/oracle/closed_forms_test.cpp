// Drills with a known law: independent retries, and officials who race each other to the telephone.
//
// Tolerances are four standard errors of the simulation. Seeds are fixed, so a test that passes keeps passing.

#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <cmath>

#include "sim/escalation/isolated_world.hpp"
#include "sim/runs/runner.hpp"
#include "tests/oracle/sketch.hpp"

namespace hotline {
namespace {

constexpr std::uint64_t kDrills = 40'000;

Outcomes play(const Scenario& scenario) {
    RunPlan plan;
    plan.seed = 20121004;
    plan.replications = kDrills;
    plan.make_world = make_isolated_world;
    return run(scenario, plan)->front();
}

double share(const std::vector<Ticks>& times, Ticks by) {
    const auto count = std::count_if(times.begin(), times.end(), [&](Ticks t) { return t != kNever && t <= by; });
    return static_cast<double>(count) / static_cast<double>(times.size());
}

double tolerance(double p) {
    return 4 * std::sqrt(p * (1 - p) / static_cast<double>(kDrills));
}

Sketch retries(double answer, std::uint32_t tries) {
    Sketch sketch;
    const Index response = sketch.responds(0);
    sketch.scenario.responses[response].on_duty.answer = answer;
    sketch.scenario.responses[response].off_duty.answer = answer;
    Step& step = sketch.step({sketch.someone(1, sketch.phone, response)});
    step.tries = tries;
    step.gap = lasts(5);
    return sketch;
}

TEST(ClosedForm, independent_retries_are_geometric) {
    constexpr double kAnswer = 0.3;
    constexpr std::uint32_t kTries = 6;
    const Sketch sketch = retries(kAnswer, kTries);
    const Outcomes outcomes = play(sketch.scenario);
    for (std::uint32_t attempt = 1; attempt <= kTries; ++attempt) {
        // A vain attempt takes 2 s of set-up and 10 s of patience, and then a gap of 5 s. An answer comes as soon as
        // it rings.
        const Ticks by = secs(17 * (attempt - 1) + 2);
        const double expected = 1 - std::pow(1 - kAnswer, attempt);
        EXPECT_NEAR(share(outcomes.contact, by), expected, tolerance(expected)) << attempt;
        EXPECT_NEAR(share(outcomes.contact, by - Ticks{1}), 1 - std::pow(1 - kAnswer, attempt - 1), tolerance(0.5));
    }
}

// The expected number of attempts is the expected time to absorption of a Markov chain whose states are attempts: the
// solution x of (I - Q) x = 1 (Kemeny and Snell, Finite Markov Chains, theorem 3.3.5).
TEST(ClosedForm, attempts_are_steps_to_absorption) {
    constexpr double kAnswer = 0.3;
    constexpr int kTries = 6;
    const Sketch sketch = retries(kAnswer, kTries);
    const Outcomes outcomes = play(sketch.scenario);
    Eigen::MatrixXd onwards = Eigen::MatrixXd::Zero(kTries, kTries);
    for (int attempt = 0; attempt + 1 < kTries; ++attempt) onwards(attempt, attempt + 1) = 1 - kAnswer;
    const Eigen::VectorXd expected =
        (Eigen::MatrixXd::Identity(kTries, kTries) - onwards).lu().solve(Eigen::VectorXd::Ones(kTries));

    double sum = 0, squares = 0;
    for (const auto& of_drill : outcomes.attempts) {
        double attempts = 0;
        for (const auto count : of_drill) attempts += count;
        sum += attempts;
        squares += attempts * attempts;
    }
    const double mean = sum / static_cast<double>(kDrills);
    const double error =
        std::sqrt((squares / static_cast<double>(kDrills) - mean * mean) / static_cast<double>(kDrills));
    EXPECT_NEAR(mean, expected(0), 4 * error);
}

TEST(ClosedForm, a_race_of_exponentials_is_exponential_and_won_in_proportion_to_the_rates) {
    const double means[] = {20, 30, 60};  // rates 3 : 2 : 1, together one in 10 s
    Sketch sketch;
    sketch.scenario.channels[sketch.phone].patience = secs(900);
    std::vector<Person> people;
    for (const double mean : means) {
        const Index response = sketch.responds(0);
        for (Duty* duty :
             {&sketch.scenario.responses[response].on_duty, &sketch.scenario.responses[response].off_duty}) {
            duty->latency.kind = Law::Kind::exponential;
            duty->latency.a = mean;
        }
        people.push_back(sketch.someone(1, sketch.phone, response));
    }
    sketch.step({people[0], people[1], people[2]}).all_at_once = true;
    const Outcomes outcomes = play(sketch.scenario);
    for (const double seconds : {1.0, 5.0, 10.0, 20.0, 40.0}) {
        const double expected = 1 - std::exp(-seconds / 10);
        EXPECT_NEAR(share(outcomes.contact, secs(2) + ticks_of_seconds(seconds)), expected, tolerance(expected));
    }
    for (std::size_t winner = 0; winner < people.size(); ++winner) {
        const auto won = std::count(outcomes.made_by.begin(), outcomes.made_by.end(), people[winner].row);
        const double expected = 10 / means[winner];
        EXPECT_NEAR(static_cast<double>(won) / static_cast<double>(kDrills), expected, tolerance(expected));
    }
}

}  // namespace
}  // namespace hotline
