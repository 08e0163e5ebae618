// Compares a baseline with the same drills played now. First it names the cases that are gone, new or changed. Where
// drills differ, it then tests whether anything has moved by more than chance (analysis/estimates/drift_tests.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/estimates/baseline.hpp"

namespace hotline {

/// The level at which the tests report drift, for all tests of a scenario together (Holm): a scenario in which
/// nothing has moved is reported as drifted at most once in a thousand times.
inline constexpr double kDriftLevel = 0.001;

/// Why the smallest detectable change is unknown.
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
    /// The smallest change that would be detected as drift with a probability of 90 %: a change of the number or, for
    /// times, attempts and cases, of the difference between `less` and `more`.
    std::optional<double> smallest_found;
    std::string_view unknown;  // why it is missing

    bool beyond_chance() const { return p_value < kDriftLevel; }
};

struct CaseDrift {
    std::string name;                 // "uk → cn, lists"; "lists, 2450 cases"
    std::vector<std::string> pooled;  // the changed ones of pooled cases
    /// Of pooled cases: how many callers and callees the changed cases have, "3 of 50 callers and 1 of 3 callees".
    std::string whose;
    std::uint64_t differing = 0;
    /// The first drill that differs; empty if only the makers of contact or the results of attempts have changed.
    std::optional<std::uint64_t> first;
    bool comparable = true;  // false: the sums are of different cases
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
    /// Whether drills differ, but are too few for any test to find a change.
    bool too_few() const { return fewest > drills; }
};
/// Requires the same number of drills in both, at least two, to the same horizon and stored in the same form.
DriftFindings compare(const Baseline& before, const Baseline& now);

}  // namespace hotline
