// Drills whose worker process died while it played them: the engine aborted, the system killed it, somebody did.
//
// All other drills are played nevertheless. `hotline run` then writes what it has, marked as incomplete in every
// format; whatever stops by looking at the drills (--precision, `check`) or sets them side by side (`compare`, --by,
// baselines) has no result. The program ends with exit code 70 either way.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <vector>

#include "analysis/drills/outcome.hpp"

namespace hotline {

class MissingDrills : public std::runtime_error {
public:
    /// Requires that there are some.
    MissingDrills(std::uint64_t seed, std::vector<MissingDrill> missing);

    /// By replication.
    const std::vector<MissingDrill>& missing() const { return missing_; }

    /// Outcomes of a run of a fixed number of drills; those of missing drills say nothing.
    std::vector<Outcomes> kept;

private:
    std::vector<MissingDrill> missing_;
};

}  // namespace hotline
