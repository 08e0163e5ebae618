// Links of the engine, and the rates at which it lets flows share them: max-min fair, as its model CM02 computes it
// (Velho and Legrand, "Accuracy study and improvement of network simulation in the SimGrid framework", SIMUTools
// 2009).
//
// Rates are all that is asked of it. A flow has no end of its own, and no link has a latency: these would weight the
// shares. What is left of a message is for `Progress` to say. Links are made when they are first asked for and kept;
// there is one set of them in a process, as there is one engine. What is relied upon is measured in
// tests/unit/simgrid.
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
        simgrid::s4u::Comm* message = nullptr;  // none: no flow
        simgrid::kernel::resource::Action* action = nullptr;
    };

    /// Those of the process. Requires that its engine exists.
    static Links& instance();

    /// In bit/s, above 0; infinity is one.
    void set_bandwidth(Index link, double bandwidth);
    /// So many flows side by side over these links, each of which gets `most` at most. To be called by what the
    /// agenda runs, like all that follows.
    Flow begin(const std::vector<Index>& over, std::uint32_t flows, double most);
    void end(Flow& flow);
    /// Works out the rates anew. Requires that this has been done since the last `begin`, `end` or `set_bandwidth`
    /// before a rate is asked for.
    void share();
    /// In bit/s, of all its flows together.
    double rate(const Flow& flow) const;

private:
    Links();

    void require(Index link);

    std::vector<double> bandwidths_;  // of the links there are
};

}  // namespace hotline
