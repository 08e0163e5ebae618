// A protocol prepared for one case: the officials that each step calls, and the rows by which it calls them. Drills
// then need no look-ups.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <tuple>
#include <vector>

#include "models/scenario/scenario.hpp"
#include "models/scenario/timetable.hpp"

namespace hotline {

/// A row of the contact list, and its slot in the plan: the index under which a search keeps what it knows of the
/// row.
struct PlannedRow {
    Index row = kNone;
    Index slot = 0;
    Identity identity = 0;
    const Channel* channel = nullptr;
    Index whom = kNone;  // `official`
    const Official* official = nullptr;
    const Response* response = nullptr;
    Ticks patience{0};  // how long the step waits for an answer on it
};

struct Target {
    Index official = kNone;        // kNone: whoever has the duty of `rota`
    Index slot = 0;                // of the official in the plan
    std::vector<PlannedRow> rows;  // in the order in which they are tried
    Index rota = kNone;
    std::uint32_t ahead = 0;  // of the rota: see Selector
};

struct PlannedStep {
    const Step* step = nullptr;
    std::vector<Target> targets;  // in list order, each once
    std::vector<Target> others;   // who may take the place of a target, the targets themselves left out
    bool may_change = false;      // whether it depends on the instant who takes a place

    /// Whom the step calls at an instant in the place of a target: the target, or whoever stands in for him. Null if
    /// that one is a target, too, or already takes another place, or if nobody has the duty of the rota. All at once,
    /// the turn of the first target begins at `first`, and that of each other one `stagger` after the one before it.
    const Target* called(Index target, const Timetable& timetable, Instant at, Instant first, Ticks stagger) const;
    /// The official of a target's place, and who takes it if that one is on leave; `kNone`: nobody.
    Index listed(Index target, const Timetable& timetable, Instant at) const;
    Index taker(Index target, const Timetable& timetable, Instant at) const;
};

struct Plan {
    Index protocol = kNone;
    std::vector<PlannedStep> steps;
    Index officials = 0;  // distinct ones
    Index rows = 0;       // distinct ones
};

/// All plans that the cases of a scenario can need. Cases share equal plans. Requires that the protocols of all cases
/// have a goal.
class Plans {
public:
    explicit Plans(const Scenario& scenario);

    /// The plan of a protocol that the case plays, or that one of its searches may play.
    const Plan& plan(Index case_index, Index protocol) const { return *of_case_[case_index][protocol]; }

private:
    using Key = std::tuple<Index, Index, Index>;  // protocol, caller, callee; kNone where it does not matter

    std::vector<std::vector<const Plan*>> of_case_;  // by case, then protocol
    std::map<Key, std::unique_ptr<const Plan>> plans_;
};

}  // namespace hotline
