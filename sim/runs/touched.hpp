// What a change of a scenario touches: the things (sim/draws/consulted.hpp) about which the two scenarios differ. The
// scenarios are compared part by part, whatever made the change, so a change need not say what it does.
//
// A drill without contention depends on the scenario only through what its searches consult:
//   attempts by a row       the row, its channel and carriers, the site of the official
//   attempts that reach     the response, the official's hours, authority and languages
//   turns of officials      their rows; their hours, if the step skips whoever is off duty
//   steps                   all that a step says, and whom it calls; some of it only when a branch tries again, has
//                           waited in vain, or comes to the end of its tries or of the step
//   protocols               the rest; some of it only when a search talks, opens another one, or ends its rounds
// Any other difference touches every drill. If rows differ in their age or staleness alone, a drill goes otherwise
// only if one of these rows, which it used, is right in one of the scenarios and stale in the other.
#pragma once

#include <optional>
#include <vector>

#include "sim/draws/consulted.hpp"

namespace hotline {

struct Touched {
    Consulted things;         // a drill that consults one of them must be played again
    std::vector<Index> aged;  // rows that differ in their age or staleness alone
    Consulted of_aged;        // these rows
};

/// Empty if the change may touch every drill: with `interaction`, as cases share lines and desks, always.
std::optional<Touched> touched_by(const Scenario& today, const Scenario& changed);

}  // namespace hotline
