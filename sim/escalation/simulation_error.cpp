#include "sim/escalation/simulation_error.hpp"

#include <fmt/format.h>

namespace hotline {

SimulationError::SimulationError(Cause cause, const std::string& what, std::uint64_t seed, std::uint64_t replication,
                                 double seconds)
    : std::runtime_error(fmt::format("{} (seed {}, replication {}, {:.3f} s after the drill's start)", what, seed,
                                     replication, seconds)),
      cause_(cause) {}

}  // namespace hotline
