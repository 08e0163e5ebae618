// Checks expectations against drills: a sequential test gives a verdict for each and stops as soon as it can.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "analysis/drills/outcome.hpp"
#include "analysis/estimates/sequential.hpp"
#include "models/scenario/drill_bounds.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

/// The default indifference for a bound on a probability: a quarter of the distance from the bound to the nearer of 0
/// and 1, at most 0.005; 0.001 if the distance is 0.
double usual_indifference(double bound);

/// The largest number of a drill with this bound; above 0.
double most_of(const Measure& measure, const DrillBound& bound);

/// One expectation about one case and protocol, about a difference between two protocols, or about the mean over
/// several cases.
class ExpectationTest {
public:
    /// The expectation must outlive it. `most` is the largest number that a drill can have under either
    /// protocol, if the claim is about one (`most_of`). `together` are all tests of the expectation.
    ExpectationTest(const Expectation& expectation, double most, Together together = {});

    /// What the claim measures of a drill.
    double value(const Outcome& outcome) const;
    /// The same where the claim is about a time: of a milestone, or of a quorum.
    double value(Ticks time) const;
    /// Adds one drill: the value of the claim's measure, minus its value under the other protocol for a difference;
    /// the mean if there are several cases.
    void add(double value);

    Verdict verdict() const;
    std::uint64_t drills() const;
    /// The estimate of the measure or difference: a probability, seconds or a number. For a quantile, it is the
    /// probability of having reached the milestone by the bound.
    double estimate() const;
    /// Valid at the drill at which the test stopped, with the expectation's confidence for all of its tests together.
    Interval interval() const;
    /// The indifference in use; empty if the test has none.
    std::optional<double> indifference() const { return indifference_; }

private:
    const Claim* claim_;
    std::optional<double> indifference_;
    std::variant<ProbabilityTest, MeanTest> test_;
};

/// In how many worlds of values a claim holds, as the test of each world says.
struct HeldWorlds {
    std::uint64_t worlds = 0;
    std::uint64_t held = 0;
    std::uint64_t failed = 0;

    std::uint64_t undecided() const { return worlds - held - failed; }
};

/// The verdict on one expectation.
struct CheckedExpectation {
    const Expectation* expectation = nullptr;
    Index case_index = kNone;  // none: the mean of several cases
    Index protocol = kNone;
    Verdict verdict = Verdict::undecided;
    std::uint64_t drills = 0;
    double estimate = 0;
    Interval interval;
    std::optional<double> indifference;
    std::size_t cases = 1;
    std::size_t one_of = 1;          // the number of tests of the expectation
    std::size_t needed = 0;          // of the cases, if the claim is about them together (Measure::of_set)
    std::vector<Index> protocols{};  // that those cases play, each once
    /// Set if the claim must hold in a share of worlds. Then the estimate and the interval are of that share, and the
    /// drills are those of all worlds.
    std::optional<HeldWorlds> worlds{};
};

/// The confidence of the test of each world. Its errors may take half of those of the expectation; the finite number
/// of worlds may take the rest.
inline double confidence_in_each_world(double confidence) {
    return (1 + confidence) / 2;
}

/// The verdict on an expectation that must hold in a share of worlds, from its verdicts in each of them. The interval
/// is Clopper and Pearson's: its lower end counts the worlds in which the claim holds, its upper end all but those in
/// which it fails. Passes if the interval lies above the share, fails if it lies below. `expectation` is that of the
/// scenario with the best values. Requires a world.
CheckedExpectation checked_in_worlds(const Expectation& expectation,
                                     const std::vector<CheckedExpectation>& of_worlds);

}  // namespace hotline
