// What a scenario's drills came to once, kept: of few cases every drill, of many their sums, drill by drill, and a
// short fingerprint of each case, which tells by name what is gone, new or has changed. What has changed since is for
// analysis/estimates/drift.hpp.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "analysis/drills/outcome.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

/// A case by the names that it has in the scenario.
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
    /// 24 bits of the fingerprint of each case. They name cases that have changed; whether any has is said by those
    /// of callers and callees, of 64 bits.
    using Prints = std::map<StoredCase, std::uint32_t>;

    std::string protocol;
    Fingerprints callers;
    Fingerprints callees;
    Prints prints;
    Sums first_answer;
    Sums contact;
    Sums response;
    Sums shared;  // empty where nothing is sent
    std::vector<std::uint64_t> attempts;
};
/// From more cases and protocols than that on, they are pooled.
inline constexpr std::size_t kMostStored = 100;
enum class Keeping : unsigned char { each, sums };
Keeping usual_keeping(std::size_t cases_and_protocols);

struct Baseline {
    std::string luck;  // a fingerprint of the uniforms that these drills had
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
