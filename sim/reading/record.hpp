// The complete record of one drill of one case and protocol, in an order that does not depend on how it was computed.
// Both worlds and the reference model must agree on it to the bit.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/drills/outcome.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

/// One attempt that has happened. Times count from the case's own start.
struct AttemptRecord {
    Ticks begins{0};
    Ticks ends{0};      // when its result was settled, or when it was cut off
    Identity path = 0;  // of the search that made it
    Index row = kNone;
    std::uint32_t number = 0;  // among the search's attempts on that row, from 1
    Result result = Result::cut_off;

    friend bool operator==(const AttemptRecord&, const AttemptRecord&) = default;
};

struct DrillRecord {
    Outcome outcome;
    std::vector<AttemptRecord> attempts;  // by begins, then path, row, number

    friend bool operator==(const DrillRecord&, const DrillRecord&) = default;
};

}  // namespace hotline
