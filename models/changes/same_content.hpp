// Whether parts of two scenarios have the same content. Places in files do not count: they change nothing about a
// drill. Every member is named here, so that a new one does not compile until it is compared, too.
#pragma once

#include <cstddef>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "models/scenario/scenario.hpp"

namespace hotline {

namespace content {

inline auto members(const Shift& of) {
    const auto& [a, b, c] = of;
    return std::tie(a, b, c);
}
inline auto members(const Roster& of) {
    const auto& [a, b, c, place] = of;
    return std::tie(a, b, c);
}
inline auto members(const Hours& of) {
    const auto& [a, b] = of;
    return std::tie(a, b);
}
inline auto members(const Holiday& of) {
    const auto& [a, b, c, d, e, f, g, place] = of;
    return std::tie(a, b, c, d, e, f, g);
}
inline auto members(const CallBack& of) {
    const auto& [a, b, c] = of;
    return std::tie(a, b, c);
}
inline auto members(const Duty& of) {
    const auto& [a, b, c, d, e, latency_is_given] = of;
    return std::tie(a, b, c, d, e);
}
inline auto members(const When& of) {
    const auto& [a, b, c, d, place] = of;
    return std::tie(a, b, c, d);
}
inline auto members(const VoiceMail& of) {
    const auto& [a, b, c, d, e, f] = of;
    return std::tie(a, b, c, d, e, f);
}
inline auto members(const WrongPerson& of) {
    const auto& [a, b, c] = of;
    return std::tie(a, b, c);
}
inline auto members(const Between& of) {
    const auto& [a, b, c, d, e, f] = of;
    return std::tie(a, b, c, d, e, f);
}
inline auto members(const Response& of) {
    const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, place] = of;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m);
}
inline auto members(const Party& of) {
    const auto& [a, b, c, d, e, f, g, h, i, j, place] = of;
    return std::tie(a, b, c, d, e, f, g, h, i, j);
}
inline auto members(const Staleness& of) {
    const auto& [a, b, place] = of;
    return std::tie(a, b);
}
inline auto members(const Fallible& of) {
    const auto& [a, b] = of;
    return std::tie(a, b);
}
inline auto members(const Degradation& of) {
    const auto& [a, b, c, d] = of;
    return std::tie(a, b, c, d);
}
// Of those with a base, members cannot be counted.
inline auto members(const Carrier& of) {
    return std::tuple_cat(members(static_cast<const Fallible&>(of)),
                          std::tie(of.id, of.latency, of.bandwidth, of.degraded, of.identity));
}
inline auto members(const Site& of) {
    return std::tuple_cat(members(static_cast<const Fallible&>(of)), std::tie(of.id, of.name, of.identity));
}
inline auto members(const Outage& of) {
    const auto& [a, b, c, d, place] = of;
    return std::tie(a, b, c, d);
}
/// Without the staleness.
inline auto members(const Channel& of) {
    const auto& [a, b, c, d, staleness, e, f, g, h, i, j, k, l, place] = of;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l);
}
/// Without its age and response.
inline auto members(const Row& of) {
    const auto& [a, response, b, c, d, last_verified, e, place] = of;
    return std::tie(a, b, c, d, e);
}
/// Without the rows, the authority, the languages and the staleness.
inline auto members(const Official& of) {
    const auto& [a, b, c, d, e, authority, f, languages, g, h, i, j, staleness, rows, k, place] = of;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k);
}
inline auto members(const Leave& of) {
    const auto& [a, b, c, d, place] = of;
    return std::tie(a, b, c, d);
}
inline auto members(const CalendarTurn& of) {
    const auto& [a, b, c, place] = of;
    return std::tie(a, b, c);
}
inline auto members(const TurnLength& of) {
    const auto& [a, b] = of;
    return std::tie(a, b);
}
inline auto members(const RotaLayer& of) {
    const auto& [a, b, c, d, e] = of;
    return std::tie(a, b, c, d, e);
}
inline auto members(const Rota& of) {
    const auto& [a, b, c, d, place] = of;
    return std::tie(a, b, c, d);
}
inline auto members(const RotaOverride& of) {
    const auto& [a, b, c, d, place] = of;
    return std::tie(a, b, c, d);
}
inline auto members(const Stance& of) {
    const auto& [a, b, c, place] = of;
    return std::tie(a, b, c);
}
inline auto members(const Selector& of) {
    const auto& [a, b, c, d, e, f, g, h, i] = of;
    return std::tie(a, b, c, d, e, f, g, h, i);
}
inline auto members(const FollowUp& of) {
    const auto& [a, b, c, place] = of;
    return std::tie(a, b, c);
}
inline auto members(const Step& of) {
    const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, place] = of;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q);
}
inline auto members(const Hurdle& of) {
    const auto& [a, b] = of;
    return std::tie(a, b);
}
inline auto members(const Goal& of) {
    const auto& [a, b, c, d, e, f] = of;
    return std::tie(a, b, c, d, e, f);
}
inline auto members(const Request& of) {
    const auto& [a, b] = of;
    return std::tie(a, b);
}
inline auto members(const Exchange& of) {
    const auto& [a, b, c, d] = of;
    return std::tie(a, b, c, d);
}
inline auto members(const Case& of) {
    const auto& [a, b, c, d, e, place, f, g, h] = of;
    return std::tie(a, b, c, d, e, f, g, h);
}

