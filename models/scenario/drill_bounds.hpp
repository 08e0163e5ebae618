// Upper bounds on one drill of a case, from the scenario alone: every search that the case can open makes all its
// attempts and waits the full patience for each. The mean of a bounded quantity has an interval that is valid for any
// number of drills (analysis/estimates/betting.hpp).
//
// Left out: attempts that the horizon and the duration of other attempts prevent. Only waits are limited by the
// horizon.
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

/// A drill with more attempts fails with an error.
inline constexpr std::uint32_t kMostAttempts = 65535;
/// So does a drill in which a search leads to another one, and that to another one, more often.
inline constexpr std::uint32_t kDeepestSearch = 100;

struct DrillBound {
    std::uint32_t attempts = 0;  // at most kMostAttempts
    /// Units of cost: that of all attempts.
    double cost = 0;
    /// Seconds that its branches wait in total for callers, lines and seats. Each request waits at most its patience,
    /// and each branch at most the horizon.
    double waited = 0;
};

/// A bound on the requests to one resource in one drill, over all cases.
struct RequestBound {
    double requests = 0;  // infinite if unbounded
    double wait = 0;      // seconds; the longest wait of one request
};

/// Requests to officials for seats, to channels for lines or transfers of messages, and to parties for callers.
struct RequestBounds {
    std::vector<RequestBound> officials;
    std::vector<RequestBound> channels;
    std::vector<RequestBound> parties;
};

/// Seconds from the first load or case of a drill to the latest end of its last case.
double longest_drill(const Scenario& scenario);

/// The bounds for a drill in which each case plays the protocol at index `number` of its list. The calls of a load
/// are a Poisson process without an upper bound: its bound holds in all but one of 10¹² drills.
RequestBounds most_requests(const Scenario& scenario, std::size_t number);

class DrillBounds {
public:
    /// The scenario must outlive the bounds.
    explicit DrillBounds(const Scenario& scenario) : scenario_(scenario) {}

    /// The bound of a case under a protocol. A bound that several cases share is computed once.
    const DrillBound& of(Index case_index, Index protocol);

private:
    using Key = std::tuple<Index, Index, Index>;  // protocol, caller, callee; kNone where it does not matter

    struct Parties {
        bool caller = false;
        bool callee = false;
    };
    /// Whether the protocol, or a search that it may open, selects officials of the caller or of the callee.
    Parties depends_on(Index protocol) const;

    const Scenario& scenario_;
    std::optional<Directory> directory_;  // made by the first call of `of`
    std::vector<std::optional<Parties>> depends_on_;
    std::map<Key, DrillBound> known_;
};

}  // namespace hotline
