// What a log shows by itself, without any law: the share that has answered by each time. Where times are exact or
// given up, that is Kaplan and Meier's estimate; an entry that came under observation late counts from then on. Where
// only bounds of a time are known, it is Turnbull's, and an answer is drawn at the latest time that it may have had.
//
// The band has kConfidence at each time alone. It covers two ways to be wrong. First, that of independent tests
// (survival.hpp), and that of tests which resemble each other, as those of one contact do: the larger counts. The
// second comes from sums over contacts. Second, where only bounds are known, all answers may have come at their
// earliest or at their latest time.
//
// Sources: Kaplan, Meier (1958), Journal of the American Statistical Association 53:457; Turnbull (1976), Journal of
// the Royal Statistical Society B 38:290; Williams (1995), "Product-limit survival functions with correlated survival
// times", Lifetime Data Analysis 1:171, for sums over contacts.
#pragma once

#include <vector>

#include "analysis/laws/contacts.hpp"

namespace hotline {

struct CurveAt {
    double seconds = 0;
    double share = 0;
    Interval interval;
};

class ObservedCurve {
public:
    /// Requires at least one test.
    explicit ObservedCurve(const std::vector<TestsOfContact>& contacts);

    /// Steps, in order, from time 0 to the last time that was seen: each holds until the next.
    const std::vector<CurveAt>& steps() const { return steps_; }
    /// At a time; the last step for later ones.
    const CurveAt& at(double seconds) const;
    /// Some answers came between bounds: Turnbull's estimate.
    bool has_bounds() const { return has_bounds_; }

private:
    bool has_bounds_ = false;
    std::vector<CurveAt> steps_;
};

}  // namespace hotline
