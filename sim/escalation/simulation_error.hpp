// An error during a drill, with the seed and the replication to play it again.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>

namespace hotline {

class SimulationError : public std::runtime_error {
public:
    enum class Cause : unsigned char { scenario, program };

    SimulationError(Cause cause, const std::string& what, std::uint64_t seed, std::uint64_t replication,
                    double seconds);
    /// With the text that another process has made.
    SimulationError(Cause cause, const std::string& worded) : std::runtime_error(worded), cause_(cause) {}

    /// Whether the scenario exceeds a limit of drills.
    bool of_scenario() const { return cause_ == Cause::scenario; }

private:
    Cause cause_;
};

}  // namespace hotline
