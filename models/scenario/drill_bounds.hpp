// What one drill of a case can come to at most, from the scenario alone: every search that the case can open makes
// every attempt that it may, and waits as long as it may for each of them. Means of what has a bound have intervals
// that hold however few the drills (analysis/estimates/betting.hpp).
//
// Left out: what the horizon and the time that attempts take leave undone, but for waits.
#pragma once

#include <cstddef>
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

/// What may be asked for of one resource in one drill, by all its cases together.
struct RequestBound {
    double requests = 0;  // infinite where there is no most
    double wait = 0;      // seconds that one of them waits at most
};

/// By official, for his seats; by channel, for its lines, and of messages whether or not they are late; by party, for
/// people to call with.
struct RequestBounds {
    std::vector<RequestBound> officials;
    std::vector<RequestBound> channels;
    std::vector<RequestBound> parties;
};

/// From the first load or case of a drill until the last case can end, in seconds.
double longest_drill(const Scenario& scenario);

/// With all cases under their protocols of a number, or those that they all have. A load has no most, but its calls
/// are Poisson's: so many come in all but one of 10¹² drills.
RequestBounds most_requests(const Scenario& scenario, std::size_t number);

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
