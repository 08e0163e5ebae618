// What went wrong while drills were played, with all that is needed to play the drill again.
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
    /// As another process has worded it.
    SimulationError(Cause cause, const std::string& worded) : std::runtime_error(worded), cause_(cause) {}

    /// The scenario asks for more than a drill can be.
    bool of_scenario() const { return cause_ == Cause::scenario; }

private:
    Cause cause_;
};

}  // namespace hotline
