// What a scenario's drills came to once, kept, and what has changed since: first drill by drill, then, where drills
// differ, whether anything has moved beyond chance. Of many cases only their sums are kept, drill by drill, and
// fingerprints that tell whose cases have changed.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "analysis/outcome.hpp"
#include "models/scenario.hpp"

namespace hotline {

/// Drills of one case and protocol, by the names that they have in the scenario.
struct StoredDrills {
    std::string caller;
    std::string callee;
    Ticks after{0};
    std::string protocol;
    std::string fingerprint;  // of all that an outcome holds, of all drills
    std::vector<Ticks> first_answer;
    std::vector<Ticks> contact;
    std::vector<Ticks> response;  // empty where nobody asks for one
    std::vector<Ticks> shared;    // empty where nothing is sent
    std::vector<std::uint32_t> attempts;
};

/// Drills of all cases of one protocol, where they are many.
struct PooledDrills {
    /// How many cases reached a milestone, and their sum of min(time, horizon), by drill.
    struct Sums {
        std::vector<std::uint64_t> reached;
        std::vector<std::int64_t> ticks;
    };
    /// By a party's id, in order: of the cases in which it calls, or is called.
    using Fingerprints = std::map<std::string, std::string>;

    std::string protocol;
    std::uint64_t cases = 0;
    Fingerprints callers;
    Fingerprints callees;
    Sums first_answer;
    Sums contact;
    Sums response;
    Sums shared;  // empty where nothing is sent
    std::vector<std::uint64_t> attempts;
};
/// From more cases and protocols than that on, they are pooled.
inline constexpr std::size_t kMostStored = 100;

struct Baseline {
    std::string luck;  // a fingerprint of the uniforms that these drills had
    std::uint64_t seed = 0;
    std::uint64_t replications = 0;
    Ticks horizon{0};
    std::vector<StoredDrills> cases;
    std::vector<PooledDrills> pooled;  // by protocol, instead of `cases`
};

Baseline baseline_of(const Scenario& scenario, std::uint64_t seed, const std::string& luck,
                     const std::vector<Outcomes>& outcomes);
void write_baseline(std::ostream& out, const Baseline& baseline);
/// Throws std::runtime_error: what is wrong with the text.
Baseline read_baseline(const std::string& text);

/// The level of the test that says "drift", of all tests of a scenario together (Holm): a scenario in which nothing
/// has moved is called drifted once in a thousand times at most.
inline constexpr double kDriftLevel = 0.001;

/// One number of one case and protocol, before and now.
struct Movement {
    std::string what;  // "contact by 24 h"
    enum class Unit : unsigned char { share, mean_share, seconds, count } unit = Unit::share;
    double before = 0;
    double now = 0;
    double p_value = 1;  // corrected by Holm
    /// The smallest change that would have been called drift with a probability of 90 %.
    double smallest_found = 0;

    bool beyond_chance() const { return p_value < kDriftLevel; }
};

struct CaseDrift {
    std::string name;  // "uk → cn, lists"; "lists, 2450 cases"
    /// Of pooled cases: those of how many callers and callees have changed.
    std::string whose;
    std::uint64_t differing = 0;
    /// The first drill that differs; nothing where only who made contact or what attempts ended in has changed.
    std::optional<std::uint64_t> first;
    std::vector<Movement> movements;
};

struct DriftReport {
    std::uint64_t drills = 0;
    bool paired = true;                 // the same luck then and now
    std::vector<std::string> vanished;  // cases and protocols that are gone, and those that are new
    std::vector<std::string> added;
    std::vector<CaseDrift> changed;  // whose fingerprint is not what it was
    Ticks horizon_before{0};
    Ticks horizon{0};  // where it is another, compared is what came by the shorter one, and attempts are not

    bool same() const { return vanished.empty() && added.empty() && changed.empty(); }
    bool drifted() const;
};
/// Requires as many drills of both, more than one.
DriftReport compare(const Baseline& before, const Baseline& now);

}  // namespace hotline
