// How fast entries go stale, from tests that found them right or dead: an entry that was right `age` ago is still
// right with probability exp(-per_year · age), as in [staleness.ID]. Each test tells only of the time since the entry
// was last known to be right. Maximum likelihood; the interval is that of the likelihood ratio. Without a dead entry
// its upper end is exact: -ln(5 %) over all the years that were survived.
#pragma once

#include <vector>

#include "analysis/estimates/intervals.hpp"

namespace hotline {

struct AgedTest {
    double years = 0;  // since the entry was last known to be right; above 0
    bool dead = false;
};

struct StalenessFit {
    std::size_t tests = 0;
    std::size_t dead = 0;
    double years = 0;     // of all tests together
    double per_year = 0;  // infinite where all were dead
    /// Where none is dead, one-sided: from 0.
    Interval interval(double confidence = kConfidence) const;

    explicit StalenessFit(std::vector<AgedTest> aged);
    /// ln of the likelihood of a rate above 0.
    double log_likelihood(double rate) const;

private:
    std::vector<AgedTest> aged_;
};

}  // namespace hotline
