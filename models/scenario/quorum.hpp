// A quorum: the milestone that enough of a set of cases have made contact in a drill. `models/scenario/line_up.hpp`
// says which cases and protocols these are in one drill.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "models/base/place.hpp"

namespace hotline {

/// How many of a set are enough.
struct Enough {
    std::uint32_t number = 0;  // 0: a share
    double share = 0;          // above 0, at most 1

    /// The smallest number whose share of all is at least `share`, both as the nearest doubles: 7 of 100 are 0.07,
    /// although 0.07 × 100 exceeds 7. Requires all > 0.
    std::size_t of(std::size_t all) const;
};

struct Quorum {
    std::string id;
    std::string title;  // the id where the file gives none
    Enough at_least;
    std::vector<Index> cases;  // in the scenario's order, at least as many as are enough
    Place place;

    std::size_t needed() const { return at_least.of(cases.size()); }
};

}  // namespace hotline
