// Drills whose worker process died: the engine aborted, or the system or a user killed the process.
//
// All other drills are played nevertheless. `hotline run` then writes the remaining result, marked as incomplete in
// every format. Commands with a stopping rule (--precision, `check`) and paired comparisons (`compare`, --by,
// baselines) have no result. The program ends with exit code 70 in both cases.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <vector>

#include "analysis/drills/outcome.hpp"

namespace hotline {

class MissingDrills : public std::runtime_error {
public:
    /// Requires at least one missing drill.
    MissingDrills(std::uint64_t seed, std::vector<MissingDrill> missing);

    /// Sorted by replication.
    const std::vector<MissingDrill>& missing() const { return missing_; }

    /// The outcomes of a run with a fixed number of drills. Outcomes of missing drills are meaningless.
    std::vector<Outcomes> kept;

private:
    std::vector<MissingDrill> missing_;
};

}  // namespace hotline
