// Links of the engine, and the rates at which flows share them: max-min fairness, by the engine's model CM02 (Velho
// and Legrand, "Accuracy study and improvement of network simulation in the SimGrid framework", SIMUTools 2009).
//
// Only the rates of the engine are used. Flows never end by themselves, and links have no latencies, because these
// would weight the shares. `Progress` computes the remaining size of a message. Links are made when they are first
// needed, and kept; a process has one set of them, as it has one engine. tests/unit/simgrid tests the assumptions
// about the engine.
#pragma once

#include <cstddef>
#include <vector>

#include "models/base/place.hpp"

namespace simgrid::s4u {
class Comm;
}
namespace simgrid::kernel::resource {
class Action;
}

namespace hotline {

class Links {
public:
    struct Flow {
        simgrid::s4u::Comm* message = nullptr;  // null: no flow
        simgrid::kernel::resource::Action* action = nullptr;
    };

    /// The links of the process. Requires that its engine exists.
    static Links& instance();

    /// Sets the bandwidth in bit/s, above 0; it may be infinite.
    void set_bandwidth(Index link, double bandwidth);
    /// Begins `flows` parallel flows over these links, each with a rate of at most `most`. Call this and the
    /// following functions only from events of the agenda.
    Flow begin(const std::vector<Index>& over, std::uint32_t flows, double most);
    void end(Flow& flow);
    /// Recomputes the rates. Must be called after `begin`, `end` and `set_bandwidth` before `rate` is called.
    void share();
    /// The total rate of the flow in bit/s.
    double rate(const Flow& flow) const;

private:
    Links();

    void require(Index link);

    std::vector<double> bandwidths_;  // of the existing links
};

}  // namespace hotline
