// Expectations held against drills: a verdict for each, from a test that stops when it knows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "analysis/drills/outcome.hpp"
#include "analysis/estimates/sequential.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

/// The indifference of a probability's bound where the scenario names none: a quarter of what lies between the bound
/// and the nearer of 0 and 1, at most 0.005; 0.001 where nothing lies between.
double usual_indifference(double bound);

/// One expectation about one case and protocol (or two protocols, where it is about a difference), or about the mean
/// over several cases.
class ExpectationTest {
public:
    /// The expectation must outlive it. `most_attempts` bounds the attempts of a drill under either protocol;
    /// `together` are all tests of the expectation.
    ExpectationTest(const Expectation& expectation, std::uint32_t most_attempts, Together together = {});

    /// What the claim measures of a drill.
    double value(const Outcome& outcome) const;
    /// One more drill: what the claim measures of it, less what it measures of the one under the other protocol; of
    /// several cases the mean.
    void add(double value);

    Verdict verdict() const;
    std::uint64_t drills() const;
    /// Of the measure or the difference: a probability, seconds, a number. Of a quantile: the probability of having
    /// reached the milestone by the bound.
    double estimate() const;
    /// Valid at the drill at which the test has stopped, with the expectation's confidence for all of its tests.
    Interval interval() const;
    /// The indifference that was used; nothing where the test has none.
    std::optional<double> indifference() const { return indifference_; }

private:
    const Claim* claim_;
    std::optional<double> indifference_;
    std::variant<ProbabilityTest, MeanTest> test_;
};

/// What came of one of them.
struct CheckedExpectation {
    const Expectation* expectation = nullptr;
    Index case_index = kNone;  // none: the mean of several
    Index protocol = kNone;
    Verdict verdict = Verdict::undecided;
    std::uint64_t drills = 0;
    double estimate = 0;
    Interval interval;
    std::optional<double> indifference;
    std::size_t cases = 1;
    std::size_t one_of = 1;  // so many tests has the expectation
};

}  // namespace hotline
