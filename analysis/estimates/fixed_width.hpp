// A probability that is to be known to ± w: the interval's width is fixed in advance, and the number of drills
// follows from what is seen. The drills are looked at after fixed numbers of them, each 1.15 times the one before.
// They suffice at the first look at which Clopper and Pearson's interval of 96 % reaches no farther than w from the
// estimate.
//
// The interval there has 95 %: stopping as soon as it is narrow costs less than one point of confidence. That is no
// theorem. tests/oracle/coverage_test.cpp computes the coverage exactly, look by look, over a grid of probabilities
// and widths, and it is nowhere below 95 %. Source of the idea: Frey (2010), "Fixed-width sequential confidence
// intervals for a proportion", The American Statistician 64:242, who calibrates the level in the same way.
//
// Any other interval from the same drills holds if it holds at every look at which they may have stopped: by the
// union bound, the error is shared among the looks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/estimates/intervals.hpp"
#include "models/base/ticks.hpp"

namespace hotline {

class FixedWidth {
public:
    /// Requires 0 < half_width ≤ 0.5.
    explicit FixedWidth(double half_width);

    /// The first look at which an estimate of 0 or 1 may be precise enough.
    std::uint64_t first_look() const { return first_; }
    static std::uint64_t next_look(std::uint64_t drills);
    /// At most so many.
    std::size_t looks() const { return looks_; }

    /// The interval of the probability where the drills suffice.
    static Interval interval(std::uint64_t successes, std::uint64_t drills);
    /// Whether the drills of a look suffice. At the last look they do.
    bool suffice(std::uint64_t successes, std::uint64_t drills) const;
    /// The first look at which the drills suffice; empty if none does. `times`: by drill, `kNever` is no success.
    std::optional<std::uint64_t> stop(const std::vector<Ticks>& times) const;

    /// The confidence at each look of an interval that is to hold wherever the drills suffice.
    double at_each_look(double confidence = kConfidence) const {
        return 1 - (1 - confidence) / static_cast<double>(looks_);
    }

private:
    double half_width_;
    std::uint64_t first_ = 1;
    std::uint64_t last_ = 1;
    std::size_t looks_ = 1;
};

}  // namespace hotline
