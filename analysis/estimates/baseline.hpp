// A baseline: stored results of a scenario's drills. With few cases it holds every drill; with many, sums over the
// cases of each drill and a short fingerprint of each case, which identifies cases that are gone, new or changed.
// analysis/estimates/drift.hpp compares it with new results.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "analysis/drills/outcome.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

/// A case, identified by the ids of its parties.
struct StoredCase {
    std::string caller;
    std::string callee;
    Ticks after{0};

    friend auto operator<=>(const StoredCase&, const StoredCase&) = default;
};

/// Drills of one case and protocol.
struct StoredDrills {
    StoredCase played;
    std::string protocol;
    std::string fingerprint;                // of every field of every outcome
    ByMilestone<std::vector<Ticks>> times;  // empty where the protocol has no such milestone
    std::vector<std::uint32_t> attempts;
};

/// Drills of all cases of one protocol, pooled because there are many.
struct PooledDrills {
    /// By drill: how many cases reached a milestone, and their sum of min(time, horizon).
    struct Sums {
        std::vector<std::uint64_t> reached;
        std::vector<std::int64_t> ticks;
    };
    /// By a party's id, in order: the fingerprint of the cases in which it calls, or is called.
    using Fingerprints = std::map<std::string, std::string>;
    /// 24 bits of the fingerprint of each case, enough to name changed cases. The 64-bit fingerprints of callers and
    /// callees decide whether any case has changed.
    using Prints = std::map<StoredCase, std::uint32_t>;

    std::string protocol;
    Fingerprints callers;
    Fingerprints callees;
    Prints prints;
    ByMilestone<Sums> sums;  // empty for a milestone that is not kept
    std::vector<std::uint64_t> attempts;
};
/// More cases and protocols than this are pooled.
inline constexpr std::size_t kMostStored = 100;
enum class Keeping : unsigned char { each, sums };
Keeping usual_keeping(std::size_t cases_and_protocols);

struct Baseline {
    std::string luck;  // a fingerprint of the random numbers of these drills
    std::uint64_t seed = 0;
    std::uint64_t replications = 0;
    Ticks horizon{0};
    std::vector<StoredDrills> cases;
    std::vector<PooledDrills> pooled;  // by protocol, instead of `cases`

    Keeping keeping() const { return pooled.empty() ? Keeping::each : Keeping::sums; }
};

Baseline baseline_of(const Scenario& scenario, std::uint64_t seed, const std::string& luck,
                     const std::vector<Outcomes>& outcomes, Keeping keeping);

}  // namespace hotline
