// Which officials a step calls, and by which rows; which protocols a search leads to.
#pragma once

#include <compare>
#include <span>
#include <vector>

#include "models/scenario/scenario.hpp"

namespace hotline {

/// A place in the list of a step: an official, or whoever has the duty of a rota.
struct CalledPlace {
    Index official = kNone;
    Index rota = kNone;
    std::uint32_t ahead = 0;  // of the rota: see Selector

    friend auto operator<=>(const CalledPlace&, const CalledPlace&) = default;
};

/// The officials of a scenario by party, and their deputies. The scenario must outlive it.
class Directory {
public:
    explicit Directory(const Scenario& scenario);

    /// The places of a step when `caller` tries to reach `callee`: those that it lists, or all that match, in the
    /// order of the lists; each once.
    std::vector<CalledPlace> places(const Selector& call, Index caller, Index callee) const;
    /// The officials among them.
    std::vector<Index> called(const Selector& call, Index caller, Index callee) const;

    /// Who may take a place: the official; members of the rota, and those whom overrides name; their deputies, and
    /// deputies of deputies.
    std::vector<Index> takers(const CalledPlace& place) const;
    /// Who may take one of these places. Without those who are named in one.
    std::vector<Index> others(std::span<const CalledPlace> places) const;
    /// Whether it depends on the instant who takes one of these places.
    bool may_change(std::span<const CalledPlace> places) const;

private:
    void add_matching(const Selector& call, Index caller, Index callee, std::vector<CalledPlace>& places) const;
    void add_deputies(std::vector<Index>& reached) const;

    const Scenario& scenario_;
    std::vector<std::vector<Index>> of_party_;
    std::vector<std::vector<Index>> deputies_;  // by official, as leaves name them; empty where none does
    std::vector<std::vector<Index>> of_rota_;   // members and those whom overrides name, each once
};

/// The rows by which a step calls an official, in the order in which it tries them.
std::vector<Index> rows_tried(const Scenario& scenario, const Step& step, Index official);

/// The protocols that a search with `protocol` may lead to, itself included. All hand-overs are included, whichever
/// party they belong to.
std::vector<Index> reachable_from(const Scenario& scenario, Index protocol);
/// Whether a selector, or one of the steps of a protocol, takes the officials of that side.
bool depends_on(const Selector& call, Selector::Side side);
bool depends_on(const Protocol& protocol, Selector::Side side);
/// Whether it calls whoever has the duty of a rota.
bool calls_rota(const Selector& call);

}  // namespace hotline