/// Without the title.
inline auto members(const Protocol& of) {
    const auto& [a, title, b, c, d, e, f, g, h, i, j, k, l, m, place] = of;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m);
}
inline auto members(const Load& of) {
    const auto& [a, b, c, d, e, f, g, h, place] = of;
    return std::tie(a, b, c, d, e, f, g, h);
}
inline auto members(const Traffic& of) {
    const auto& [a, b, c, d, e, place] = of;
    return std::tie(a, b, c, d, e);
}

}  // namespace content

template <class Part>
bool same_content(const Part& one, const Part& other);
template <class Part>
bool same_content(const std::optional<Part>& one, const std::optional<Part>& other);
template <class Part>
bool same_content(const std::vector<Part>& one, const std::vector<Part>& other);

template <class Part>
bool same_content(const Part& one, const Part& other) {
    if constexpr (requires { content::members(one); }) {
        const auto all = [&]<std::size_t... Number>(const auto& left, const auto& right,
                                                    std::index_sequence<Number...> /*numbers*/) {
            return (same_content(std::get<Number>(left), std::get<Number>(right)) && ...);
        };
        const auto left = content::members(one);
        return all(left, content::members(other), std::make_index_sequence<std::tuple_size_v<decltype(left)>>());
    } else {
        return one == other;
    }
}
template <class Part>
bool same_content(const std::optional<Part>& one, const std::optional<Part>& other) {
    return one.has_value() == other.has_value() && (!one || same_content(*one, *other));
}
template <class Part>
bool same_content(const std::vector<Part>& one, const std::vector<Part>& other) {
    if (one.size() != other.size()) return false;
    for (std::size_t at = 0; at < one.size(); ++at) {
        if (!same_content(one[at], other[at])) return false;
    }
    return true;
}

/// Whether two scenarios have the same drills because all that a drill may depend on is the same.
inline bool same_drills(const Scenario& one, const Scenario& other) {
    const auto same = [&](auto... parts) { return (same_content(one.*parts, other.*parts) && ...); };
    if (!same(&Scenario::horizon, &Scenario::unverified_age, &Scenario::interaction, &Scenario::start_first,
              &Scenario::start_last, &Scenario::parties, &Scenario::groups, &Scenario::holidays, &Scenario::rosters,
              &Scenario::responses, &Scenario::stalenesses, &Scenario::carriers, &Scenario::sites, &Scenario::outages,
              &Scenario::channels, &Scenario::officials, &Scenario::rows, &Scenario::leaves, &Scenario::rotas,
              &Scenario::overrides, &Scenario::stances, &Scenario::protocols, &Scenario::cases, &Scenario::loads,
              &Scenario::traffic))
        return false;
    // What some parts are compared without.
    for (std::size_t at = 0; at < one.channels.size(); ++at) {
        if (one.channels[at].staleness != other.channels[at].staleness) return false;
    }
    for (std::size_t at = 0; at < one.rows.size(); ++at) {
        if (one.rows[at].response != other.rows[at].response ||
            one.rows[at].last_verified != other.rows[at].last_verified)
            return false;
    }
    for (std::size_t at = 0; at < one.officials.size(); ++at) {
        const Official& a = one.officials[at];
        const Official& b = other.officials[at];
        if (a.rows != b.rows || a.authority != b.authority || a.languages != b.languages ||
            a.staleness != b.staleness)
            return false;
    }
    return true;
}

}  // namespace hotline
