// What has changed between a baseline and the same drills played now: first which cases are gone, new or have
// changed, by name, then, where drills differ, whether anything has moved beyond chance:
// analysis/estimates/drift_tests.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/estimates/baseline.hpp"

namespace hotline {

/// The level of the test that says "drift", of all tests of a scenario together (Holm): a scenario in which nothing
/// has moved is called drifted once in a thousand times at most.
inline constexpr double kDriftLevel = 0.001;

/// Why it is unknown which change would have been found.
inline constexpr std::string_view kNoneDiffers = "no drill differs";
inline constexpr std::string_view kTooFewToFind = "too few drills";

/// One number of one case and protocol, before and now.
struct Movement {
    enum class Test : unsigned char {
        share,       // of drills with a milestone: McNemar's exact test
        mean_share,  // over the cases: a bet on the mean
        mean_time,   // of min(time, horizon), in seconds: likewise
        times,       // in how many drills it is shorter, in how many longer: McNemar's
        attempts,    // likewise, of fewer and more
        cases,       // likewise, of how many reached a milestone
    };
    std::string what;  // "contact by 24 h"
    Test test = Test::share;
    double before = 0;  // a share, or a mean
    double now = 0;
    double less = 0;  // the share of drills in which it is less now than before
    double more = 0;
    double p_value = 1;  // corrected by Holm
    /// The least change that would have been called drift with a probability of 90 %: of the number, or of times,
    /// attempts and cases the difference of `less` and `more`.
    std::optional<double> smallest_found;
    std::string_view unknown;  // why there is none

    bool beyond_chance() const { return p_value < kDriftLevel; }
};

struct CaseDrift {
    std::string name;                 // "uk → cn, lists"; "lists, 2450 cases"
    std::vector<std::string> pooled;  // of pooled cases those that have changed
    /// Of pooled cases: how many callers and callees they have, "3 of 50 callers and 1 of 3 callees".
    std::string whose;
    std::uint64_t differing = 0;
    /// The first drill that differs; nothing where only who made contact or what attempts ended in has changed.
    std::optional<std::uint64_t> first;
    bool comparable = true;  // or they are sums of other cases
    std::vector<Movement> movements;

    bool moved() const;
};

struct DriftFindings {
    std::uint64_t drills = 0;
    bool paired = true;                 // the same luck then and now
    std::vector<std::string> vanished;  // cases and protocols that are gone, and those that are new
    std::vector<std::string> added;
    std::vector<CaseDrift> changed;  // whose fingerprint is not what it was
    Ticks horizon{0};                // to which both are played
    Ticks horizon_now{0};            // that of the scenario
    std::uint64_t fewest = 0;        // drills that have to differ, all one way, for any test to find it

    bool same() const { return vanished.empty() && added.empty() && changed.empty(); }
    bool drifted() const;
    /// Whether drills differ, and no test could find it.
    bool too_few() const { return fewest > drills; }
};
/// Requires as many drills of both, more than one, to the same horizon, kept alike.
DriftFindings compare(const Baseline& before, const Baseline& now);

}  // namespace hotline
