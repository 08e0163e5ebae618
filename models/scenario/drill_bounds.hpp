// What one drill of a case can come to at most, from the scenario alone: every search that the case can open makes
// every attempt that it may, and waits as long as it may for each of them. Means of what has a bound have intervals
// that hold however few the drills (analysis/estimates/betting.hpp).
//
// Left out: what the horizon and the time that attempts take leave undone, but for waits.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "models/scenario/scenario.hpp"
#include "models/scenario/selection.hpp"

namespace hotline {

/// A drill that would make more attempts is refused.
inline constexpr std::uint32_t kMostAttempts = 65535;

struct DrillBound {
    std::uint32_t attempts = 0;  // at most kMostAttempts
    /// Seconds that its branches wait, each for itself, for people to call with, lines and seats: the patience of
    /// what waits, and no branch longer than the horizon.
    double waited = 0;
};

class DrillBounds {
public:
    /// It must outlive them.
    explicit DrillBounds(const Scenario& scenario) : scenario_(scenario) {}

    /// Of the case under the protocol. Those that come out the same for several cases are reckoned up once.
    const DrillBound& of(Index case_index, Index protocol);

private:
    using Key = std::tuple<Index, Index, Index>;  // protocol, caller, callee; kNone where it does not matter

    struct Parties {
        bool caller = false;
        bool callee = false;
    };
    /// Whose officials the searches that may be opened select, the protocol's own among them.
    Parties depends_on(Index protocol) const;

    const Scenario& scenario_;
    std::optional<Directory> directory_;  // from the first step on
    std::vector<std::optional<Parties>> depends_on_;
    std::map<Key, DrillBound> known_;
};

}  // namespace hotline
