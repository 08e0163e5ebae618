// The outcomes of the drills of one case and protocol, in columns: 50 bytes a drill, and 8 more for each optional
// column: a request, an exchange, `interaction`, costs. The usage of resources that a drill's cases share is kept
// with the first case.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <string>
#include <vector>

#include "analysis/drills/usage.hpp"
#include "models/base/place.hpp"
#include "models/base/ticks.hpp"
#include "models/scenario/milestone.hpp"
#include "models/scenario/result.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

/// Of one drill, by result.
inline std::uint32_t all_attempts(const std::array<std::uint16_t, kResults>& by_result) {
    return std::accumulate(by_result.begin(), by_result.end(), std::uint32_t{0});
}

/// A milestone that was not reached by the horizon.
inline constexpr Ticks kNever{-1};
inline bool in_time(Ticks milestone, Ticks within) {
    return milestone != kNever && milestone <= within;
}
/// min(milestone, within) in seconds: the restricted time, of which the restricted mean is the mean.
inline double seconds_within(Ticks milestone, Ticks within) {
    return seconds_of(in_time(milestone, within) ? milestone : within);
}
std::vector<double> seconds_within(const std::vector<Ticks>& milestones, Ticks within);

/// One drill of one case and protocol. Times count from the case's own start.
struct Outcome {
    Ticks first_answer = kNever;
    Ticks contact = kNever;
    Ticks response = kNever;
    Index made_by = kNone;  // row of the contact list whose official and channel made contact
    std::array<std::uint16_t, kResults> attempts{};  // by result
    Ticks waited{0};                                 // total wait of the case for callers, lines and seats
    Cost cost = 0;                                   // of the attempts
    Ticks shared = kNever;                           // when the evidence has arrived at the callee's CERT

    friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// The milestones that drills of every protocol can reach.
inline constexpr ByMilestone<bool> kOfAll = [] {
    ByMilestone<bool> of_all;
    for (const Milestone milestone : kMilestones) of_all[milestone] = facts_of(milestone).present == nullptr;
    return of_all;
}();

/// Outcomes of drills 0, 1, 2 … of one case and protocol.
struct Outcomes {
    Index case_index = kNone;
    Index protocol = kNone;
    bool interaction = false;  // false: no `waited`
    bool costs = false;        // false: no `cost`
    ByMilestone<bool> can_reach = kOfAll;

    std::vector<Ticks> first_answer;
    std::vector<Ticks> contact;
    std::vector<Ticks> response;  // with a request
    std::vector<Index> made_by;
    std::vector<std::array<std::uint16_t, kResults>> attempts;
    std::vector<Ticks> waited;  // with `interaction`
    std::vector<Cost> cost;     // where attempts cost anything
    std::vector<Ticks> shared;  // with an exchange
    std::size_t resources = 0;  // how many resources are kept here: all of resources_of, or none
    std::vector<Usage> usage;   // by drill, then by resource

    Outcomes() = default;
    /// Without drills yet.
    Outcomes(const Scenario& scenario, Index of_case, Index of_protocol);

    std::size_t size() const { return contact.size(); }
    /// Allocates for `room` drills at once, if that is more.
    void resize(std::size_t drills, std::size_t room = 0);
    /// Safe to call from several threads for different drills.
    void set(std::size_t drill, const Outcome& outcome);
    Outcome at(std::size_t drill) const;
    std::span<Usage> usage_at(std::size_t drill) { return std::span(usage).subspan(drill * resources, resources); }
    std::span<const Usage> usage_at(std::size_t drill) const {
        return std::span(usage).subspan(drill * resources, resources);
    }
};

/// The members in which an outcome, and outcomes, keep a milestone.
struct MilestoneMembers {
    Ticks Outcome::*time;
    std::vector<Ticks> Outcomes::*times;
};

constexpr MilestoneMembers members_of(Milestone milestone) {
    switch (milestone) {
        case Milestone::first_answer:
            return {&Outcome::first_answer, &Outcomes::first_answer};
        case Milestone::contact:
            return {&Outcome::contact, &Outcomes::contact};
        case Milestone::response:
            return {&Outcome::response, &Outcomes::response};
        case Milestone::shared:
            return {&Outcome::shared, &Outcomes::shared};
    }
    return {};
}

inline Ticks time_of(const Outcome& outcome, Milestone milestone) {
    return outcome.*members_of(milestone).time;
}
inline const std::vector<Ticks>& times_of(const Outcomes& outcomes, Milestone milestone) {
    return outcomes.*members_of(milestone).times;
}
inline std::vector<Ticks>& times_of(Outcomes& outcomes, Milestone milestone) {
    return outcomes.*members_of(milestone).times;
}

/// A drill that was not played to its end, and why.
struct MissingDrill {
    std::uint64_t replication = 0;
    std::string why;
};

/// Removes the missing drills, which must be in order; later drills move up.
std::vector<Outcomes> without(std::vector<Outcomes> all, const std::vector<MissingDrill>& missing);

}  // namespace hotline
